"""Measures of this installation for Prometheus: counts and times by route, never by person.

With several web workers the values meet in files of the folder PROMETHEUS_MULTIPROC_DIR, made by the supervisor.
"""

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client import REGISTRY as PROCESS_REGISTRY

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"

_requests = Counter("sahulat_requests_total", "Answered requests", ["method", "route", "status"])
_seconds = Histogram(
    "sahulat_request_seconds",
    "Time to answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    _requests.labels(method, route, str(status)).inc()
    _seconds.labels(route).observe(seconds)


def exposition() -> tuple[bytes, str]:
    """Everything measured, in Prometheus' text format, with its content type."""
    if os.environ.get(FOLDER_VARIABLE):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry), CONTENT_TYPE_LATEST
    return generate_latest(PROCESS_REGISTRY), CONTENT_TYPE_LATEST
