-- The list of cases, newest first, reads fifty rows instead of sorting the whole office: with the row id, which every
-- index of SQLite ends in, this is (office, id).
CREATE INDEX cases_by_office ON cases (office);
