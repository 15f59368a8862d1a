"""The journeys of the services in this repository, run through the real operations."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sahulat.platform.cases.testing import run_journeys
from sahulat.platform.catalogue.public import package_folders

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("folder", package_folders(), ids=lambda folder: folder.name)
def test_every_journey_of_a_service_comes_out_as_it_says(folder: Path) -> None:
    results = run_journeys(folder, now=NOW)
    assert results, "a service has at least one journey"
    assert {result.file: result.failure for result in results if not result.passed} == {}
