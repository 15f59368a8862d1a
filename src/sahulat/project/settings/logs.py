"""Logging: one JSON object a line on standard error, with the request's id and no personal value."""


def logging_settings(*, debug: bool) -> dict[str, object]:
    """Django's LOGGING."""
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
            "fontTools": {"level": "ERROR", "propagate": True},
        },
    }
