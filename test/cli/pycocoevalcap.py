"""
Scores captions against an export with pycocoevalcap's own loader and scorers, and prints each image's figures:
python pycocoevalcap.py EXPORT.json RESULTS.json
"""

import contextlib, json, sys

# This file has the name of what it runs, and its folder is the first in which Python looks.
del sys.path[0]
import pycocoevalcap.eval as scorers
from pycocotools.coco import COCO


class LeftOut:
    """In place of SPICE, which fetches its models when it is made, and of METEOR, which takes longer than all else."""

    def method(self):
        return "nothing"

    def compute_score(self, references, candidates):
        return 0, []


scorers.Spice = scorers.Meteor = LeftOut
with contextlib.redirect_stdout(sys.stderr):
    references = COCO(sys.argv[1])
    run = scorers.COCOEvalCap(references, references.loadRes(sys.argv[2]))
    run.evaluate()
print(json.dumps({references.imgs[image]["file_name"]: figures for image, figures in run.imgToEval.items()}))
