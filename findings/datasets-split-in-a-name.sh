#!/bin/sh
# Hugging Face `datasets` loads one image of three, without its caption, where that one has "test" in its name.
#
# Expected: `load_dataset("imagefolder", data_dir=FOLDER)` gives the rows of FOLDER/metadata.jsonl, as the guide says.
# Seen: names are searched for the words of splits (train, test, val, dev, eval …) first. One image called
#   photo-test-1.jpg makes a split "test" of that image alone; the others and metadata.jsonl match no split and are left
#   out, without an error or a warning.
# Why it matters here: Showtell's file is meant to load just so, and names are other people's. Splits that are named in
#   `data_files=` do not have the fault.
. "$(dirname "$0")/lib.sh"
python_packages datasets==5.2.0 pillow==13.0.0
export HF_HOME="$folder/hf" HF_HUB_OFFLINE=1

cat >program.py <<'PY'
import json
import os

import datasets
from PIL import Image

datasets.disable_progress_bars()


def load(folder, names):
    os.makedirs(folder)
    with open(f"{folder}/metadata.jsonl", "w") as rows:
        for name in names:
            Image.new("RGB", (8, 8)).save(f"{folder}/{name}")
            rows.write(json.dumps({"file_name": name, "text": "a dog"}) + "\n")
    for split, rows in datasets.load_dataset("imagefolder", data_dir=folder).items():
        print(f"{', '.join(names)}: split {split}: {rows.num_rows} rows of {' and '.join(rows.column_names)}")


load("plain", ["1.jpg", "2.jpg", "photo-1.jpg"])
load("split", ["1.jpg", "2.jpg", "photo-test-1.jpg"])
load("value", ["1.jpg", "2.jpg", "val.jpg"])
PY
venv/bin/python program.py >seen

still_so <<'SEEN'
1.jpg, 2.jpg, photo-1.jpg: split train: 3 rows of image and text
1.jpg, 2.jpg, photo-test-1.jpg: split test: 1 rows of image
1.jpg, 2.jpg, val.jpg: split validation: 1 rows of image
SEEN
