"""The floor for pages: a bare Django view that reads one row by its key. No middleware, no template, no room."""

from __future__ import annotations

import os

import psycopg.conninfo
from django.conf import settings

_database = dict(psycopg.conninfo.conninfo_to_dict(os.environ["BENCH_DATABASE"]))
settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _database["dbname"],
            "USER": _database["user"],
            "HOST": _database["host"],
            "PORT": _database["port"],
            "CONN_MAX_AGE": 600,
        }
    },
    INSTALLED_APPS=["benchmarks"],
    MIDDLEWARE=[],
    ROOT_URLCONF="benchmarks.floor_view",
    SECRET_KEY="of a bench",  # noqa: S106
    USE_TZ=True,
)

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the settings come first

application = get_wsgi_application()
