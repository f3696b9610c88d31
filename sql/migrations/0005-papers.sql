-- Papers get streams of their own in the log, beside cases and meetings (src/complaint/paper.hpp). SQLite cannot change
-- a CHECK, so the table is copied row by row, ids and hashes as they were.
CREATE TABLE events_with_papers (
  id          INTEGER PRIMARY KEY,  -- place in the log, without gaps
  office      TEXT    NOT NULL,
  stream_kind TEXT    NOT NULL CHECK (stream_kind IN ('case', 'meeting', 'paper')),
  stream      INTEGER NOT NULL,
  version     INTEGER NOT NULL,     -- 1, 2, ... within the stream
  type        TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  actor       INTEGER NOT NULL,     -- users.id; 0: the citizen or the timer
  role        TEXT    NOT NULL,
  capacity    TEXT    NOT NULL,
  step        INTEGER NOT NULL,     -- SOP row completed by it, 0: none
  days_late   INTEGER NOT NULL,
  data        TEXT    NOT NULL,     -- JSON, no personal data
  records     TEXT    NOT NULL,     -- JSON: [[type, record id, digest], ...]
  hash        BLOB    NOT NULL,     -- SHA-256 over the hash before it and this row
  UNIQUE (stream_kind, stream, version)
) STRICT;
INSERT INTO events_with_papers SELECT id, office, stream_kind, stream, version, type, at, actor, role, capacity, step,
  days_late, data, records, hash FROM events ORDER BY id;
DROP TABLE events;
ALTER TABLE events_with_papers RENAME TO events;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
-- INSERT OR REPLACE would pass by the two above.
CREATE TRIGGER events_no_replace BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id
             OR (stream_kind = NEW.stream_kind AND stream = NEW.stream AND version = NEW.version))
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

-- ---- tables that pages read; rebuilt from the log (src/store/papers.hpp) ----

CREATE TABLE papers (
  id          INTEGER PRIMARY KEY,
  office      TEXT    NOT NULL,
  token       TEXT    NOT NULL UNIQUE,  -- of the verification page, printed on each page
  kind        TEXT    NOT NULL,
  owner_kind  TEXT    NOT NULL,         -- 'case' or 'meeting'
  owner       INTEGER NOT NULL,
  record      INTEGER NOT NULL,
  number      TEXT    NOT NULL,
  mode        TEXT    NOT NULL,
  signed_by   INTEGER NOT NULL,
  signed_as   TEXT    NOT NULL,
  capacity    TEXT    NOT NULL,
  signed_at   INTEGER NOT NULL,
  certificate TEXT    NOT NULL,
  issued_at   INTEGER NOT NULL,
  event_id    INTEGER NOT NULL,         -- its paper.issued
  stored_as   TEXT    NOT NULL,         -- name in the file store
  sha256      TEXT    NOT NULL,
  size        INTEGER NOT NULL,
  pages       INTEGER NOT NULL,
  scanned_at  INTEGER,
  scan_stored_as TEXT,
  scan_sha256 TEXT,
  scan_size   INTEGER,
  scan_pages  INTEGER
) STRICT;
CREATE UNIQUE INDEX papers_once ON papers (record, kind);
CREATE INDEX papers_of_owner ON papers (owner_kind, owner);

-- What a step has finished and the printer has not frozen yet.
CREATE TABLE papers_due (
  record      INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  office      TEXT    NOT NULL,
  owner_kind  TEXT    NOT NULL,
  owner       INTEGER NOT NULL,
  event_id    INTEGER NOT NULL,         -- the event that finished it: who signed, when
  PRIMARY KEY (record, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX papers_due_first ON papers_due (event_id);

-- The letter that carries the number, and the event that cancelled it: a number is never taken back.
ALTER TABLE numbers ADD COLUMN voided_event INTEGER;

-- Whether bytes of the file store are still named by somebody is asked before they are taken away.
CREATE INDEX papers_by_file ON papers (stored_as);
CREATE INDEX papers_by_scan ON papers (scan_stored_as) WHERE scan_stored_as IS NOT NULL;
CREATE INDEX files_by_name ON files (stored_as);
