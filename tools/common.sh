# What the commands in bin/ share: plain sentences, times, one place for logs. Sourced by bash, never run.
# Callers: bin/run, bin/test, bin/check, bin/bench, tools/install_packages.sh.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs=$root/build/logs

say() { printf '%s\n' "$*"; }

# fail SENTENCE: ends the command. A reader who is no programmer must know from it what to do next.
fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# seconds since the epoch with milliseconds, without starting a process
now() { printf '%s' "${EPOCHREALTIME/,/.}"; }

# since START: "3.2 s"
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f s", b - a }'; }

# need_space MEGABYTES WHAT-FOR: stops early rather than in the middle of a build.
need_space() {
  local free
  free=$(df -Pm "$root" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -ge "$1" ] || fail "There is too little room on the disk: $2 needs about $1 MB, and $free MB are free in $root."
}

# run_logged NAME COMMAND...: keeps what the command prints in build/logs/NAME.log. Returns the command's status.
run_logged() {
  local name=$1
  shift
  mkdir -p "$logs"
  "$@" >"$logs/$name.log" 2>&1
}

# tail_of NAME: the last lines of that log, indented, for a message of failure.
tail_of() { tail -n "${2:-15}" "$logs/$1.log" 2>/dev/null | sed 's/^/  | /' >&2; }

# How many compilers may run at once: one per core, but no more than memory holds (about 1.2 GB each).
build_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable/ { print int($2 / 1228800) }' /proc/meminfo 2>/dev/null || echo "$cores")
  [ "${memory:-1}" -ge 1 ] || memory=1
  echo $((memory < cores ? memory : cores))
}

# build PRESET [TARGET...]: configures where needed and builds, with progress on the screen. with_tests=ON (bin/test)
# wants the test programs too; without it a machine that lacks their libraries builds what it can.
build() {
  local preset=$1 start jobs
  shift
  start=$(now)
  jobs=$(build_jobs)
  need_space 1500 "building Dumas"
  cd "$root" || return 1
  if [ ! -f "build/$preset/build.ninja" ] ||
    { [ "${with_tests:-OFF}" = ON ] && ! grep -q '^DUMAS_TESTS:BOOL=ON' "build/$preset/CMakeCache.txt"; }; then
    say "Preparing the build ($preset) ..."
    run_logged "configure-$preset" cmake --preset "$preset" "-DDUMAS_TESTS=${with_tests:-OFF}" || {
      tail_of "configure-$preset"
      fail "The build could not be prepared. The whole message is in build/logs/configure-$preset.log."
    }
  fi
  say "Building ($preset, $jobs at a time; the first time takes some minutes) ..."
  local targets=()
  [ $# -eq 0 ] || targets=(--target "$@")
  mkdir -p "$logs"
  local status=0
  NINJA_STATUS='[%p %f/%t] ' cmake --build "build/$preset" -j "$jobs" "${targets[@]}" 2>&1 |
    tee "$logs/build-$preset.log" | build_progress || status=$?
  if [ "$status" -ne 0 ]; then
    grep -E -m 12 'error:|FAILED|No space left|Killed|CMake Error|not found' "$logs/build-$preset.log" | sed 's/^/  | /' >&2
    grep -q 'No space left' "$logs/build-$preset.log" && fail "The disk is full: the build needs about 1500 MB in $root."
    grep -qE 'Killed|fatal error: Killed' "$logs/build-$preset.log" &&
      fail "The compiler was stopped for lack of memory. Close other programs and start again; finished parts are kept."
    fail "The program could not be built. The whole message is in build/logs/build-$preset.log."
  fi
  say "Built in $(since "$start")."
}

# On a terminal one line that counts up; elsewhere (a log) one line for every tenth.
build_progress() {
  local screen=0
  [ -t 1 ] && screen=1
  awk -v screen="$screen" '
    /^\[ *[0-9]+% [0-9]+\/[0-9]+\] / {
      share = substr($0, 2, 3) + 0
      if (screen) { line = substr($0, 1, 100); printf "\r\033[K  %s", line; fflush() }
      else if (share >= next_line) { print "  " share " %"; fflush(); next_line = int(share / 10) * 10 + 10 }
      next
    }
    END { if (screen) printf "\r\033[K" }'
}

# node_packages: brings node_modules to what package-lock.json says, once per change of that file.
node_packages() {
  cd "$root" || return 1
  [ -f package-lock.json ] || return 0
  local stamp=node_modules/.dumas-lock wanted start
  wanted=$(cat package.json package-lock.json | cksum)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return 0
  start=$(now)
  say "Fetching the parts of the design system (npm) ..."
  need_space 500 "npm's packages"
  run_logged npm npm ci --no-audit --no-fund || {
    tail_of npm
    if grep -qE 'ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET' "$logs/npm.log"; then
      fail "npm's registry cannot be reached. Check the network connection and start again."
    fi
    fail "npm could not install the packages. The whole message is in build/logs/npm.log."
  }
  printf '%s\n' "$wanted" >"$stamp"
  say "npm packages ready in $(since "$start")."
}

# assets: compiles the stylesheet, scripts and font into build/share/assets when anything they come from is newer.
assets() {
  cd "$root" || return 1
  [ -f tools/build_assets.mjs ] || return 0
  local out=build/share/assets stamp=build/share/.assets-built start
  if [ -f "$stamp" ] && [ -d "$out" ] &&
    [ -z "$(find assets package-lock.json tools/build_assets.mjs -newer "$stamp" -print -quit 2>/dev/null)" ]; then
    return 0
  fi
  start=$(now)
  say "Compiling the pages' style ..."
  mkdir -p build/share
  run_logged assets node tools/build_assets.mjs "$out" || {
    tail_of assets
    fail "The pages' style could not be compiled. The whole message is in build/logs/assets.log."
  }
  touch "$stamp"
  say "Style ready in $(since "$start")."
}
