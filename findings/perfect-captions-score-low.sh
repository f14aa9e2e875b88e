#!/bin/sh
# Captions that equal their references word for word score 0 of 10 in CIDEr for one image, and 5 of 10 if they are two words long.
#
# Expected: a perfect caption has the best score that the metric knows: CIDEr 10, BLEU-4 1.
# Seen: CIDEr weighs words by how few images have them. With one image every weight is log(1) = 0, and so it is for as
#   many images as you like if all have the same reference. A caption of two words has no 3-grams and 4-grams, which
#   count as 0 in the mean; BLEU-3 and BLEU-4 of it are near 0 too.
# Why it matters here: short captions in a house style ("red shirt") and small held-out sets score low however good they
#   are. Showtell judges a fine-tune by what typing takes, not by CIDEr.
. "$(dirname "$0")/lib.sh"
python_packages pycocoevalcap==1.2

cat >program.py <<'PY'
import contextlib
import io

from pycocoevalcap.bleu.bleu import Bleu
from pycocoevalcap.cider.cider import Cider


def score(title, captions):
    same = {image: [caption] for image, caption in enumerate(captions)}
    cider = Cider().compute_score(same, same)[0]
    with contextlib.redirect_stdout(io.StringIO()):
        bleu = Bleu(4).compute_score(same, same)[0]
    print(f"{title}: CIDEr {cider:.1f}, BLEU-1 {bleu[0]:.2f}, BLEU-4 {bleu[3]:.2f}")


score("two images", ["a dog runs on the grass", "two men play a guitar"])
score("one image", ["a dog runs on the grass"])
score("two images alike", ["a dog runs on the grass", "a dog runs on the grass"])
score("two images, two words", ["red shirt", "blue shoes"])
PY
venv/bin/python program.py >seen

still_so <<'SEEN'
two images: CIDEr 10.0, BLEU-1 1.00, BLEU-4 1.00
one image: CIDEr 0.0, BLEU-1 1.00, BLEU-4 1.00
two images alike: CIDEr 0.0, BLEU-1 1.00, BLEU-4 1.00
two images, two words: CIDEr 5.0, BLEU-1 1.00, BLEU-4 0.00
SEEN
