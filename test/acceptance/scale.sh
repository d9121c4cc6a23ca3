#!/usr/bin/env bash
# A fleet of 300 generated devices: in one run, in shards by GNU parallel, in shards by a Slurm array, and as a stream. The first three
# have to give the same bytes. Wants a built checkout, GNU parallel and Slurm (Debian: parallel, slurm-wlm), and root for Slurm, which it
# starts on one node with all that it writes in a temporary folder. SKIP_SLURM=1 leaves Slurm out; it is never left out silently.
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
started=()
stop() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  sleep 1
  rm -rf "$work"
}
trap stop EXIT
fail() {
  echo "scale: $*" >&2
  exit 1
}

export SBCLINT="node $here/dist/cli.cjs"
as_of=(--as-of 2026-11-22)
cd "$work"
node "$here/test/acceptance/write-fleet.mjs" "$work" "${DEVICES:-300}"

echo "one run"
code=0
time $SBCLINT check exports "${as_of[@]}" --format json --output one.json || code=$?
[ "$code" -eq 1 ] || fail "one run ended with $code"

echo "GNU parallel, eight shards"
time "$here/examples/batch/parallel.sh" exports parallel "${as_of[@]}"
cmp one.json parallel/run.json || fail "the shards of GNU parallel are not the one run"

echo "GNU parallel --pipe, a stream"
node "$here/test/acceptance/write-fleet.mjs" --records "$work" "${DEVICES:-300}" >records.ndjson
code=0
time parallel --pipe --keep-order -N 50 "$SBCLINT check --stream ${as_of[*]}" <records.ndjson >answers.ndjson || code=$?
# GNU parallel ends with the number of jobs that failed, and every job of 50 devices has one that does.
[ "$code" -gt 0 ] || fail "no part of the stream fails"
[ "$(wc -l <answers.ndjson)" -eq "$(wc -l <records.ndjson)" ] || fail "the stream has not one answer a record"
$SBCLINT check --stream "${as_of[@]}" <records.ndjson >alone.ndjson || true
cmp answers.ndjson alone.ndjson || fail "the parts of the stream are not the whole stream"
$SBCLINT merge answers.ndjson --output streamed.json
devices='process.stdout.write(String(JSON.parse(require("fs").readFileSync(process.argv[1])).summary.devices))'
[ "$(node -e "$devices" streamed.json)" = "$(node -e "$devices" one.json)" ] || fail "the stream has other devices"

if [ "${SKIP_SLURM:-}" = 1 ]; then
  echo "Slurm is left out, as SKIP_SLURM=1 says"
  exit 0
fi
for program in munged slurmctld slurmd sbatch sinfo; do
  command -v "$program" >/dev/null || fail "$program is not installed: Slurm is not tried (SKIP_SLURM=1 leaves it out)"
done
[ "$(id -u)" -eq 0 ] || fail "Slurm is started as root only (SKIP_SLURM=1 leaves it out)"

mkdir -p slurm/state slurm/spool
chmod 755 "$work" slurm
head -c 1024 /dev/urandom >slurm/munge.key
chmod 400 slurm/munge.key
munged --foreground --force --key-file="$work/slurm/munge.key" --socket="$work/slurm/munge.socket" \
  --pid-file="$work/slurm/munged.pid" --log-file="$work/slurm/munged.log" --seed-file="$work/slurm/munge.seed" \
  2>slurm/munged.err &
started+=($!)
node=$(hostname -s)
cat >slurm/slurm.conf <<END
ClusterName=scale
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/slurm/munge.socket
CredType=cred/munge
StateSaveLocation=$work/slurm/state
SlurmdSpoolDir=$work/slurm/spool
SlurmctldPidFile=$work/slurm/slurmctld.pid
SlurmdPidFile=$work/slurm/slurmd.pid
SlurmctldLogFile=$work/slurm/slurmctld.log
SlurmdLogFile=$work/slurm/slurmd.log
SlurmctldPort=46817
SlurmdPort=46818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
END
export SLURM_CONF=$work/slurm/slurm.conf
sleep 2
slurmctld -D 2>slurm/slurmctld.err &
started+=($!)
slurmd -D -N "$node" 2>slurm/slurmd.err &
started+=($!)
for _ in $(seq 60); do
  [ "$(sinfo --noheader --format %t 2>/dev/null)" = idle ] && break
  sleep 1
done
if [ "$(sinfo --noheader --format %t 2>/dev/null)" != idle ]; then
  tail -n 5 slurm/*.err slurm/*.log >&2
  fail "Slurm cannot be started here (SKIP_SLURM=1 leaves it out)"
fi

echo "Slurm, eight shards"
export RESULTS=$work/array
time sbatch --wait --output="$work/slurm/task-%a.out" "$here/examples/batch/slurm-array.sh" "exports" "${as_of[@]}" ||
  { cat slurm/task-*.out >&2; fail "a task of the array failed"; }
$SBCLINT merge array/shard-*.json --output array/run.json
cmp one.json array/run.json || fail "the shards of Slurm are not the one run"
echo "scale: one run, GNU parallel and Slurm give the same bytes"
