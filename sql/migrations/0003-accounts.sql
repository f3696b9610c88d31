-- Staff accounts, their sessions and tokens, acting officers, unfinished forms and the security log. Times are
-- milliseconds since 1970 UTC, days are days since 1970-01-01 in the office's zone. Tokens stand here as keyed hashes.

-- Names and titles are those of officials on duty, printed on every letter: not sealed. Never deleted, only disabled:
-- the event log names them by id.
CREATE TABLE users (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  office        TEXT    NOT NULL,
  login         TEXT    NOT NULL CHECK (login = lower(login)),
  display_name  TEXT    NOT NULL,
  title         TEXT    NOT NULL,   -- jabatan
  password_hash TEXT    NOT NULL,
  must_change   INTEGER NOT NULL,   -- 1: somebody else chose the password
  language      TEXT    NOT NULL,
  created_at    INTEGER NOT NULL,
  disabled_at   INTEGER,
  UNIQUE (office, login)
) STRICT;
CREATE TRIGGER users_no_delete BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'users are disabled, not deleted'); END;

CREATE TABLE user_roles (
  user        INTEGER NOT NULL REFERENCES users (id),
  role        TEXT    NOT NULL,
  PRIMARY KEY (user, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_roles_by_role ON user_roles (role);

-- One row while an office has no administrator: the token printed at start lets the browser create him, once.
CREATE TABLE set_up (
  office      TEXT    PRIMARY KEY,
  token_hash  TEXT    NOT NULL,
  created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  office       TEXT    NOT NULL,
  token_hash   TEXT    NOT NULL UNIQUE,
  user         INTEGER NOT NULL REFERENCES users (id),
  device       BLOB    NOT NULL,    -- sealed: what the browser calls itself
  created_at   INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_of_user ON sessions (user);
CREATE INDEX sessions_by_age ON sessions (created_at);

CREATE TABLE api_tokens (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  office       TEXT    NOT NULL,
  user         INTEGER NOT NULL REFERENCES users (id),
  name         TEXT    NOT NULL,
  token_hash   TEXT    NOT NULL UNIQUE,
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at   INTEGER
) STRICT;
CREATE INDEX api_tokens_of_user ON api_tokens (user);

-- An officer named to act for an absent leader (Plh., Plt.), without whom the case would hang.
CREATE TABLE delegations (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  office      TEXT    NOT NULL,
  role        TEXT    NOT NULL CHECK (role IN ('SECRETARY', 'CHAIR')),
  user        INTEGER NOT NULL REFERENCES users (id),
  capacity    TEXT    NOT NULL CHECK (capacity IN ('PLH', 'PLT')),
  from_day    INTEGER NOT NULL,
  to_day      INTEGER NOT NULL CHECK (to_day >= from_day),  -- inclusive
  basis       BLOB    NOT NULL,     -- sealed: the order it rests on
  given_by    INTEGER NOT NULL,     -- users.id
  created_at  INTEGER NOT NULL,
  revoked_at  INTEGER,
  revoked_by  INTEGER
) STRICT;
CREATE INDEX delegations_of_user ON delegations (user, to_day);
CREATE INDEX delegations_of_role ON delegations (office, role, to_day);

-- A form not yet sent.
CREATE TABLE drafts (
  owner       TEXT    NOT NULL,     -- 'user:N', or the keyed hash of the visitor's cookie
  form        TEXT    NOT NULL,
  office      TEXT    NOT NULL,
  content     BLOB    NOT NULL,     -- sealed fields
  saved_at    INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  PRIMARY KEY (owner, form)
) STRICT;
CREATE INDEX drafts_by_expiry ON drafts (expires_at);

-- Who came in, was refused, unmasked whom, changed what. No personal data in clear.
CREATE TABLE security_log (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  office      TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  user        INTEGER,              -- who did it; NULL: nobody known
  role        TEXT,                 -- in which role
  case_id     INTEGER,
  subject     INTEGER,              -- the record, user, token or delegation it was done to
  code        TEXT    NOT NULL,     -- command and reason code, or which roles: words of the program
  reason      BLOB                  -- sealed
) STRICT;
CREATE INDEX security_log_by_kind ON security_log (office, kind, id);
CREATE INDEX security_log_by_user ON security_log (office, user, id);
CREATE INDEX security_log_by_case ON security_log (case_id, id) WHERE case_id IS NOT NULL;
CREATE TRIGGER security_log_no_update BEFORE UPDATE ON security_log
BEGIN SELECT RAISE(ABORT, 'the security log is append-only'); END;
CREATE TRIGGER security_log_no_delete BEFORE DELETE ON security_log
BEGIN SELECT RAISE(ABORT, 'the security log is append-only'); END;
-- INSERT OR REPLACE would pass by the two above.
CREATE TRIGGER security_log_no_replace BEFORE INSERT ON security_log
WHEN EXISTS (SELECT 1 FROM security_log WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the security log is append-only'); END;
