"""Fills a running installation, named by the environment: `python -m tests.races.filling 6` prints the offices."""

from __future__ import annotations

import importlib
import json
import os
import sys

import django

from sahulat.project.configuration import read_configuration
from sahulat.project.postgres.installation import database_running

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahulat.project.settings")
    with database_running(read_configuration(os.environ)):
        django.setup()
        # Only now: it imports models.
        country = importlib.import_module("tests.races.country")
        json.dump(country.fill(int(sys.argv[1])), sys.stdout)
