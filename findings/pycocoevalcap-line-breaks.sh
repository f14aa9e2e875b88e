#!/bin/sh
# pycocoevalcap's tokenizer gives all later captions to the wrong images after a caption with U+2028, a form feed or a lone CR.
#
# Expected: one tokenized caption for each caption, in order; a character that is no word is left out, as U+0085 is.
# Seen: the captions go to a Java program as lines, with "\n" alone replaced before. The Java program ends a line at other
#   characters too, so that one caption comes back as two, each image after it gets the caption before its own, and the
#   last caption is lost. No error; the scores just fall.
# Why it matters here: captions pasted from web pages and PDFs have such characters. They are one row each in JSONL, and
#   Showtell's own scores count them so; a comparison with pycocoevalcap has to replace them first.
. "$(dirname "$0")/lib.sh"
command -v java >java.log || cannot_try 'there is no java'
python_packages pycocoevalcap==1.2

cat >program.py <<'PY'
from pycocoevalcap.tokenizer.ptbtokenizer import PTBTokenizer

names = {"\x85": "U+0085", "\u2028": "U+2028", "\f": "form feed", "\r": "CR"}
for separator, name in names.items():
    captions = [f"a dog{separator}runs", "a cat sits", "a red car"]
    tokenized = PTBTokenizer().tokenize({image: [{"caption": caption}] for image, caption in enumerate(captions)})
    print(f"{name}: {tokenized}")
PY
venv/bin/python program.py >seen 2>java.log

still_so <<'SEEN'
U+0085: {0: ['a dog runs'], 1: ['a cat sits'], 2: ['a red car']}
U+2028: {0: ['a dog'], 1: ['runs'], 2: ['a cat sits']}
form feed: {0: ['a dog'], 1: ['runs'], 2: ['a cat sits']}
CR: {0: ['a dog'], 1: ['runs'], 2: ['a cat sits']}
SEEN
