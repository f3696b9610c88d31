-- With which data key this database is sealed (src/store/key_check.hpp): a keyed hash that says nothing of the key. One key
-- for the whole database, hence no office column. Empty until the first program with the key opens the office.
CREATE TABLE key_check (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  hash        TEXT    NOT NULL      -- keyed BLAKE2b-256, hex
) STRICT;
CREATE INDEX key_check_twice ON key_check (id, hash);
