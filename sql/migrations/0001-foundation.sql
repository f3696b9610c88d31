-- Which migrations have run, and what they said: a changed one is refused (src/store/migrations.hpp).
CREATE TABLE schema_migrations (
  number     INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  checksum   TEXT    NOT NULL,  -- BLAKE2b-256 of the file, hex
  applied_at INTEGER NOT NULL   -- milliseconds since 1970 UTC
) STRICT;
