#!/bin/sh
# webdataset gives a photograph whose name goes on after a dot to the sample of another one, and nobody sees it again.
#
# Expected: one sample for each image and its text, as the files lie in the tar in pairs.
# Seen: a sample's key ends at the first dot of the name. "cat.night.jpg" becomes the field "night.jpg" of the sample "cat", so that
#   who asks for "jpg" and "txt" gets two of three images, without an error or a warning. Where all names of a tar have dots, as
#   photographs that phones name after the time ("2026-07-04 12.34.56.jpg"), no sample has a "jpg", and asking for it is an error.
# Why it matters here: an export that kept the images' names would lose captions on the way to the training. It numbers the samples.
. "$(dirname "$0")/lib.sh"
python_packages webdataset==1.0.2

cat >program.py <<'PY'
import io
import tarfile

import webdataset

names = ["cat", "cat.night", "dog"]
with tarfile.open("photos.tar", "w") as tar:
    for name in names:
        for ending in ("jpg", "txt"):
            content = f"{ending} of {name}".encode()
            member = tarfile.TarInfo(f"{name}.{ending}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))

samples = list(webdataset.WebDataset("photos.tar", shardshuffle=False))
print("images in the tar:", len(names))
for sample in samples:
    print(sample["__key__"], "has", [field for field in sample if not field.startswith("__")])
pairs = webdataset.WebDataset("photos.tar", shardshuffle=False).to_tuple("jpg", "txt")
print("who asks for jpg and txt gets:", [text.decode() for _, text in pairs])
PY
venv/bin/python program.py >seen 2>warnings

still_so <<'SEEN'
images in the tar: 3
cat has ['jpg', 'txt', 'night.jpg', 'night.txt']
dog has ['jpg', 'txt']
who asks for jpg and txt gets: ['txt of cat', 'txt of dog']
SEEN
