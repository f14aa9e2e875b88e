#!/bin/bash
# Captions a folder of images with GNU parallel, 100 images for each start of the program: examples/parallel.sh /data/images 8 > rows.jsonl
set -euo pipefail

images=${1:?a folder of images}
jobs=${2:-2}
showtell=${SHOWTELL:-showtell}

# Images that fail have a "problem" in their row. Without --max-failures each block with one would count as a failed job.
find "$images" -type f \( -iname '*.jpg' -o -iname '*.png' -o -iname '*.webp' \) | sort |
  parallel --keep-order --pipe -N 100 --jobs "$jobs" "$showtell caption - --threads 1 --max-failures 100%"
