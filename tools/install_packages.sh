#!/usr/bin/env bash
# Installs the Debian packages of packages/GROUP.txt that are missing; does nothing when all are there.
# A simulation comes first: where installing would remove anything, it stops and says so. No service that comes with a
# package is started, now or at the next boot: whoever wants one starts it (deploy/cluster/README.md).
# Callers: bin/run (build run), bin/test (build run test, and cluster). By hand: tools/install_packages.sh build run test
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

main() {
  [ $# -gt 0 ] || fail "Say which lists to install: tools/install_packages.sh build run test"
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    fail "This script knows Debian's packages only, and this system has no apt-get. README.md names what Dumas needs."
  local missing
  mapfile -t missing < <(missing_of "$(wanted "$@")")
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Missing: ${missing[*]}"
  choose_rank "${missing[@]}"
  need_space 1200 "installing the packages"
  refresh
  simulate "${missing[@]}"
  install "${missing[@]}"
}

# The names in the lists, one a line. Node.js is left out where a good one stands already, wherever it came from:
# Debian's npm and other builds of nodejs exclude each other.
wanted() {
  local group names
  for group in "$@"; do
    [ -f "$root/packages/$group.txt" ] || fail "There is no list packages/$group.txt."
  done
  names=$(cd "$root/packages" && sed 's/#.*//; s/[[:space:]]//g; /^$/d' "${@/%/.txt}")
  if node_is_good; then names=$(grep -vxE 'nodejs|npm' <<<"$names"); fi
  printf '%s\n' "$names"
}

node_is_good() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  local version
  version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  if [ "${version%%.*}" -lt 18 ]; then
    fail "The installed Node.js is $version, and 18 or newer is needed. Please update it, or remove it and start again."
  fi
}

missing_of() {
  # shellcheck disable=SC2086
  { dpkg-query -W -f='${db:Status-Status} ${Package}\n' $1 2>/dev/null || true; } |
    awk -v all="$1" '$1 == "installed" { have[$2] = 1 }
      END { n = split(all, name, "\n"); for (i = 1; i <= n; i++) if (!(name[i] in have)) print name[i] }'
}

# as_root=() or (sudo): decided once, before anything is changed.
choose_rank() {
  as_root=()
  [ "$(id -u)" -eq 0 ] && return
  command -v sudo >/dev/null && sudo -v && as_root=(sudo) && return
  fail "These packages must be installed by an administrator. Please ask for this command to be run, then start again:
  apt-get install --no-install-recommends $*"
}

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C \
    apt-get -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 -o APT::Color=0 "$@"
}

refresh() {
  say "Reading Debian's list of packages ..."
  run_logged apt-update apt -q update || {
    tail_of apt-update 6
    fail "Debian's package servers cannot be reached. Check the network connection and start again."
  }
  # apt-get update ends with 0 when a server did not answer and an old list is kept: the simulation tells.
}

simulate() {
  if ! run_logged apt-simulation apt -s install --no-install-recommends "$@"; then
    grep -E '^E:' "$logs/apt-simulation.log" | sed 's/^/  | /' >&2
    grep -qE 'Unable to locate|no installation candidate' "$logs/apt-simulation.log" &&
      fail "Debian's list does not have these packages. Dumas is made for Debian 12; this is $(system_name)."
    fail "These packages do not fit together with what is installed. Nothing was changed; see build/logs/apt-simulation.log."
  fi
  local removed
  removed=$(awk '$1 == "Remv" { print $2 }' "$logs/apt-simulation.log" | tr '\n' ' ')
  [ -z "$removed" ] ||
    fail "Installing would remove these packages, so nothing was changed: $removed
Please decide yourself: apt-get install --no-install-recommends $*"
}

install() {
  local start count status=0
  start=$(now)
  count=$(grep -c '^Inst ' "$logs/apt-simulation.log")
  say "Installing $# packages, $count with all they need (some minutes at most) ..."
  keep_services_quiet
  apt -q -y install --no-install-recommends "$@" 2>&1 | tee "$logs/apt-install.log" | install_progress "$count" ||
    status=$?
  if [ "$status" -ne 0 ]; then
    grep -E '^(E|Err):?' "$logs/apt-install.log" | tail -n 5 | sed 's/^/  | /' >&2
    grep -q 'No space left' "$logs/apt-install.log" && fail "The disk is full. Make about 1200 MB free and start again."
    grep -qE 'Failed to fetch|Temporary failure' "$logs/apt-install.log" &&
      fail "A package could not be fetched. Check the network connection and start again."
    fail "The packages could not be installed. The whole message is in build/logs/apt-install.log."
  fi
  let_services_be "$@"
  say "Packages installed in $(since "$start")."
}

# Debian starts what it installs, and postgresql-15 makes a database cluster of its own. Both are held back while
# apt works, by the two files Debian provides for that (deb-policy 9.3.3.2; createcluster.conf(5)), each removed again.
policy=/usr/sbin/policy-rc.d
no_main_cluster=/etc/postgresql-common/createcluster.d/dumas-install.conf
keep_services_quiet() {
  placed=()
  trap remove_placed EXIT
  if [ ! -e "$policy" ]; then place "$policy" 0755 '#!/bin/sh
exit 101'; fi
  place "$no_main_cluster" 0644 'create_main_cluster = false'
}

# place FILE MODE TEXT
place() {
  placed+=("$1")
  "${as_root[@]}" mkdir -p "$(dirname "$1")"
  printf '%s\n' "$3" | "${as_root[@]}" tee "$1" >/dev/null
  "${as_root[@]}" chmod "$2" "$1"
}

remove_placed() {
  [ ${#placed[@]} -eq 0 ] || "${as_root[@]}" rm -f -- "${placed[@]}"
  placed=()
}

# What was installed just now for bin/test or deploy/cluster/local is not to run at the next boot either.
let_services_be() {
  local package unit
  remove_placed
  command -v systemctl >/dev/null || return 0
  for package in "$@"; do
    case $package in
      etcd-server) unit=etcd ;;
      patroni | haproxy) unit=$package ;;
      *) continue ;;
    esac
    "${as_root[@]}" systemctl disable "$unit.service" >/dev/null 2>&1 || true
  done
}

# Three passes over the packages: fetched, unpacked, set up.
install_progress() {
  local screen=0
  [ -t 1 ] && screen=1
  awk -v count="$1" -v screen="$screen" '
    /^Get:/ || /^Unpacking / || /^Setting up / {
      share = int(100 * ++done / (3 * count)); if (share > 100) share = 100
      word = /^Get:/ ? "fetching" : /^Unpacking/ ? "unpacking" : "setting up"
      if (screen) { printf "\r\033[K  %d %% %s", share, word; fflush() }
      else if (share >= next_line) { print "  " share " % " word; fflush(); next_line = int(share / 20) * 20 + 20 }
    }
    END { if (screen) printf "\r\033[K" }'
}

system_name() { (. /etc/os-release 2>/dev/null && echo "${PRETTY_NAME:-another system}"); }

main "$@"
