#!/bin/sh
# Three readers of JSONL leave out, without a word, a key that comes only in a late row.
#
# Expected: every key of every row becomes a column, as in pandas, or the reader says that a row does not fit.
# Seen: the columns are those of the first rows, and what has others later is dropped. Polars looks at 100 rows, DuckDB at
#   20,480, the imagefolder of Hugging Face `datasets` at the first 10 MB of metadata.jsonl.
# Why it matters here: Showtell writes all of its keys in every row, so that a file of its own is safe. A file that another tool
#   began, with fewer keys, and that Showtell went on with, is not.
. "$(dirname "$0")/lib.sh"
python_packages datasets==5.2.0 pillow==13.0.0 polars==2.1.0 duckdb==2.0.1 pandas==3.1.1
export HF_HOME="$folder/hf" HF_HUB_OFFLINE=1

cat >program.py <<'PY'
import json
import os

import datasets
import duckdb
import pandas
import polars
from PIL import Image

datasets.disable_progress_bars()
os.mkdir("images")
Image.new("RGB", (8, 8)).save("images/a.jpg")
file = "images/metadata.jsonl"
readers = {
    "pandas": lambda: pandas.read_json(file, lines=True).columns,
    "polars": lambda: polars.read_ndjson(file).columns,
    "duckdb": lambda: duckdb.sql(f"select * from read_json('{file}')").columns,
    "datasets": lambda: datasets.load_dataset("imagefolder", data_dir="images")["train"].column_names,
}


def read(rows_before, caption):
    with open(file, "w") as rows:
        for _ in range(rows_before):
            rows.write(json.dumps({"file_name": "a.jpg", "text": caption}) + "\n")
        rows.write(json.dumps({"file_name": "a.jpg", "text": caption, "note": "the face is blurred"}) + "\n")
    for name, columns in readers.items():
        print(f"note in row {rows_before + 1:,}: {name}", "has it" if "note" in columns() else "leaves it out")


read(99, "a dog")
read(100, "a dog")
read(20_479, "a dog")
read(20_480, "a dog")
read(22_000, "a dog " * 100)
PY
venv/bin/python program.py >seen

still_so <<'SEEN'
note in row 100: pandas has it
note in row 100: polars has it
note in row 100: duckdb has it
note in row 100: datasets has it
note in row 101: pandas has it
note in row 101: polars leaves it out
note in row 101: duckdb has it
note in row 101: datasets has it
note in row 20,480: pandas has it
note in row 20,480: polars leaves it out
note in row 20,480: duckdb has it
note in row 20,480: datasets has it
note in row 20,481: pandas has it
note in row 20,481: polars leaves it out
note in row 20,481: duckdb leaves it out
note in row 20,481: datasets has it
note in row 22,001: pandas has it
note in row 22,001: polars leaves it out
note in row 22,001: duckdb leaves it out
note in row 22,001: datasets leaves it out
SEEN
