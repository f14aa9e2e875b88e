"""Captions images with Dask, a captioner for each partition:
python examples/dask_bag.py /data/images /data/rows [--partitions 8] [--scheduler tcp://host:8786]"""

import argparse
import hashlib
import itertools
import json
import os
import shlex
import subprocess
import threading
from pathlib import Path

import dask
import dask.bag

# An image that fails has a "problem" in its row, and fails no task.
COMMAND = [*shlex.split(os.environ.get("SHOWTELL", "showtell")), "caption", "-", "--threads", "1", "--max-failures", "100%"]
IMAGES = (".jpg", ".jpeg", ".png", ".webp")


def caption(paths):
    """A row for each path, in order, as soon as it is known."""
    paths = iter(paths)
    first = next(paths, None)
    if first is None:
        return
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:

        def write():
            with process.stdin:
                process.stdin.writelines(f"{path}\n" for path in itertools.chain([first], paths))

        threading.Thread(target=write, daemon=True).start()
        yield from process.stdout
    if process.returncode != 0:
        raise RuntimeError(f"{shlex.join(COMMAND)} ended with {process.returncode}; its messages are in the log of the worker")


def write_rows(paths, place):
    """A file for each partition, which has its name when all of it is there: what is done stays done."""
    place = Path(place)
    if not place.exists():
        unfinished = place.with_suffix(".tmp")
        with open(unfinished, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(caption(paths))
        unfinished.replace(place)
    with open(place, encoding="utf-8") as file:
        return [sum(json.loads(line)["problem"] == "" for line in file)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("images")
    parser.add_argument("out", help="a folder that all workers see; the same command goes on where it was stopped")
    parser.add_argument("--partitions", type=int, default=2)
    parser.add_argument("--scheduler", help="the address of a cluster; without it, processes of this machine")
    arguments = parser.parse_args()
    paths = sorted(str(path) for path in Path(arguments.images).rglob("*") if path.suffix.lower() in IMAGES)
    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    size = max(1, -(-len(paths) // arguments.partitions))
    parts = [paths[at : at + size] for at in range(0, len(paths), size)]
    # What is in a part is in its name: where images came or went, it is not taken for done.
    digests = [hashlib.sha256("\n".join(part).encode()).hexdigest()[:12] for part in parts]
    names = [str(out / f"part-{index}-{digest}.jsonl") for index, digest in enumerate(digests)]
    if arguments.scheduler:
        from dask.distributed import Client

        Client(arguments.scheduler)
    tasks = [dask.delayed(write_rows)(part, name) for part, name in zip(parts, names)]
    bag = dask.bag.from_delayed(tasks)
    counts = bag.compute() if arguments.scheduler else bag.compute(scheduler="processes", num_workers=arguments.partitions)
    print(f"{sum(counts)} of {len(paths)} images captioned")


if __name__ == "__main__":
    main()
