# How each kind of suite is run and counted. Sourced by bin/test after common.sh.
# Every function sets suite_passed and suite_failed, and keeps the whole output in build/logs/test-NAME.log.

# bin/check prints one line "ok ..." or "FAILED ..." for each check.
suite_check() {
  local status=0
  "$root/bin/check" all 2>&1 | tee "$logs/test-check.log" || status=$?
  suite_passed=$(grep -c '^ok ' "$logs/test-check.log")
  suite_failed=$(grep -c '^FAILED ' "$logs/test-check.log")
  [ "$status" -eq 0 ] || [ "$suite_failed" -gt 0 ] || suite_failed=1
}

# suite_ctest PRESET: all of ctest but what carries a label (simulate, papers). doctest's cases are counted one by one.
suite_ctest() {
  run_ctest "$1" "test-ctest-$1" -LE "simulate|papers"
}

# suite_labelled LABEL: what ctest knows under that label, from the release build.
suite_labelled() {
  run_ctest release "test-$1" -L "$1"
}

# suite_simulate N: a long run takes hours, more than any other program of ctest may.
suite_simulate() {
  DUMAS_SIMULATED_SEEDS=$1 ctest_timeout=$((900 + 10 * $1)) run_ctest release test-simulate -L simulate
}

run_ctest() {
  local preset=$1 name=$2
  shift 2
  mkdir -p "$logs"
  ctest --test-dir "$root/build/$preset" -V --timeout "${ctest_timeout:-900}" "$@" >"$logs/$name.log" 2>&1
  local status=$? counts
  counts=$(count_ctest <"$logs/$name.log")
  read -r suite_passed suite_failed <<<"$counts"
  [ "$status" -eq 0 ] || [ "$suite_failed" -gt 0 ] || [ "$suite_passed" -eq 0 ] || suite_failed=1
  grep -E '^ *[0-9]+/[0-9]+ Test ' "$logs/$name.log" | sed 's/^ */  /'
  [ "$suite_failed" -eq 0 ] || show_failures "$logs/$name.log"
}

# Each program of ctest counts its doctest cases; one that crashes before its summary, or that has no case at all,
# counts as one failure; one that is no doctest program counts as one.
count_ctest() {
  awk '
    match($0, /^[0-9]+: \[doctest\] test cases:/) {
      id = $0; sub(/:.*/, "", id)
      line = $0; sub(/.*test cases: */, "", line); split(line, part, "|")
      seen[id] = 1; good[id] = part[2] + 0; bad[id] = part[3] + 0; total[id] = part[1] + 0
    }
    match($0, /^ *[0-9]+\/[0-9]+ Test +#[0-9]+:/) {
      id = $0; sub(/^[^#]*#/, "", id); sub(/:.*/, "", id)
      ok = ($0 ~ /   Passed +[0-9]/)
      if (id in seen) {
        passed += good[id]; failed += bad[id]
        if (!ok && bad[id] == 0) ++failed
        if (total[id] == 0) { ++failed }
      } else if (ok) ++passed
      else ++failed
    }
    END { print passed + 0, failed + 0 }'
}

# suite_faults [PART [N]]: all parts in short form, or one, long with N; a drill of a million cases takes its time.
suite_faults() {
  DUMAS_FAULTS_N=${2:-} DUMAS_SUITE_SECONDS=${2:+86400} suite_node faults sqlite "${1:-*}"
}

# suite_node FOLDER [ENGINE [NAME]]: every tests/FOLDER/*.test.mjs with node:test, one file after another. Started without
# --test, which would count a file without a test as one passed.
suite_node() {
  local files=() engine=${2:-sqlite} log=$logs/test-$1.log
  [ "$engine" = sqlite ] || log=$logs/test-$1-$engine.log
  mapfile -t files < <(find "$root/tests/$1" -maxdepth 1 -name "${3:-*}.test.mjs" 2>/dev/null | sort)
  [ ${#files[@]} -gt 0 ] || return 0
  mkdir -p "$logs" && : >"$log"
  local file
  for file in "${files[@]}"; do
    local one=${log%.log}-$(basename "$file" .test.mjs).log
    DUMAS_TEST_ENGINE=$engine run_node_file "$file" "$one" "${DUMAS_SUITE_SECONDS:-1800}"
    cat "$one" >>"$log"
  done
}

# suite_cluster ROUNDS: tests/cluster in a network of its own, with that many faults of each kind.
suite_cluster() {
  local file one
  for file in "$root"/tests/cluster/*.test.mjs; do
    one=$logs/test-cluster-$(basename "$file" .test.mjs).log
    DUMAS_CLUSTER_ROUNDS=$1 DUMAS_CLUSTER_EMPTY=1 run_node_file "$file" "$one" 7200 tests/cluster/network.sh
    grep -E '^# (seed|kill|killed|partition|freeze|restart|[0-9]+ ack)' "$one" | sed 's/^#/ /'
  done
}

# run_node_file FILE LOG SECONDS [COMMAND...]: one file of tests, under that command, counted and said in a line.
run_node_file() {
  local file=$1 one=$2 limit=$3 start status good bad
  shift 3
  start=$(now)
  mkdir -p "$logs"
  (cd "$root" && DUMAS_PROGRAM=$root/build/release/dumas DUMAS_ASSETS=$root/build/share/assets \
    timeout "$limit" "$@" node --test-reporter=tap "$file") >"$one" 2>&1 </dev/null
  status=$?
  read -r good bad < <(awk '/^# pass /{p=$3} /^# fail /{f=$3} /^# cancelled /{c=$3} END {print p+0, f+c+0}' "$one")
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
  [ $((good + bad)) -gt 0 ] || bad=1
  suite_passed=$((suite_passed + good)) suite_failed=$((suite_failed + bad))
  say "  $(basename "$file" .test.mjs): $good passed, $bad failed, $(since "$start")"
  grep -E '^# DUMAS_SEED=' "$one" | sed 's/^# /    /'
  [ "$bad" -eq 0 ] || show_failures "$one"
}

# The scenarios once more, on the other engine, and what only that one can do.
suite_postgres() {
  local good bad
  suite_node scenarios postgresql
  good=$suite_passed bad=$suite_failed
  suite_passed=0 suite_failed=0
  suite_node postgres postgresql
  [ $((suite_passed + suite_failed)) -gt 0 ] || bad=$((bad + 1))
  suite_passed=$((suite_passed + good)) suite_failed=$((suite_failed + bad))
}

# suite_fuzz SECONDS: each tests/fuzz/fuzz_NAME.cpp with libFuzzer (preset fuzz), from the seeds in tests/fuzz/seeds/NAME.
suite_fuzz() {
  local targets=() name seeds found
  mapfile -t targets < <(find "$root/tests/fuzz" -maxdepth 1 -name 'fuzz_*.cpp' -exec basename {} .cpp \; 2>/dev/null | sort)
  [ ${#targets[@]} -gt 0 ] || return 0
  build fuzz "${targets[@]}"
  for name in "${targets[@]}"; do
    seeds=$root/tests/fuzz/seeds/${name#fuzz_} found=$root/build/fuzz/found/$name
    mkdir -p "$found"
    [ -d "$seeds" ] || seeds=
    if run_logged "$name" "$root/build/fuzz/tests/$name" "-max_total_time=$1" -timeout=10 -rss_limit_mb=2048 \
      -print_final_stats=1 "-artifact_prefix=$found/broke-" "$found" ${seeds:+"$seeds"}; then
      suite_passed=$((suite_passed + 1))
      say "  $name: $(awk '/number_of_executed_units/ { print $2 }' "$logs/$name.log") inputs, none broke it"
    else
      suite_failed=$((suite_failed + 1))
      say "  $name: broken by an input, kept in build/fuzz/found/$name"
      tail_of "$name"
    fi
  done
}

# The lines around what failed, for a reader who has only this output.
show_failures() {
  say "  What failed (the whole output is in ${1#"$root/"}):"
  grep -nE -A 14 '(: ERROR:|: FATAL ERROR:|^ *not ok |Assertion|AddressSanitizer|runtime error:|\*\*\*(Failed|Exception|Timeout|Not Run))' "$1" |
    grep -vE '^[0-9]+-[0-9]+: *$' | head -n 80 | sed 's/^/  | /'
}
