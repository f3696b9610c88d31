-- The event log (the truth), the records and files beside it (erasable, sealed), and the tables that pages read
-- (rebuildable from the first two: src/store/projections.hpp). Times are milliseconds since 1970 UTC, dates are days
-- since 1970-01-01 in the office's zone.

CREATE TABLE events (
  id          INTEGER PRIMARY KEY,  -- place in the log, without gaps
  office      TEXT    NOT NULL,
  stream_kind TEXT    NOT NULL CHECK (stream_kind IN ('case', 'meeting')),
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
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
-- INSERT OR REPLACE would pass by the two above.
CREATE TRIGGER events_no_replace BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id
             OR (stream_kind = NEW.stream_kind AND stream = NEW.stream AND version = NEW.version))
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE records (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  office      TEXT    NOT NULL,
  stream_kind TEXT    NOT NULL,
  stream      INTEGER NOT NULL,
  type        TEXT    NOT NULL,
  content     BLOB,                 -- sealed JSON; NULL once erased
  title       BLOB,                 -- sealed subject, for lists that need no more
  digest      BLOB    NOT NULL,     -- SHA-256 of content as stored
  created_at  INTEGER NOT NULL,
  erased_at   INTEGER
) STRICT;
CREATE INDEX records_of_stream ON records (stream_kind, stream, type);

CREATE TABLE files (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  office      TEXT    NOT NULL,
  case_id     INTEGER,              -- NULL while it waits for its form to be sent
  owner       TEXT    NOT NULL,     -- keyed hash of the draft's cookie, or 'user:N'
  name        BLOB    NOT NULL,     -- sealed: as the sender called it
  kind        TEXT    NOT NULL,     -- media type judged by content
  size        INTEGER NOT NULL,
  stored_as   TEXT    NOT NULL,     -- name in the file store
  created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX files_of_case ON files (case_id);
CREATE INDEX files_of_owner ON files (owner) WHERE case_id IS NULL;

-- What opens the citizen's door: both are keyed hashes, the code is also sealed for the slip that staff print.
CREATE TABLE tracking (
  code_hash   TEXT    PRIMARY KEY,
  pin_hash    TEXT    NOT NULL,
  office      TEXT    NOT NULL,
  case_id     INTEGER NOT NULL UNIQUE,
  code        BLOB    NOT NULL
) STRICT;
-- A citizen's open tracking page: the cookie's hash, so that neither code nor PIN stands in an address.
CREATE TABLE tracking_visits (
  token_hash  TEXT    PRIMARY KEY,
  case_id     INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL
) STRICT;

-- The answer to a command, by the key its sender chose: a repeat gets the same answer.
CREATE TABLE idempotency (
  key_hash    TEXT    PRIMARY KEY,
  request     TEXT    NOT NULL,     -- keyed hash of what was asked: the same key for something else is refused
  answer      BLOB    NOT NULL,     -- sealed
  created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE sop_versions (
  office      TEXT    NOT NULL,
  version     TEXT    NOT NULL,
  number      TEXT    NOT NULL,
  digest      TEXT    NOT NULL,
  source      TEXT    NOT NULL,     -- the whole file: a running case keeps the version it began with
  loaded_at   INTEGER NOT NULL,
  PRIMARY KEY (office, version)
) STRICT;

-- What is to be told to whom, queued with the event that caused it and handed over after the commit.
CREATE TABLE outbox (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  office      TEXT    NOT NULL,
  case_id     INTEGER NOT NULL,
  event_id    INTEGER NOT NULL,
  audience    TEXT    NOT NULL,     -- 'reporter', or a role
  message     TEXT    NOT NULL,     -- catalogue key
  arguments   BLOB    NOT NULL,     -- sealed JSON list
  due_at      INTEGER NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  done_at     INTEGER,
  outcome     TEXT,
  UNIQUE (event_id, audience, message)
) STRICT;
CREATE INDEX outbox_open ON outbox (due_at) WHERE done_at IS NULL;

-- ---- tables that pages read; every row below can be rebuilt ----

CREATE TABLE cases (
  id            INTEGER PRIMARY KEY,
  office        TEXT    NOT NULL,
  version       INTEGER NOT NULL,
  status        TEXT    NOT NULL,
  channel       TEXT    NOT NULL,
  disclosure    TEXT    NOT NULL,
  category      TEXT,
  urgency       TEXT,
  secrecy       TEXT,
  class_code    TEXT,
  register_no   TEXT,
  register_seq  INTEGER,
  register_year INTEGER,
  sop_version   TEXT,
  received_at   INTEGER NOT NULL,
  registered_at INTEGER,
  days_waited   INTEGER NOT NULL DEFAULT 0,
  day_one       INTEGER,
  step          INTEGER,            -- SOP row the case stands in; NULL when none
  step_due      INTEGER,            -- date
  answer_due    INTEGER,            -- date promised to the citizen
  case_due      INTEGER,            -- date of the last row
  holders       TEXT    NOT NULL DEFAULT '',  -- roles that can act, comma separated, in the SOP's order
  meeting       INTEGER,
  resolution    TEXT,
  title_record  INTEGER,            -- records.id whose title lists show
  form_record   INTEGER,
  answer_no     TEXT,
  answered_at   INTEGER,
  closed_at     INTEGER,
  days_late     INTEGER,            -- at closing
  late_steps    INTEGER NOT NULL DEFAULT 0,
  messages_new  INTEGER NOT NULL DEFAULT 0,  -- from the citizen, since the office last wrote
  before_legal  INTEGER NOT NULL DEFAULT 0,  -- 1: the legal division was asked
  before_head   INTEGER NOT NULL DEFAULT 0,  -- 1: a draft answer waits for, or has, the subsection head's initials
  changed_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_by_register ON cases (office, register_year, register_seq);
CREATE INDEX cases_by_status ON cases (office, status, id);
CREATE INDEX cases_by_meeting ON cases (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX cases_by_received ON cases (office, received_at);

-- One row for each role that can do something about an open case now: "Perlu tindakan saya".
CREATE TABLE case_holders (
  office      TEXT    NOT NULL,
  role        TEXT    NOT NULL,
  due         INTEGER NOT NULL,     -- date; 0 while no clock runs: unregistered cases come first
  case_id     INTEGER NOT NULL,
  PRIMARY KEY (office, role, due, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_holders_of ON case_holders (case_id);

CREATE TABLE case_steps (
  case_id     INTEGER NOT NULL,
  step        INTEGER NOT NULL,
  due         INTEGER,
  done_at     INTEGER,
  actor       INTEGER,
  role        TEXT,
  capacity    TEXT,
  days_late   INTEGER NOT NULL DEFAULT 0,
  overdue     INTEGER NOT NULL DEFAULT 0,  -- 1: its lateness was noticed by the timer
  event_id    INTEGER,
  PRIMARY KEY (case_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_records (
  case_id     INTEGER NOT NULL,
  record_id   INTEGER NOT NULL,
  type        TEXT    NOT NULL,
  event_id    INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  actor       INTEGER NOT NULL,
  role        TEXT    NOT NULL,
  PRIMARY KEY (case_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meetings (
  id          INTEGER PRIMARY KEY,
  office      TEXT    NOT NULL,
  version     INTEGER NOT NULL,
  mode        TEXT    NOT NULL,
  openness    TEXT    NOT NULL,
  date        INTEGER NOT NULL,
  time        TEXT    NOT NULL,
  number      TEXT    NOT NULL,
  days_ahead  INTEGER NOT NULL,
  attendance  INTEGER NOT NULL DEFAULT 0,   -- 1: recorded
  present     TEXT    NOT NULL DEFAULT '',  -- user ids, comma separated
  invitation  INTEGER,                      -- records.id
  attendance_record INTEGER
) STRICT;
CREATE INDEX meetings_by_date ON meetings (office, date);

-- Every number given to a paper, once; gap-free per kind and year where the office's counter gave it.
CREATE TABLE numbers (
  office      TEXT    NOT NULL,
  kind        TEXT    NOT NULL,     -- 'register', 'answer', 'minutes', 'memo', 'invitation'
  year        INTEGER NOT NULL,
  seq         INTEGER,              -- NULL: taken by hand from the archive application
  text        TEXT    NOT NULL,
  stream_kind TEXT    NOT NULL,
  stream      INTEGER NOT NULL,
  event_id    INTEGER NOT NULL,
  PRIMARY KEY (office, kind, text)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX numbers_once ON numbers (office, kind, year, seq) WHERE seq IS NOT NULL;

-- Blind tokens (src/store/blind_index.hpp), one row per case, rowid = case id: newest first without a sort.
CREATE VIRTUAL TABLE case_search USING fts5 (tokens, tokenize = 'unicode61', detail = none, columnsize = 0);
