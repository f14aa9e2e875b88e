"""Captions images with Ray Data: one captioner for each worker, which stays for all of its blocks.

    python examples/ray_data.py /data/images rows 2

What an earlier run wrote to `rows` is not captioned again.
"""

import glob
import json
import os
import shlex
import subprocess
import sys

import ray

COMMAND = shlex.split(os.environ.get("SHOWTELL", "showtell")) + ["caption", "-", "--jsonl", "--threads", "1"]


class Captioner:
    """One engine a worker: a line goes in, a line comes out."""

    def __init__(self):
        self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, batch):
        for id, path in zip(batch["id"], batch["path"]):
            self.process.stdin.write(json.dumps({"id": int(id), "path": str(path)}) + "\n")
        self.process.stdin.flush()
        rows = [json.loads(self.process.stdout.readline()) for _ in batch["path"]]
        return {key: [row[key] for row in rows] for key in ("id", "path", "text", "problem")}


def main(folder, out, workers):
    done = set()
    for name in glob.glob(os.path.join(out, "*.json")):
        with open(name, encoding="utf-8") as file:
            done |= {json.loads(line)["path"] for line in file}
    paths = sorted(glob.glob(os.path.join(folder, "**", "*.jpg"), recursive=True))
    rows = [{"id": id, "path": path} for id, path in enumerate(paths) if path not in done]
    if not rows:
        return
    images = ray.data.from_items(rows, override_num_blocks=max(1, len(rows) // 100))
    captioned = images.map_batches(Captioner, batch_size=16, concurrency=workers, num_cpus=1)
    captioned.write_json(out, mode=ray.data.SaveMode.APPEND)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
