"""No AGPL, GPL or BUSL among what the product needs at run time (LGPL as a library is accepted)."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from tests.architecture.house import ROOT

REFUSED = re.compile(r"\bAGPL|\bGPL|affero|business source|\bBUSL|GNU General Public", re.IGNORECASE)
ACCEPTED = re.compile(r"\bLGPL|lesser", re.IGNORECASE)


def requirements() -> list[str]:
    """Names pinned for run time."""
    lines = (ROOT / "requirements" / "run.txt").read_text().splitlines()
    return [line.split("==")[0].split("[")[0] for line in lines if re.match(r"^[A-Za-z0-9]", line)]


def licence_words(name: str) -> str:
    """What a distribution says of its licence: expression, short field and classifiers."""
    about = metadata.metadata(name)
    short = (about.get("License") or "").splitlines()[:1]
    classifiers = [row for row in about.get_all("Classifier") or [] if row.startswith("License")]
    return " | ".join([about.get("License-Expression") or "", *short, *classifiers])


def refused(words: str) -> bool:
    """Whether the words name a refused licence and no accepted alternative."""
    return bool(REFUSED.search(ACCEPTED.sub("", words)))


def test_no_refused_licence_is_shipped() -> None:
    assert [name for name in requirements() if refused(licence_words(name))] == []


def test_every_requirement_says_its_licence() -> None:
    assert [name for name in requirements() if not licence_words(name).strip(" |")] == []


@pytest.mark.parametrize("words", ["AGPL-3.0-only", "GPL-3.0-or-later", "BUSL-1.1", "GNU General Public License v3"])
def test_a_planted_licence_is_caught(words: str) -> None:
    assert refused(words)


def test_the_lesser_licence_passes() -> None:
    assert not refused("LGPL-3.0-only")
