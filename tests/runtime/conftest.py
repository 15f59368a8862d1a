"""Installations for these tests: one is made and migrated once, each test gets a copy of its folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.runtime.installations import Installation


@pytest.fixture(scope="session")
def migrated_state() -> Iterator[Path]:
    """A state folder with keys and a migrated, stopped database."""
    folder = Path(tempfile.mkdtemp(prefix="sahulat-rt-"))
    installation = Installation(folder / "state")
    done = installation.command("migrate")
    assert done.returncode == 0, done.stderr
    yield installation.state
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_installation(migrated_state: Path) -> Iterator[Callable[..., Installation]]:
    """Makes installations from a copy of the migrated one (or empty ones); ends them after the test."""
    folder = Path(tempfile.mkdtemp(prefix="sahulat-rt-"))
    made: list[Installation] = []

    def make(*, empty: bool = False, **more: object) -> Installation:
        installation = Installation(folder / f"state{len(made)}", **more)  # type: ignore[arg-type]
        if not empty:
            shutil.copytree(migrated_state, installation.state, ignore=shutil.ignore_patterns(".s.PGSQL*"))
        made.append(installation)
        return installation

    yield make
    for installation in made:
        installation.end()
    shutil.rmtree(folder, ignore_errors=True)
