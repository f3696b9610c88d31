-- The Merkle tree over the event log (RFC 9162) and what was signed of it: src/store/merkle_store.hpp. One log for the
-- whole database, hence no office column: a checkpoint's note names its origin.

-- Cache: the hash of every complete subtree, computed from events.hash. Level 0 holds the leaves: leaf n is event n + 1.
CREATE TABLE log_nodes (
  level       INTEGER NOT NULL,
  place       INTEGER NOT NULL,     -- covers the leaves [place << level, (place + 1) << level)
  hash        BLOB    NOT NULL,
  PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;

-- Truth: what was signed and may have been handed out.
CREATE TABLE checkpoints (
  id          INTEGER PRIMARY KEY,
  size        INTEGER NOT NULL UNIQUE,  -- events covered
  root        BLOB    NOT NULL,
  note        TEXT    NOT NULL,         -- C2SP signed note
  at          INTEGER NOT NULL
) STRICT;
CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
-- INSERT OR REPLACE would pass by the two above.
CREATE TRIGGER checkpoints_no_replace BEFORE INSERT ON checkpoints
WHEN EXISTS (SELECT 1 FROM checkpoints WHERE id = NEW.id OR size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
