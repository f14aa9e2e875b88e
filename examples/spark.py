"""Captions images with Spark, a captioner for each partition:
spark-submit examples/spark.py /data/images /data/rows [--partitions 8] [--pipe]"""

import argparse
import itertools
import json
import os
import shlex
import subprocess
import threading
from pathlib import Path

import pandas as pd
from pyspark.sql import SparkSession

# An image that fails has a "problem" in its row, and fails no job.
COMMAND = [*shlex.split(os.environ.get("SHOWTELL", "showtell")), "caption", "-", "--threads", "1", "--max-failures", "100%"]
COLUMNS = ["file_name", "text", "suggestion", "status", "model", "updated", "problem"]
IMAGES = (".jpg", ".jpeg", ".png", ".webp")


def caption(paths):
    """A row for each path, in order, as soon as it is known."""
    first = next(paths, None)
    if first is None:
        return
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:

        def write():
            with process.stdin:
                process.stdin.writelines(f"{path}\n" for path in itertools.chain([first], paths))

        threading.Thread(target=write, daemon=True).start()
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode != 0:
        raise RuntimeError(f"{shlex.join(COMMAND)} ended with {process.returncode}; its messages are in the log of the executor")


def in_pandas(frames):
    rows = caption(path for frame in frames for path in frame["path"])
    while batch := list(itertools.islice(rows, 100)):
        yield pd.DataFrame(batch, columns=COLUMNS)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("images")
    parser.add_argument("out")
    parser.add_argument("--partitions", type=int, default=2)
    parser.add_argument("--pipe", action="store_true", help="rdd.pipe in place of mapInPandas")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("showtell").getOrCreate()
    paths = sorted(str(path) for path in Path(arguments.images).rglob("*") if path.suffix.lower() in IMAGES)
    if arguments.pipe:
        # It gives the command an empty environment, and starts it for an empty partition, too.
        piped = spark.sparkContext.parallelize(paths, min(arguments.partitions, len(paths)) or 1)
        piped.pipe(shlex.join(COMMAND), env=dict(os.environ), checkCode=True).saveAsTextFile(arguments.out)
    else:
        frame = spark.createDataFrame(pd.DataFrame({"path": paths}), "path string").repartition(arguments.partitions)
        schema = ", ".join(f"{column} string" for column in COLUMNS)
        frame.mapInPandas(in_pandas, schema).write.json(arguments.out)
    spark.stop()


if __name__ == "__main__":
    main()
