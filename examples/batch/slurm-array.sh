#!/bin/bash
#SBATCH --job-name=sbclint
#SBATCH --ntasks=1
#SBATCH --array=1-8
# One shard of a fleet a task: RESULTS=$PWD/results sbatch slurm-array.sh EXPORTS [ARGUMENTS of sbclint check...]
#
# Every task reads the same folder, so it lies on a disk that all nodes see, as RESULTS does. Give --as-of: tasks that start on two
# sides of midnight judge by two days, and merge refuses them. When all tasks have ended, whatever they found:
#
#   sbatch --dependency=afterany:JOBID --wrap "sbclint merge $PWD/results/shard-*.json --output $PWD/results/run.json"
#
# merge says which shard is missing. Findings do not fail a task (--fail-on never); a wrong request does. SBCLINT is the program.
set -euo pipefail
read -r -a program <<<"${SBCLINT:-sbclint}"
mkdir -p "${RESULTS:?the folder for the reports of the shards}"
exec "${program[@]}" check "$@" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --fail-on never \
  --format json --output "$RESULTS/shard-$SLURM_ARRAY_TASK_ID.json"
