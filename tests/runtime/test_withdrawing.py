"""`sahulat documents revoke NUMBER --reason …` withdraws a document when no post is left to do it."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sahulat.platform.documents.models import IssuedDocument
from sahulat.platform.documents.testing import an_issued_document
from sahulat.platform.documents.types import AlreadyRevoked, DocumentUnknown
from sahulat.project.commands import documents
from sahulat.project.terminal import Terminal

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def told(*words: str) -> int:
    parser = argparse.ArgumentParser()
    documents.add_arguments(parser)
    return documents.run(parser.parse_args(["revoke", *words]), Terminal(quiet=True))


def test_a_document_is_withdrawn_by_its_number(tmp_path: Path) -> None:
    number = an_issued_document(tmp_path, NOW).number
    assert told(number.lower(), "--reason", "The post was abolished") == 0
    assert IssuedDocument.objects.get().revoked_reason == "The post was abolished"
    with pytest.raises(AlreadyRevoked):
        told(number, "--reason", "again")
    with pytest.raises(DocumentUnknown):
        told("PB-SML-26-000000-0", "--reason", "x")
