#!/usr/bin/env bash
# A fleet in eight shards by GNU parallel, and one report of all: parallel.sh EXPORTS RESULTS [ARGUMENTS of sbclint check...]
#
# With --sshloginfile the shards go to other machines, which have to see the same folders. SBCLINT is the program.
set -euo pipefail
exports=$1
results=$2
shift 2
read -r -a program <<<"${SBCLINT:-sbclint}"
mkdir -p "$results"
parallel --quote "${program[@]}" check "$exports" "$@" --shard {}/8 --fail-on never \
  --format json --output "$results/shard-{}.json" ::: {1..8}
exec "${program[@]}" merge "$results"/shard-{1..8}.json --output "$results/run.json"
