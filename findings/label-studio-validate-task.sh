#!/bin/sh
# The check of a whole task in Label Studio's own SDK fails on every task that has an annotation or a prediction.
#
# Expected: `LabelInterface.validate_task` says True of a task that fits the labelling interface, annotations and predictions included,
#   and False of one that does not.
# Seen: it does for tasks of data alone. With "annotations" or "predictions" it raises a TypeError, as it calls
#   `validate_annotation()` and `validate_prediction()` without them; these say True of what they are given.
# Why it matters here: tasks that showtell import reads are held against that check, one annotation after the other.
. "$(dirname "$0")/lib.sh"
python_packages label-studio-sdk==2.1.2

cat >program.py <<'PY'
from label_studio_sdk.label_interface import LabelInterface

interface = LabelInterface('<View><Image name="i" value="$image"/><TextArea name="c" toName="i"/></View>')
result = [{"id": "a", "type": "textarea", "from_name": "c", "to_name": "i", "value": {"text": ["a dog"]}}]
data = {"image": "a.jpg"}
annotation = {"result": result}
prediction = {"model_version": "m", "score": 0.5, "result": result}


def say(what, check, value):
    try:
        print(f"{what}: {check(value)}")
    except TypeError as error:
        print(f"{what}: {error}")


say("a task of data alone", interface.validate_task, {"data": data})
say("a task without its image", interface.validate_task, {"data": {}})
say("its annotation alone", interface.validate_annotation, annotation)
say("its prediction alone", interface.validate_prediction, prediction)
say("a task with the annotation", interface.validate_task, {"data": data, "annotations": [annotation]})
say("a task with the prediction", interface.validate_task, {"data": data, "predictions": [prediction]})
PY
venv/bin/python program.py >seen

still_so <<'SEEN'
a task of data alone: True
a task without its image: False
its annotation alone: True
its prediction alone: True
a task with the annotation: LabelInterface.validate_annotation() missing 1 required positional argument: 'annotation'
a task with the prediction: LabelInterface.validate_prediction() missing 1 required positional argument: 'prediction'
SEEN
