"""Reads what showtell export wrote with the programs that it is for, and prints the captions that each of them found."""

import csv, io, os, sys

import duckdb, pandas, polars, webdataset
from datasets import Image, load_dataset
from pycocotools.coco import COCO
from readings import tell

folder, cache = sys.argv[1:3]
place = lambda name: os.path.join(folder, name)


def loaded(kind, split="train", **how):
    rows = load_dataset(kind, split=split, cache_dir=cache, **how)
    return rows


def imagefolder(split="train"):
    rows = loaded("imagefolder", split=split, data_dir=place("imagefolder"))
    return [[row["text"], row["image"].size] for row in rows]


def as_diffusers_loads():
    """As examples/text_to_image of diffusers load their --train_data_dir."""
    rows = loaded("imagefolder", data_files={"train": os.path.join(place("imagefolder"), "**")})
    image_column, caption_column = rows.column_names[0], "text"
    return [[row[caption_column], row[image_column].convert("RGB").size] for row in rows]


def split_imagefolder():
    rows = load_dataset("imagefolder", data_dir=place("splits"), cache_dir=cache)
    return {name: len(part) for name, part in rows.items()}


def card():
    return [[row["text"], row["image"].size] for row in load_dataset(place("set"), split="train", cache_dir=cache)]


def card_with_splits():
    rows = load_dataset(place("card"), cache_dir=cache)
    return {name: len(part) for name, part in rows.items()}


def parquet():
    rows = loaded("parquet", data_files=place("captions.parquet"))
    return [[row["text"], row["image"].size] for row in rows]


def trl():
    rows = loaded("parquet", data_files=place("trl.parquet"))
    return [
        [row["messages"][1]["content"][0]["text"], row["images"][0].size, row["messages"][0]["content"][0]["type"]]
        for row in rows
    ]


def webdataset_of_datasets():
    rows = loaded("webdataset", data_files=place("shards/captions-000000.tar"))
    return [[row["txt"], row["png"].size, row["json"]["captions"]] for row in rows]


def webdataset_itself():
    rows = webdataset.WebDataset(place("shards/captions-000000.tar"), shardshuffle=False).decode("pil")
    return [[row["txt"], row["png"].size, row["json"]["captions"]] for row in rows]


def coco():
    with_words = COCO(place("coco.json"))
    return [
        [annotation["caption"], [image["width"], image["height"]]]
        for image in with_words.loadImgs(with_words.getImgIds())
        for annotation in with_words.imgToAnns[image["id"]]
    ]


def llava():
    """As who trains on LLaVA's conversations with datasets: the images lie where the prompt's mark is."""
    rows = loaded("json", data_files=place("llava.json"))
    found = []
    for row in with_images(rows):
        asked, answered = row["conversations"]
        found.append([answered["value"], row["image"].size, asked["value"].count("<image>"), answered["from"]])
    return found


def paligemma():
    rows = loaded("json", data_files=place("paligemma.jsonl"))
    return [[row["suffix"], row["image"].size, row["prefix"]] for row in with_images(rows)]


def with_images(rows):
    """With what stands under image opened: it is named from the folder of the export."""
    return rows.map(lambda row: {"image": place(row["image"])}).cast_column("image", Image())


def openai_chat():
    found = []
    for row in loaded("json", data_files=place("chat.jsonl")):
        asked, answered = row["messages"]
        found.append([answered["content"], [part["type"] for part in asked["content"]]])
    return found


def sidecars():
    names = sorted(os.listdir(place("txt")))
    return [open(place("txt/" + name), encoding="utf-8").readlines() for name in names if name.endswith(".txt")]


readers = {
    "imagefolder": imagefolder,
    "imagefolder as diffusers loads it": as_diffusers_loads,
    "splits": split_imagefolder,
    "card": card,
    "card with splits": card_with_splits,
    "parquet": parquet,
    "parquet in pandas": lambda: pandas.read_parquet(place("captions.parquet"))["text"].tolist(),
    "parquet in polars": lambda: polars.read_parquet(place("captions.parquet"))["text"].to_list(),
    "parquet in duckdb": lambda: [row[0] for row in duckdb.sql(f"select text from '{place('captions.parquet')}'").fetchall()],
    "trl": trl,
    "webdataset of datasets": webdataset_of_datasets,
    "webdataset": webdataset_itself,
    "coco": coco,
    "csv in pandas": lambda: pandas.read_csv(place("captions.csv"), keep_default_na=False)["text"].tolist(),
    "csv in polars": lambda: polars.read_csv(place("captions.csv"))["text"].to_list(),
    "csv in duckdb": lambda: [
        row[0] for row in duckdb.sql(f"select text from read_csv('{place('captions.csv')}', all_varchar=true)").fetchall()
    ],
    "jsonl in pandas": lambda: pandas.read_json(place("rows.jsonl"), lines=True, convert_dates=False, dtype=False)["text"].tolist(),
    "jsonl in polars": lambda: polars.read_ndjson(place("rows.jsonl"))["text"].to_list(),
    "txt": sidecars,
    "llava": llava,
    "paligemma": paligemma,
    "openai-chat": openai_chat,
}
tell(readers)
