"""Captions images with Ray Data, a captioner for each worker:
python examples/ray_data.py /data/images /data/rows [--workers 8]"""

import argparse
import json
import os
import shlex
import subprocess
from pathlib import Path

import pandas as pd
import ray

# An image that fails has a "problem" in its row, and ends nothing.
COMMAND = [*shlex.split(os.environ.get("SHOWTELL", "showtell")), "caption", "-", "--threads", "1", "--max-failures", "100%"]
IMAGES = (".jpg", ".jpeg", ".png", ".webp")


class Captioner:
    """Starts once for a worker; its model stays open from batch to batch."""

    def __init__(self):
        self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def __call__(self, batch):
        paths = list(batch["path"])
        self.process.stdin.writelines(f"{path}\n" for path in paths)
        self.process.stdin.flush()
        # A row for each path, in order.
        rows = [self.process.stdout.readline() for _ in paths]
        if "" in rows:
            raise RuntimeError(f"{shlex.join(COMMAND)} ended with {self.process.wait()}; its messages are in the log of the worker")
        return pd.DataFrame([json.loads(row) for row in rows])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("images")
    parser.add_argument("out")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    paths = sorted(str(path) for path in Path(arguments.images).rglob("*") if path.suffix.lower() in IMAGES)
    workers = ray.data.ActorPoolStrategy(size=arguments.workers)
    captioned = ray.data.from_items([{"path": path} for path in paths]).map_batches(
        Captioner, batch_format="pandas", batch_size=32, compute=workers, num_cpus=1
    )
    # A file a block, as soon as it is captioned.
    captioned.write_json(arguments.out)


if __name__ == "__main__":
    main()
