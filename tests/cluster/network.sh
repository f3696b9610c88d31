#!/usr/bin/env bash
# tests/cluster/network.sh COMMAND...: runs the command in a network of its own, in which each database node has a machine's
# place: a network namespace of its own behind a cable that can be pulled. Nothing of it is seen outside, and it ends with
# the command. Wants root, or a system that lets everybody make namespaces (Debian does).
#   10.77.0.1          HAProxy, the servers, the test
#   10.77.0.11 to .13  db1 to db3, at the ends of the cables db1 to db3
# network.sh --enter NAME COMMAND... runs the command at the place of that node; any other name stays outside.
set -euo pipefail
self=$(realpath "${BASH_SOURCE[0]}")

case ${1:-} in
  --enter)
    place=DUMAS_CLUSTER_NET_$2
    shift 2
    [ -z "${!place:-}" ] || exec nsenter "--net=/proc/${!place}/ns/net" -- "$@"
    exec "$@"
    ;;
  --inside) shift ;;
  *)
    if [ "$(id -u)" -eq 0 ]; then exec unshare --net -- "$self" --inside "$@"; fi
    exec unshare --user --map-current-user --keep-caps --net -- "$self" --inside "$@"
    ;;
esac

ip link set lo up
ip link add cables type bridge
ip addr add 10.77.0.1/24 dev cables
ip link set cables up
places=()
trap 'kill "${places[@]}" 2>/dev/null || true' EXIT
for number in 1 2 3; do
  unshare --net sleep infinity &
  place=$!
  places+=("$place")
  until [ "$(readlink "/proc/$place/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.02; done
  ip link add "db$number" type veth peer name eth0 netns "$place"
  ip link set "db$number" master cables up
  nsenter "--net=/proc/$place/ns/net" -- ip addr add "10.77.0.1$number/24" dev eth0
  nsenter "--net=/proc/$place/ns/net" -- ip link set eth0 up
  nsenter "--net=/proc/$place/ns/net" -- ip link set lo up
  export "DUMAS_CLUSTER_NET_db$number=$place"
done
export DUMAS_CLUSTER_ENTER=$self
export DUMAS_CLUSTER_ADDRESSES='10.77.0.11 10.77.0.12 10.77.0.13' DUMAS_CLUSTER_OUTSIDE=10.77.0.1
"$@"
