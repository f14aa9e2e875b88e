"""
Makes a project of image captioning in doccano, with images, the captions that somebody wrote of them and remarks, and exports it with doccano's
own code: python doccano.py '[["image.png", ["caption"], ["remark"]]]' FOLDER
"""

import json, os, sys

import backend
import django
from django.conf import settings
from django.core.management import call_command

items, folder = json.loads(sys.argv[1]), sys.argv[2]
# Its modules name each other as they stand in this folder.
sys.path.insert(0, os.path.dirname(backend.__file__))
own = ["roles", "projects", "label_types", "examples", "labels", "data_export"]
# doccano's own settings name all that its server needs; what is exported needs little of it.
settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "polymorphic", "django_drf_filepond", *own],
    MIGRATION_MODULES={app: None for app in ["django_drf_filepond", *own]},
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DJANGO_DRF_FILEPOND_UPLOAD_TMP=os.path.join(folder, "uploads"),
    DJANGO_DRF_FILEPOND_FILE_STORE_PATH=os.path.join(folder, "stored"),
    ROLE_PROJECT_ADMIN="admin",
    ROLE_ANNOTATOR="annotator",
    ROLE_ANNOTATION_APPROVER="approver",
    USE_TZ=True,
)
django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)

# Models can be imported only now.
from data_export.models import ExportedExample
from data_export.pipeline.dataset import Dataset
from data_export.pipeline.factories import create_comment, create_formatter, create_labels, create_writer
from data_export.pipeline.services import ExportApplicationService
from django.contrib.auth.models import User
from examples.models import Comment, Example
from labels.models import TextLabel
from projects.models import ImageCaptioningProject, ProjectType

user = User.objects.create_user("somebody")
project = ImageCaptioningProject.objects.create(
    name="dogs", description="dogs", project_type=ProjectType.IMAGE_CAPTIONING, created_by=user
)
for at, (image, captions, remarks) in enumerate(items):
    example = Example.objects.create(project=project, filename=f"{at}/{image}", upload_name=image)
    for caption in captions:
        TextLabel.objects.create(example=example, user=user, text=caption)
    for remark in remarks:
        Comment.objects.create(example=example, user=user, text=remark)
examples = ExportedExample.objects.filter(project=project)
dataset = Dataset(examples, create_labels(project, examples), create_comment(examples), project.is_text_project)
service = ExportApplicationService(dataset, create_formatter(project, "JSONL"), create_writer("JSONL"))
service.export(os.path.join(folder, "all.jsonl"))
