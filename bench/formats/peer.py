"""
Reads and writes the rows of a JSONL file with Python's json; prints the seconds as JSON. What is named besides as FORMAT=PLACE is read in place of
those rows: a JSON document, lines of JSON, or a folder, in which a text file for each row is written first.
"""

import json, os, sys, time


def rows_of(file):
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def document_in(file):
    with open(file, encoding="utf-8") as document:
        return json.load(document)


def write_rows(file, rows):
    with open(file, "w", encoding="utf-8") as lines:
        for row in rows:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def text_file(folder, row):
    return os.path.join(folder, os.path.splitext(row["file_name"])[0] + ".txt")


def write_texts(folder, rows):
    for row in rows:
        file = text_file(folder, row)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w", encoding="utf-8") as text:
            text.write(row["text"] + "\n")


def read_texts(folder, rows):
    for row in rows:
        with open(text_file(folder, row), encoding="utf-8") as text:
            row["text"] = text.read().strip()


def seconds(task):
    begun = time.process_time()
    result = task()
    return result, time.process_time() - begun


def costs_of(place, rows):
    """Seconds for writing it, where it is a folder, and for reading it."""
    if place.endswith(".json"):
        return 0, seconds(lambda: document_in(place))[1]
    if place.endswith(".jsonl"):
        return 0, seconds(lambda: rows_of(place))[1]
    return seconds(lambda: write_texts(place, rows))[1], seconds(lambda: read_texts(place, rows))[1]


dataset, out, *others = sys.argv[1:]
rows, read = seconds(lambda: rows_of(dataset))
_, write = seconds(lambda: write_rows(out, rows))
costs = {"rows": read + write, "export": {}, "import": {}}
for other in others:
    name, place = other.split("=", 1)
    write_other, read_other = costs_of(place, rows)
    costs["export"][name] = read + write_other
    costs["import"][name] = read_other + write
print(json.dumps(costs))
