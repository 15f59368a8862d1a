"""Logs as JSON lines: machine-readable, joined by the request's id, and without a personal value.

Three defences: our own code logs names of things, never answers; a database's DETAIL lines, which quote values, are
cut; and whatever looks like a CNIC, a mobile number or an e-mail address is masked in what remains.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

from sahulat.kernel.digits import to_ascii_digits

request_id: ContextVar[str] = ContextVar("request_id", default="")

_QUOTED_BY_DATABASE = re.compile(r"\n?(DETAIL|CONTEXT|HINT|QUERY):.*", re.DOTALL)
_PERSONAL = (
    re.compile(r"(?<!\d)\d{5}[- ]?\d{7}[- ]?\d(?!\d)"),
    re.compile(r"(?<!\d)(?:\+|00)?92[- ]?3\d{2}[- ]?\d{7}(?!\d)"),
    re.compile(r"(?<!\d)03\d{2}[- ]?\d{7}(?!\d)"),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
)
_EXTRAS = ("method", "route", "status", "milliseconds", "job", "event", "handler", "child", "reason")


def without_personal_values(text: str) -> str:
    """The text with everything masked that could name a person."""
    plain = to_ascii_digits(_QUOTED_BY_DATABASE.sub("", text))
    for pattern in _PERSONAL:
        plain = pattern.sub("•••", plain)
    return plain


class JsonFormatter(logging.Formatter):
    """One JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_personal_values(_message(record)),
        }
        if request_id.get():
            entry["request_id"] = request_id.get()
        for name in _EXTRAS:
            value = record.__dict__.get(name)
            if value is not None and not callable(value):
                entry[name] = without_personal_values(value) if isinstance(value, str) else value
        if record.exc_info and record.exc_info[1] is not None:
            entry["exception"] = _exception(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False, default=repr)


def _message(record: logging.LogRecord) -> str:
    """The record's words; of Django's about a request only the reason, since its path carries tokens and names."""
    if record.name in ("django.request", "django.security.csrf") and isinstance(record.args, tuple) and record.args:
        return str(record.args[0])
    return record.getMessage()


def _exception(error: BaseException) -> dict[str, object]:
    """Type, masked message and places; the lines of code, never the values in them."""
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    told: dict[str, object] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "message": without_personal_values(str(error)),
        "places": places,
    }
    if error.__cause__ is not None:
        told["cause"] = _exception(error.__cause__)
    return told


def logging_settings() -> dict[str, object]:
    """Django's LOGGING: every line through JsonFormatter, to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "sahulat.project.logs.JsonFormatter"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"},
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "procrastinate": {"level": "WARNING", "propagate": True},
            "pikepdf": {"level": "WARNING", "propagate": True},
            "fontTools": {"level": "ERROR", "propagate": True},
        },
    }
