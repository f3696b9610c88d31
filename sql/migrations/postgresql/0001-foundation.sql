-- Which migrations have run, and what they said: a changed one is refused (src/store/migrations.hpp).
CREATE TABLE schema_migrations (
  number     BIGINT  PRIMARY KEY,
  name       TEXT COLLATE "C" NOT NULL,
  checksum   TEXT COLLATE "C" NOT NULL,  -- BLAKE2b-256 of the file, hex
  applied_at BIGINT  NOT NULL   -- milliseconds since 1970 UTC
);

-- What the program's one dialect of SQL (src/store/database.hpp) takes for granted and PostgreSQL calls otherwise. TEXT is
-- compared byte by byte everywhere (COLLATE "C"), so that both engines sort alike, whatever the server's locale.
CREATE FUNCTION group_concat_step(TEXT, TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN $1 IS NULL THEN $2 WHEN $2 IS NULL THEN $1 ELSE $1 || ',' || $2 END $$;
CREATE AGGREGATE group_concat(TEXT) (SFUNC = group_concat_step, STYPE = TEXT);

-- Tables that are only added to. The words are the program's own, so that its log names the table.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
