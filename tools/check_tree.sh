#!/usr/bin/env bash
# What no tracked file may hold: paths of one machine, hosts of package registries, conflict marks, big binaries.
# Files over 300 lines are mentioned, not refused: ask of each what its second subject is. Called by bin/check.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root" || exit 1
wrong=0

# Written with brackets so that this file does not find itself.
forbid() {
  local found
  found=$(git grep -nIE --untracked -e "$2" -- . | head -n 10)
  [ -z "$found" ] && return
  say "$1:" && say "$found"
  wrong=1
}

forbid "Paths of one machine" '(^|[^A-Za-z0-9_.$}])[/](work|farm|root|home/[a-z]+)[/][A-Za-z.]|bash[_]jobs|[/]tmp/(b-|brief)'
forbid "Hosts of package registries" 'registry\.npm[j]s|npm[j]s\.org/|//deb\.deb[i]an|unpkg\.c[o]m|jsdelivr\.n[e]t|googleap[i]s\.com'
forbid "Marks of an unfinished merge" '^(<{7}|>{7}) '

big=$(git ls-files -z | xargs -0 -r du -k 2>/dev/null | awk '$1 > 1024')
[ -z "$big" ] || { say "Files over 1 MB are not kept here:" && say "$big" && wrong=1; }

git ls-files 'src/*' 'views/*' 'bin/*' 'tools/*' 'tests/*' | while read -r file; do
  [ -f "$file" ] && awk -v f="$file" 'END { if (NR > 300) print "note: " NR " lines, what is its second subject? " f }' "$file"
done

exit "$wrong"
