# The parts of deploy/cluster/local: starting, stopping, and what faults do to them. Sourced by it, never run.
# A part is db1.. (etcd and Patroni, which starts PostgreSQL), app1.. or haproxy. Its process ids are in FOLDER/NAME/*.pid.

names() {
  local entry all=
  for entry in $1; do all="$all ${entry%%=*}"; done
  printf '%s' "${all# }"
}

# PostgreSQL refuses root: then it runs as Debian's postgres. Everyone else keeps his own name.
choose_user() {
  database_user=$(id -un)
  as_database_user=()
  [ "$(id -u)" -eq 0 ] || return 0
  database_user=postgres
  as_database_user=(setpriv --reuid=postgres --regid=postgres --clear-groups --inh-caps=-all --ambient-caps=-all)
}
choose_user
setpriv_run() { "${as_database_user[@]}" "$@"; }

# part start|stop|kill|freeze|thaw NAME [PROGRAM...]
part() {
  local what=$1
  shift
  case $what in
    start) start_part "$1" ;;
    stop) stop_part "$@" ;;
    kill) signal_part KILL "$@" ;;
    freeze) signal_part STOP "$@" ;;
    thaw) signal_part CONT "$@" ;;
  esac
}

start_part() {
  local name=$1
  case $name in
    db*)
      [ "$(id -u)" -ne 0 ] || chown postgres "$folder/$name" "$folder/$name/patroni.yml"
      launch "$name" etcd env $(grep -v '^#' "$folder/$name/etcd.env") etcd
      launch "$name" patroni "${as_database_user[@]}" patroni "$folder/$name/patroni.yml"
      ;;
    haproxy)
      mkdir -p "$folder/haproxy"
      local first
      first=$(names "$servers")
      cp "$folder/${first%% *}/haproxy.cfg" "$folder/${first%% *}/dumas-503.http" "$folder/haproxy/"
      launch haproxy haproxy /usr/sbin/haproxy -db -f "$folder/haproxy/haproxy.cfg"
      ;;
    app*) launch "$name" dumas "$(program)" serve --data "$folder/$name/data" --listen "$(address_of "$name")" \
      --proxy "${leader%:*}" --drain 3 --finish 120 ;;
  esac
}

program() { printf '%s' "${DUMAS_PROGRAM:-$root/build/release/dumas}"; }

# launch PART PROGRAM COMMAND...: in the background, apart from this terminal, unless it runs.
launch() {
  local name=$1 what=$2
  shift 2
  alive "$name" "$what" && return
  [ -z "${DUMAS_CLUSTER_ENTER:-}" ] || set -- "$DUMAS_CLUSTER_ENTER" --enter "$name" "$@"
  (cd "$root" && exec setsid "$@" >>"$folder/$name/$what.log" 2>&1 </dev/null) &
  printf '%s\n' "$!" >"$folder/$name/$what.pid"
}

alive() { pid_of "$1" "$2" >/dev/null; }

# pid_of PART PROGRAM: nothing unless it runs. A number given anew to another program is none of ours.
pid_of() {
  local pid file=$folder/$1/$2.pid
  [ "$2" != postgresql ] || file=$folder/$1/postgresql/postmaster.pid
  pid=$(head -n 1 "$file" 2>/dev/null) && [ -n "$pid" ] && ! gone "$pid" || return 1
  { tr '\0' ' ' <"/proc/$pid/cmdline"; tr '\0' ' ' <"/proc/$pid/environ"; } 2>/dev/null | grep -qF "$folder/" && printf '%s' "$pid"
}

# stop_part NAME [PROGRAM...]: of the programs named, or all it consists of, in this order.
stop_part() {
  local name=$1 what pid
  shift
  [ $# -gt 0 ] || set -- dumas haproxy patroni postgresql etcd
  signal_part CONT "$name"
  for what in "$@"; do
    pid=$(pid_of "$name" "$what") || continue
    if [ "$what" = postgresql ]; then kill -INT "$pid"; else kill -TERM "$pid"; fi 2>/dev/null || true
    wait_for "$what of $name to stop" 150 gone "$pid"
    rm -f "$folder/$name/$what.pid"
  done
}

gone() { [ ! -d "/proc/$1" ] || grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; }

# signal_part SIGNAL NAME [PROGRAM...]: all processes of a part at once, as when its machine is lost, or those of the
# programs named; a postmaster's children too.
signal_part() {
  local signal=$1 name=$2 what pid all=()
  shift 2
  [ $# -gt 0 ] || set -- patroni postgresql etcd dumas haproxy
  for what in "$@"; do
    pid=$(pid_of "$name" "$what") || continue
    all+=("$pid")
    # shellcheck disable=SC2207
    [ "$what" != postgresql ] || all+=($(children_of "$pid"))
  done
  [ ${#all[@]} -eq 0 ] || kill -"$signal" "${all[@]}" 2>/dev/null || true
}

children_of() { cat "/proc/$1/task/$1/children" 2>/dev/null || true; }

# The parts' processes that are left, found by what they were started with and not by what is noted of them.
processes_below() {
  local entry found=
  for entry in /proc/[0-9]*; do
    { cat "$entry/cmdline" "$entry/environ" | tr "\0" "\n"; } 2>/dev/null | grep -qE "^(ETCD_DATA_DIR=|config_file=|--config-file=)?$1/(db|app|haproxy)" &&
      found="$found ${entry#/proc/}"
  done
  printf '%s' "$found"
}

# address_of NAME: of a database or a server
address_of() {
  local entry
  for entry in $databases $servers; do
    [ "${entry%%=*}" != "$1" ] || printf '%s' "${entry#*=}"
  done
}

running_of() {
  local what said=
  for what in etcd patroni haproxy dumas; do
    [ ! -f "$folder/$1/$what.pid" ] || if alive "$1" "$what"; then said="$said $what runs"; else said="$said $what ended"; fi
  done
  printf '%s' "${said:- stopped}"
}

# Patroni's own picture of the cluster, as the first node that answers gives it.
cluster_picture() {
  local entry
  for entry in $databases; do
    curl -fsS --noproxy '*' -m 2 "http://${entry#*=}:$patroni_port/cluster" 2>/dev/null && return
  done
  return 1
}

# One line a member: name role state
members() {
  cluster_picture | tr '{' '\n' | sed -nE 's/.*"name": ?"([^"]*)".*"role": ?"([^"]*)".*"state": ?"([^"]*)".*/\1 \2 \3/p'
}

role_of() { members | awk -v name="$1" '$1 == name { print $2, $3 }'; }

# Whom PostgreSQL itself calls the leader: the node whose Patroni answers for it with the lock in hand.
leader_name() {
  local entry
  for entry in $databases; do
    if curl -fsS --noproxy '*' -m 2 -o /dev/null "http://${entry#*=}:$patroni_port/primary" 2>/dev/null; then
      say "${entry%%=*}" && return
    fi
  done
  return 1
}

standbys() {
  local first name
  first=$(leader_name 2>/dev/null || true)
  for name in $(names "$databases"); do [ "$name" = "$first" ] || say "$name"; done
}

# A leader that all others copy from, one of them noted in etcd as its synchronous standby: what the leader itself says, as
# the picture of a node that was cut off is an old one.
whole() {
  local first said
  first=$(leader_name) && first=$(address_of "$first"):$patroni_port || return 1
  said=$(curl -fsS --noproxy '*' -m 2 "http://$first/patroni") || return 1
  [ "$(grep -o '"state": "streaming"' <<<"$said" | wc -l)" -eq $(($(wc -w <<<"$databases") - 1)) ] &&
    grep -q '"sync_state": "sync"' <<<"$said" &&
    curl -fsS --noproxy '*' -m 2 "http://$first/cluster" | grep -q '"sync_standby"'
}

site_answers() { curl -fsS --noproxy '*' -m 5 -o /dev/null "http://$public/masuk" 2>/dev/null; }

in_use() {
  printf 'show stat\n' | socat -t 2 - "$folder/haproxy/admin.sock" | awk -F, -v name="$1" '$1 == "servers" && $2 == name && $18 == "UP" { ok = 1 } END { exit !ok }'
}

# wait_for WHAT SECONDS COMMAND...
wait_for() {
  local what=$1 until=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $until ] || fail "Waited in vain for $what. The logs are in $folder/*/*.log."
    sleep 0.2
  done
}

# The office's own database, owned by the user that the servers sign in as.
make_database() {
  local database
  wait_for "HAProxy to find the leader" 30 sql -qc "SELECT 1"
  database=$(sql -tAc "SELECT 1 FROM pg_database WHERE datname = 'dumas'")
  [ "$database" = 1 ] || sql -qc "CREATE DATABASE dumas OWNER dumas"
}

# SQL as the superuser, at the leader.
sql() {
  PGPASSWORD=$superuser_password psql -X -v ON_ERROR_STOP=1 -h "${leader%:*}" -p "${leader##*:}" -U postgres -d "${database_name:-postgres}" "$@"
}
