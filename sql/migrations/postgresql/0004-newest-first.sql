-- The list of cases, newest first, reads fifty rows instead of sorting the whole office. SQLite adds the row id to every
-- index by itself.
CREATE INDEX cases_by_office ON cases (office, id);
