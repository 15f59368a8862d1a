"""What the ui room does with requests: turn refusals and faults into pages or problem+json."""

from sahulat.foundation.ui.web.refusals import (
    RefusalMiddleware,
    csrf_failure,
    handler400,
    handler403,
    handler404,
    handler500,
    handler503,
)

__all__ = [
    "RefusalMiddleware",
    "csrf_failure",
    "handler400",
    "handler403",
    "handler404",
    "handler500",
    "handler503",
]
