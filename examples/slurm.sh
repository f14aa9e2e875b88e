#!/bin/bash
# Captions a folder of images as a Slurm array: sbatch --array=1-16 examples/slurm.sh /data/images
#SBATCH --job-name=showtell
#SBATCH --cpus-per-task=1
#SBATCH --time=04:00:00
#SBATCH --signal=TERM@60
set -euo pipefail

images=${1:?a folder of images}
showtell=${SHOWTELL:-showtell}

# SIGTERM, a minute before the time is over, keeps what is finished; the same job goes on from there.
exec $showtell caption "$images" \
  --shard auto \
  --out "$images/part-${SLURM_ARRAY_TASK_ID:?this is a job array}.jsonl" \
  --failures "$images/failed-$SLURM_ARRAY_TASK_ID.txt" \
  --max-failures 1% \
  --threads 1 \
  --progress json

# Afterwards, once: showtell merge /data/images/part-*.jsonl --out /data/images/metadata.jsonl
