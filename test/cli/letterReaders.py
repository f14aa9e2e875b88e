"""
Reads what showtell export wrote with the programs that it is for, and prints as JSON what each of them found: the caption under the name of each
image, as the format has it. Names of images in a folder of the export are those by which they were opened.
"""

import csv, json, os, sys

import duckdb, pandas, polars, webdataset
from datasets import Image, load_dataset
from pycocotools.coco import COCO
from readings import tell

folder, cache = sys.argv[1:3]
place = lambda name: os.path.join(folder, name)
table, rows = place("captions.csv"), place("rows.jsonl")


def loaded(kind, **how):
    return load_dataset(kind, split="train", cache_dir=cache, **how)


def opened(examples, root):
    return [[os.path.relpath(row["image"].filename, root), row["text"]] for row in examples]


def referenced(name, caption_of):
    """A format that names images from the folder of the export: they are opened there."""
    examples = loaded("json", data_files=place(name))
    found = examples.map(lambda row: {"image": place(row["image"]), "text": caption_of(row)}).cast_column("image", Image())
    return opened(found, place("set"))


def coco():
    found = COCO(place("coco.json"))
    images = found.loadImgs(found.getImgIds())
    return [[image["file_name"], one["caption"]] for image in images for one in found.imgToAnns[image["id"]]]


def sidecars():
    found = []
    for inside, _, names in os.walk(place("txt")):
        for name in names:
            if name.endswith(".txt"):
                with open(os.path.join(inside, name), encoding="utf-8") as text:
                    found.append([os.path.relpath(text.name, place("txt"))[:-4] + ".png", "|".join(text.read().splitlines())])
    return found


def of_samples(samples):
    return [[row["json"]["file_name"], row["txt"]] for row in samples]


def of_columns(frame):
    return [list(row) for row in zip(frame["file_name"], frame["text"])]


def in_duckdb(columns, source):
    return [list(row) for row in duckdb.sql(f"select {columns}, text from {source}").fetchall()]


shard = place("shards/captions-000000.tar")
parquet = place("captions.parquet")
readers = {
    "imagefolder in datasets": lambda: opened(loaded("imagefolder", data_dir=place("imagefolder")), place("imagefolder/train")),
    "card in datasets": lambda: opened(load_dataset(place("card"), split="train", cache_dir=cache), place("card")),
    "parquet in datasets": lambda: [[row["file_name"], row["text"]] for row in loaded("parquet", data_files=parquet)],
    "parquet in pandas": lambda: of_columns(pandas.read_parquet(parquet)),
    "parquet in polars": lambda: of_columns(polars.read_parquet(parquet)),
    "parquet in duckdb": lambda: in_duckdb("file_name", f"'{parquet}'"),
    "webdataset in datasets": lambda: of_samples(loaded("webdataset", data_files=shard)),
    "webdataset": lambda: of_samples(webdataset.WebDataset(shard, shardshuffle=False).decode("pil")),
    "csv in pandas": lambda: of_columns(pandas.read_csv(table, keep_default_na=False)),
    "csv in polars": lambda: of_columns(polars.read_csv(table)),
    "csv in duckdb": lambda: in_duckdb("file_name", f"read_csv('{table}', all_varchar=true)"),
    "csv in Python": lambda: [[row["file_name"], row["text"]] for row in csv.DictReader(open(table, newline="", encoding="utf-8"))],
    "jsonl in pandas": lambda: of_columns(pandas.read_json(rows, lines=True, convert_dates=False, dtype=False)),
    "jsonl in polars": lambda: of_columns(polars.read_ndjson(rows)),
    "jsonl in duckdb": lambda: in_duckdb("file_name", f"read_json('{rows}', columns={{file_name: 'VARCHAR', text: 'VARCHAR'}})"),
    "jsonl in datasets": lambda: of_columns(loaded("json", data_files=rows)),
    "llava in datasets": lambda: referenced("llava.json", lambda row: row["conversations"][1]["value"]),
    "paligemma in datasets": lambda: referenced("paligemma.jsonl", lambda row: row["suffix"]),
    "coco": coco,
    "txt": sidecars,
    "kohya": lambda: [[name, of["caption"]] for name, of in json.load(open(place("kohya.json"), encoding="utf-8")).items()],
    "csv in pandas, told nothing": lambda: of_columns(pandas.read_csv(table).astype(object).replace({float("nan"): None})),
    "csv in datasets": lambda: of_columns(loaded("csv", data_files=table)),
    # These have no names: the captions in their order.
    "trl in datasets": lambda: [row["messages"][1]["content"][0]["text"] for row in loaded("parquet", data_files=place("trl.parquet"))],
    "openai-chat in datasets": lambda: [row["messages"][1]["content"] for row in loaded("json", data_files=place("chats.jsonl"))],
}
tell(readers, default=lambda value: None)
