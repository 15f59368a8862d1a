"""The settings of a test run: plain static files, a state folder of its own, cheap password hashing."""

import atexit
import shutil
import tempfile
from pathlib import Path

from sahulat.project.settings import *  # noqa: F403

SAHULAT_STATE = Path(tempfile.mkdtemp(prefix="sahulat-state-"))
atexit.register(shutil.rmtree, SAHULAT_STATE, ignore_errors=True)
SAHULAT_DEMO = True
SECRET_KEY = "for tests only"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# pytest keeps what is logged; standard error changes hands during a run.
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "INFO"}}
