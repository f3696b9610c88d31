-- The Merkle tree over the event log (RFC 9162) and what was signed of it: src/store/merkle_store.hpp. One log for the
-- whole database, hence no office column: a checkpoint's note names its origin.

-- Cache: the hash of every complete subtree, computed from events.hash. Level 0 holds the leaves: leaf n is event n + 1.
CREATE TABLE log_nodes (
  level       BIGINT  NOT NULL,
  place       BIGINT  NOT NULL,     -- covers the leaves [place << level, (place + 1) << level)
  hash        BYTEA    NOT NULL,
  PRIMARY KEY (level, place)
);

-- Truth: what was signed and may have been handed out.
CREATE TABLE checkpoints (
  id          BIGINT  PRIMARY KEY,
  size        BIGINT  NOT NULL UNIQUE,  -- events covered
  root        BYTEA    NOT NULL,
  note        TEXT COLLATE "C" NOT NULL,         -- C2SP signed note
  at          BIGINT  NOT NULL
);
CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER checkpoints_no_truncate BEFORE TRUNCATE ON checkpoints FOR EACH STATEMENT EXECUTE FUNCTION append_only();
