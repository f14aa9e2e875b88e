"""Captions images with Ray Data, a captioner for each worker; the same command goes on where it was stopped:
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


def done(out):
    """The images that have a row. A file that was broken off goes, and its images are captioned again."""
    found = set()
    for file in out.glob("*.json"):
        try:
            found.update([json.loads(line)["file_name"] for line in file.read_text(encoding="utf-8").splitlines()])
        except ValueError:
            file.unlink()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("images")
    parser.add_argument("out", help="a folder that all workers see; what stands there is not captioned again")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rows", type=int, default=256, help="of a file; those of files that are not written yet are lost when it is stopped")
    arguments = parser.parse_args()
    out = Path(arguments.out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    paths = sorted(str(path) for path in Path(arguments.images).rglob("*") if path.suffix.lower() in IMAGES)
    captioned_before = done(out)
    todo = [{"path": path} for path in paths if path not in captioned_before]
    print(f"{len(todo)} of {len(paths)} images to caption")
    if not todo:
        return
    workers = ray.data.ActorPoolStrategy(size=arguments.workers)
    captioned = ray.data.from_items(todo, override_num_blocks=-(-len(todo) // arguments.rows)).map_batches(
        Captioner, batch_format="pandas", batch_size=32, compute=workers, num_cpus=1
    )
    # A file a block, as soon as it is captioned: where the workers have all cores, a writer that asks for one waits until they have ended.
    captioned.write_json(str(out), ray_remote_args={"num_cpus": 0})


if __name__ == "__main__":
    main()
