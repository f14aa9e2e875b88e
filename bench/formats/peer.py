"""
Reads and writes the rows of a JSONL file with Python's json; prints the seconds as JSON. What is named besides as FORMAT=KIND:PLACE is read in
place of those rows: a JSON document, lines of JSON, a tar file with the caption of each image as JSON, or a folder, in which a text file for each
row is written first, on the disk before it has its name, as an export does. `sizes` finds width and height of each image of a folder in its file,
and writes the rows with them.
"""

import json, os, struct, sys, tarfile, time


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
        with open(file + ".tmp", "w", encoding="utf-8") as text:
            text.write(row["text"] + "\n")
            text.flush()
            os.fsync(text.fileno())
        os.rename(file + ".tmp", file)


def read_texts(folder, rows):
    for row in rows:
        with open(text_file(folder, row), encoding="utf-8") as text:
            row["text"] = text.read().strip()


def read_tar(file):
    with tarfile.open(file) as tar:
        return [json.load(tar.extractfile(member)) for member in tar]


def size_of(file):
    """Width and height, as the header of a JPEG has them."""
    with open(file, "rb") as image:
        head = image.read(8192)
    at = 2
    while at + 9 <= len(head):
        marker, length = struct.unpack(">HH", head[at : at + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + length


def write_sized(folder, rows, out):
    for row in rows:
        row["width"], row["height"] = size_of(os.path.join(folder, row["file_name"]))
    write_rows(out, rows)


def seconds(task):
    begun = time.process_time()
    result = task()
    return result, time.process_time() - begun


def costs_of(kind, place, rows, out):
    """Seconds for writing it, where that is done, and for reading it, or the rows themselves."""
    if kind == "document":
        return 0, seconds(lambda: document_in(place))[1]
    if kind == "lines":
        return 0, seconds(lambda: rows_of(place))[1]
    if kind == "tar":
        return 0, seconds(lambda: read_tar(place))[1]
    if kind == "sizes":
        return seconds(lambda: write_sized(place, rows, out))[1], read
    return seconds(lambda: write_texts(place, rows))[1], seconds(lambda: read_texts(place, rows))[1]


dataset, out, *others = sys.argv[1:]
rows, read = seconds(lambda: rows_of(dataset))
_, write = seconds(lambda: write_rows(out, rows))
costs = {"rows": read + write, "export": {}, "import": {}}
for other in others:
    name, of = other.split("=", 1)
    kind, place = of.split(":", 1)
    write_other, read_other = costs_of(kind, place, rows, out)
    costs["export"][name] = read + write_other
    costs["import"][name] = read_other + write
print(json.dumps(costs))
