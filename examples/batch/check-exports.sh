#!/usr/bin/env bash
# Checks a folder of exports, for cron or Jenkins: check-exports.sh EXPORTS RESULTS [ARGUMENTS of sbclint check...]
#
# Writes RESULTS/run.json, junit.xml and findings.csv, each whole or not at all. Says nothing while all is well, so that cron sends a
# mail only when somebody has to act. Ends with the exit code of sbclint. SBCLINT is the program, `sbclint` when absent.
set -euo pipefail

if [ "$#" -lt 2 ]; then
  echo "usage: $0 EXPORTS RESULTS [ARGUMENTS...]" >&2
  exit 2
fi
exports=$1
results=$2
shift 2
read -r -a program <<<"${SBCLINT:-sbclint}"

mkdir -p "$results"
# Two runs at a time would mix their results.
exec 9>"$results/.lock"
if ! flock --nonblock 9; then
  echo "another run is still at work in $results" >&2
  exit 2
fi

code=0
log=$("${program[@]}" check "$exports" "$@" --format json --output "$results/run.json" \
  --report "junit=$results/junit.xml" --report "csv=$results/findings.csv" 2>&1) || code=$?

case $code in
  0) ;;
  1 | 3)
    # The same run again as text: nothing is read or judged twice.
    "${program[@]}" report "$results/run.json" --format concise || true
    ;;
  *) echo "sbclint could not do it (exit code $code):" ;;
esac
if [ -n "$log" ] && [ "$code" -ne 0 ]; then
  printf '%s\n' "$log"
fi
exit "$code"
