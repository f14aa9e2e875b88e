"""Captions images with PySpark: one captioner for each partition, in a process of its own.

    spark-submit examples/spark.py /data/images rows pandas

SHOWTELL names the command, in full: `rdd.pipe` starts it with an empty environment.
"""

import glob
import json
import os
import shlex
import subprocess
import sys

from pyspark.sql import SparkSession

COMMAND = shlex.split(os.environ.get("SHOWTELL", "showtell")) + ["caption", "-", "--threads", "1", "--max-failures", "100%"]


def caption(batches):
    """Batches of rows with a column `path`, each with its caption; a failed image has a `problem`."""
    import pandas as pd

    batches = list(batches)
    if not batches:
        return
    paths = [path for batch in batches for path in batch["path"]]
    # All paths are written before anything is read: a line for each fits into memory, and so do the answers.
    done = subprocess.run(COMMAND, input="\n".join(paths) + "\n", capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    yield pd.DataFrame({"path": paths, "text": [row["text"] for row in rows], "problem": [row["problem"] for row in rows]})


def main(folder, out, how):
    spark = SparkSession.builder.appName("showtell").getOrCreate()
    paths = sorted(glob.glob(os.path.join(folder, "**", "*.jpg"), recursive=True))
    partitions = max(1, spark.sparkContext.defaultParallelism)
    if how == "pandas":
        frame = spark.createDataFrame([(path,) for path in paths], "path string").repartition(partitions)
        frame.mapInPandas(caption, "path string, text string, problem string").write.mode("overwrite").json(out)
    else:
        env = {"PATH": os.environ["PATH"]}
        rows = spark.sparkContext.parallelize(paths, partitions).pipe(shlex.join(COMMAND), env, checkCode=True)
        spark.read.json(rows).select("file_name", "text", "problem").write.mode("overwrite").json(out)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:4])
