#!/usr/bin/env bash
# A PostgreSQL of its own for a test: made from Debian's postgresql-15 in a temporary folder, reached through a unix socket
# only, run as an unprivileged user, with its usual durability. For each line "NAME" or "NAME TEMPLATE" on standard input it
# makes a database and prints its address; "stop" and "start" stop and start the server and print themselves. It removes
# everything when standard input ends: also when the test that holds the other end was killed. The machine's own cluster is
# neither used nor touched.
# Callers: tests/support/postgres_server.hpp and tests/support/postgres.mjs.
set -euo pipefail

programs=/usr/lib/postgresql/15/bin
[ -x "$programs/initdb" ] || {
  echo "test_postgres.sh: postgresql-15 is missing: tools/install_packages.sh test" >&2
  exit 1
}

# PostgreSQL refuses to run as root.
as=()
folder=$(mktemp -d "${TMPDIR:-/tmp}/dumas-postgres-XXXXXX")
if [ "$(id -u)" -eq 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  chown postgres:postgres "$folder"
fi

server=
finish() {
  trap - EXIT INT TERM HUP
  [ -z "$server" ] || {
    kill -QUIT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  }
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

cd "$folder"
"${as[@]}" "$programs/initdb" --pgdata="$folder/data" --username=dumas --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
  >"$folder/log" 2>&1 || {
  cat "$folder/log" >&2
  exit 1
}
start() {
  "${as[@]}" "$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=200 \
    </dev/null >>"$folder/log" 2>&1 &
  server=$!
  until "${as[@]}" "$programs/pg_isready" --quiet --host="$folder" --username=dumas; do
    kill -0 "$server" 2>/dev/null || {
      cat "$folder/log" >&2
      exit 1
    }
    sleep 0.05
  done
}
stop() {
  kill -QUIT "$server"
  wait "$server" 2>/dev/null || true
  server=
}

start
while read -r name template; do
  case $name in
    start | stop) "$name" && echo "$name" ;;
    *)
      "${as[@]}" "$programs/createdb" --host="$folder" --username=dumas --template="${template:-template0}" "$name" >&2
      echo "postgresql://dumas@/$name?host=$folder"
      ;;
  esac
done
