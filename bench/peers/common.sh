# What the peers' scripts share: a PostgreSQL 15 of their own on a unix socket, in one folder, under Debian's user
# postgres, with the durability it has by default (fsync and synchronous_commit on). Sourced, never run.
# `folder` must be set before; everything a peer keeps is under it.

pg_bin=/usr/lib/postgresql/15/bin
pg_data=$folder/postgres
pg_socket=/tmp/dumas-bench-pg.$(printf '%s' "$folder" | cksum | cut -d' ' -f1) # a socket's path is at most 107 bytes

# A daemon must not run as root where Debian gives it a user.
as() { setpriv --reuid "$1" --regid "$1" --init-groups env -C "$folder" HOME="$folder" "${@:2}"; }

start_postgres() {
  mkdir -p "$pg_data" "$pg_socket"
  chown postgres:postgres "$pg_data" "$pg_socket"
  if [ ! -f "$pg_data/PG_VERSION" ]; then
    as postgres "$pg_bin/initdb" -D "$pg_data" -A trust -E UTF8 --locale=C.UTF-8 >"$folder/initdb.log"
  fi
  as postgres "$pg_bin/pg_ctl" status -D "$pg_data" >/dev/null 2>&1 && return
  as postgres "$pg_bin/pg_ctl" start -w -D "$pg_data" -l "$pg_data/server.log" \
    -o "-k $pg_socket -c listen_addresses='' -c unix_socket_permissions=0777" >/dev/null
}

stop_postgres() {
  as postgres "$pg_bin/pg_ctl" stop -m fast -w -D "$pg_data" >/dev/null 2>&1 || true
  rm -rf -- "$pg_socket"
}

# sql DATABASE: reads SQL
sql() { as postgres "$pg_bin/psql" -h "$pg_socket" -q -v ON_ERROR_STOP=1 -d "$1"; }
has_database() { [ "$(echo "SELECT 1 FROM pg_database WHERE datname = '$1'" | as postgres "$pg_bin/psql" -h "$pg_socket" -At postgres)" = 1 ]; }

# The command line of each script, which has fill TEXTS and serve PORT.
main() {
  case $1 in
    fill) fill "$3" ;;
    serve) serve "$3" ;;
    stop) stop_postgres ;;
  esac
}
