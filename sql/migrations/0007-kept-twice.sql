-- What neither the log's chain nor a seal vouches for is kept twice: in its row and in an index that covers it, on another
-- page. `dumas verify` compares the two (PRAGMA integrity_check), so that a bit that fell over is found and the row named
-- (docs/decisions/0043). Indexes that were there already are made wider where that is enough.
DROP INDEX files_of_case;
CREATE INDEX files_of_case ON files (case_id, office, owner, kind, size, created_at);
DROP INDEX records_of_stream;
CREATE INDEX records_of_stream ON records (stream_kind, stream, type, office, created_at, erased_at);
DROP INDEX idempotency_age;
CREATE INDEX idempotency_age ON idempotency (created_at, request);
DROP INDEX drafts_by_expiry;
CREATE INDEX drafts_by_expiry ON drafts (expires_at, saved_at, office);
DROP INDEX sessions_of_user;
CREATE INDEX sessions_of_user ON sessions (user, office, device, created_at, last_seen_at);
DROP INDEX api_tokens_of_user;
CREATE INDEX api_tokens_of_user ON api_tokens (user, office, name, token_hash, created_at, last_used_at, revoked_at);
DROP INDEX delegations_of_user;
CREATE INDEX delegations_of_user ON delegations (user, to_day, office, role, capacity, from_day, basis, given_by,
  created_at, revoked_at, revoked_by);
DROP INDEX security_log_by_kind;
CREATE INDEX security_log_by_kind ON security_log (office, kind, id, at, user, role, case_id, subject, code, reason);

CREATE INDEX tracking_twice ON tracking (case_id, pin_hash, office, code);
CREATE INDEX tracking_visits_twice ON tracking_visits (case_id, expires_at);
CREATE INDEX outbox_twice ON outbox (case_id, event_id, office, audience, message, due_at, attempts, done_at, outcome);
CREATE INDEX users_twice ON users (login, office, display_name, title, password_hash, must_change, language, created_at,
  disabled_at);
CREATE INDEX set_up_twice ON set_up (token_hash, created_at);
CREATE INDEX sop_versions_twice ON sop_versions (version, number, digest, source, loaded_at);
CREATE INDEX checkpoints_twice ON checkpoints (size, root, note, at);
CREATE INDEX schema_migrations_twice ON schema_migrations (number, name, checksum, applied_at);
