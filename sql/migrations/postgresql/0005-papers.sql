-- Papers get streams of their own in the log, beside cases and meetings (src/complaint/paper.hpp).
ALTER TABLE events DROP CONSTRAINT events_stream_kind_check;
ALTER TABLE events ADD CONSTRAINT events_stream_kind_check CHECK (stream_kind IN ('case', 'meeting', 'paper'));

-- ---- tables that pages read; rebuilt from the log (src/store/papers.hpp) ----

CREATE TABLE papers (
  id          BIGINT  PRIMARY KEY,
  office      TEXT COLLATE "C" NOT NULL,
  token       TEXT COLLATE "C" NOT NULL UNIQUE,  -- of the verification page, printed on each page
  kind        TEXT COLLATE "C" NOT NULL,
  owner_kind  TEXT COLLATE "C" NOT NULL,         -- 'case' or 'meeting'
  owner       BIGINT  NOT NULL,
  record      BIGINT  NOT NULL,
  number      TEXT COLLATE "C" NOT NULL,
  mode        TEXT COLLATE "C" NOT NULL,
  signed_by   BIGINT  NOT NULL,
  signed_as   TEXT COLLATE "C" NOT NULL,
  capacity    TEXT COLLATE "C" NOT NULL,
  signed_at   BIGINT  NOT NULL,
  certificate TEXT COLLATE "C" NOT NULL,
  issued_at   BIGINT  NOT NULL,
  event_id    BIGINT  NOT NULL,         -- its paper.issued
  stored_as   TEXT COLLATE "C" NOT NULL,         -- name in the file store
  sha256      TEXT COLLATE "C" NOT NULL,
  size        BIGINT  NOT NULL,
  pages       BIGINT  NOT NULL,
  scanned_at  BIGINT,
  scan_stored_as TEXT COLLATE "C",
  scan_sha256 TEXT COLLATE "C",
  scan_size   BIGINT,
  scan_pages  BIGINT 
);
CREATE UNIQUE INDEX papers_once ON papers (record, kind);
CREATE INDEX papers_of_owner ON papers (owner_kind, owner);

-- What a step has finished and the printer has not frozen yet.
CREATE TABLE papers_due (
  record      BIGINT  NOT NULL,
  kind        TEXT COLLATE "C" NOT NULL,
  office      TEXT COLLATE "C" NOT NULL,
  owner_kind  TEXT COLLATE "C" NOT NULL,
  owner       BIGINT  NOT NULL,
  event_id    BIGINT  NOT NULL,         -- the event that finished it: who signed, when
  PRIMARY KEY (record, kind)
);
CREATE INDEX papers_due_first ON papers_due (event_id);

-- The letter that carries the number, and the event that cancelled it: a number is never taken back.
ALTER TABLE numbers ADD COLUMN voided_event BIGINT ;

-- Whether bytes of the file store are still named by somebody is asked before they are taken away.
CREATE INDEX papers_by_file ON papers (stored_as);
CREATE INDEX papers_by_scan ON papers (scan_stored_as) WHERE scan_stored_as IS NOT NULL;
CREATE INDEX files_by_name ON files (stored_as);
