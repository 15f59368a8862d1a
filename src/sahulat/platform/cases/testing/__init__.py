"""For tests, the demo and `sahulat service test`: factories, and the runner of journeys."""

from sahulat.platform.cases.testing.factories import (
    PASSWORD,
    an_applicant,
    an_officer_at,
    an_upload,
    approve_by,
    page_names,
    raw_inputs,
    service_folder,
)
from sahulat.platform.cases.testing.journeys import Journey, JourneyFailed, JourneyResult, run_journeys

__all__ = [
    "PASSWORD",
    "Journey",
    "JourneyFailed",
    "JourneyResult",
    "an_applicant",
    "an_officer_at",
    "an_upload",
    "approve_by",
    "page_names",
    "raw_inputs",
    "run_journeys",
    "service_folder",
]
