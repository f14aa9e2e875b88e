#!/bin/sh
# `datasets` and DuckDB make dates and times of captions that look like some, though JSON says that they are strings.
#
# Expected: a JSON string is a string; numbers in quotes stay strings in both readers.
# Seen: where every caption of a file is a date, the column is a timestamp in `datasets` ("2024-05-01" comes back as
#   2024-05-01 00:00:00) and a date in DuckDB, which also takes "7:05" for a time and gives "07:05:00" back. One caption in
#   words among them, and all are strings.
# Why it matters here: screenshots, clocks, receipts and pages of calendars are captioned so. What Showtell wrote is not
#   what a trainer reads; `features=` (datasets) and `columns=` (DuckDB) name the type.
. "$(dirname "$0")/lib.sh"
python_packages datasets==5.2.0 pillow==13.0.0 duckdb==2.0.1
export HF_HOME="$folder/hf" HF_HUB_OFFLINE=1

cat >program.py <<'PY'
import json
import os
import shutil

import datasets
import duckdb
from PIL import Image

datasets.disable_progress_bars()


def read(captions):
    shutil.rmtree("images", ignore_errors=True)
    os.mkdir("images")
    with open("images/metadata.jsonl", "w") as rows:
        for number, caption in enumerate(captions):
            Image.new("RGB", (8, 8)).save(f"images/{number}.jpg")
            rows.write(json.dumps({"file_name": f"{number}.jpg", "text": caption}) + "\n")
    loaded = datasets.load_dataset("imagefolder", data_dir="images")["train"]
    print(captions, "in datasets:", loaded.features["text"].dtype, [str(caption) for caption in loaded["text"]])
    table = duckdb.sql("select text from read_json('images/metadata.jsonl')")
    print(captions, "in DuckDB:", table.types[0], [str(caption) for (caption,) in table.fetchall()])


read(["2024-05-01", "2024-06-30"])
read(["7:05", "12:30"])
read(["12", "0030"])
read(["2024-05-01", "a calendar"])
PY
venv/bin/python program.py >seen

still_so <<'SEEN'
['2024-05-01', '2024-06-30'] in datasets: timestamp[s] ['2024-05-01 00:00:00', '2024-06-30 00:00:00']
['2024-05-01', '2024-06-30'] in DuckDB: DATE ['2024-05-01', '2024-06-30']
['7:05', '12:30'] in datasets: string ['7:05', '12:30']
['7:05', '12:30'] in DuckDB: TIME ['07:05:00', '12:30:00']
['12', '0030'] in datasets: string ['12', '0030']
['12', '0030'] in DuckDB: VARCHAR ['12', '0030']
['2024-05-01', 'a calendar'] in datasets: string ['2024-05-01', 'a calendar']
['2024-05-01', 'a calendar'] in DuckDB: VARCHAR ['2024-05-01', 'a calendar']
SEEN
