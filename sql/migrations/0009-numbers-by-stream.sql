-- The numbers of one case or meeting, which are looked for at every number given: without this all numbers of the kind
-- were read, more with every case.
CREATE INDEX numbers_of_stream ON numbers (stream_kind, stream, kind, office);
