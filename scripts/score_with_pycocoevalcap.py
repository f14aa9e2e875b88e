"""Scores captions with pycocoevalcap: BLEU-1..4, METEOR, ROUGE-L and CIDEr-D, times 100, as one line of JSON.

    python -m venv .cache/pycocoevalcap && .cache/pycocoevalcap/bin/pip install pycocoevalcap   # needs Java too
    .cache/pycocoevalcap/bin/python scripts/score_with_pycocoevalcap.py CAPTIONS.jsonl REFERENCES.jsonl

Both files have rows as Showtell reads them: "file_name", and "text", "caption" or a list "captions". Every image of
CAPTIONS is scored, and needs exactly one caption there and references in REFERENCES.
"""

import argparse
import collections
import contextlib
import json
import sys

from pycocoevalcap.bleu.bleu import Bleu
from pycocoevalcap.cider.cider import Cider
from pycocoevalcap.meteor.meteor import Meteor
from pycocoevalcap.rouge.rouge import Rouge
from pycocoevalcap.tokenizer.ptbtokenizer import PTBTokenizer


def read_captions(path):
    """The captions of each image, by file name."""
    captions = collections.defaultdict(list)
    with open(path, encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                name = row["file_name"]
                texts = row["captions"] if "captions" in row else [row["text"] if "text" in row else row["caption"]]
            except (ValueError, KeyError, TypeError) as error:
                sys.exit(f"{path}, line {number}: not a row with a file_name and a caption ({error!r})")
            captions[name] += [text for text in texts if text.strip()]
    return captions


def score(candidates, references):
    """All figures, times 100; both take image ids to lists of captions."""
    tokenizer = PTBTokenizer()
    references = tokenizer.tokenize({key: [{"caption": text} for text in texts] for key, texts in references.items()})
    candidates = tokenizer.tokenize({key: [{"caption": text} for text in texts] for key, texts in candidates.items()})
    bleu = Bleu(4).compute_score(references, candidates, verbose=0)[0]
    figures = {f"BLEU-{size}": value for size, value in enumerate(bleu, 1)}
    figures["METEOR"] = Meteor().compute_score(references, candidates)[0]
    figures["ROUGE-L"] = Rouge().compute_score(references, candidates)[0]
    figures["CIDEr-D"] = Cider().compute_score(references, candidates)[0]
    return {name: round(100 * float(value), 2) for name, value in figures.items()}


def main():
    parser = argparse.ArgumentParser(description="Scores captions with pycocoevalcap.")
    parser.add_argument("captions", help="JSONL with one caption for each image")
    parser.add_argument("references", help="JSONL with the references")
    arguments = parser.parse_args()
    candidates = read_captions(arguments.captions)
    references = read_captions(arguments.references)
    for name, texts in candidates.items():
        if len(texts) != 1:
            sys.exit(f"{arguments.captions}: {name} has {len(texts)} captions, not one")
        if not references.get(name):
            sys.exit(f"{arguments.references}: {name} has no reference")
    if not candidates:
        sys.exit(f"{arguments.captions}: no captions")
    with contextlib.redirect_stdout(sys.stderr):
        figures = score(candidates, {name: references[name] for name in candidates})
    print(json.dumps({"images": len(candidates), **figures}))


main()
