"""Frozen and issued documents for tests."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from sahulat.foundation.access.types import Actor
from sahulat.foundation.jobs.testing import run_waiting_jobs
from sahulat.foundation.keys.public import new_data_key
from sahulat.kernel.text import Text
from sahulat.platform.catalogue.testing import a_published_service
from sahulat.platform.documents.models import IssuedDocument
from sahulat.platform.documents.operations import freeze, issue
from sahulat.platform.documents.types import Contents, Frozen, Issuer, Line
from sahulat.platform.organisations.testing import a_post
from sahulat.platform.people.testing import a_person

SYSTEM = Actor.system(request_id="test")
KIND = "small-paper"


def both(en: str, ur: str = "اردو") -> Text:
    """A text in both languages."""
    return Text({"en": en, "ur": ur})


def contents(name: str = "Ayesha Bano") -> Contents:
    """What the small paper says."""
    line = Line(
        name="full_name",
        label=both("Name", "نام"),
        value=both(name, "عائشہ بانو"),
        masked=both("A••• B•••", "ع••• ب•••"),
    )
    return Contents(lines=(line,), values={"full_name": line.value})


def an_issuer(now: datetime) -> Issuer:
    """The clerk of Multan."""
    return Issuer(
        post_id=a_post(now),
        title=both("Clerk, Multan", "کلرک، ملتان"),
        agency=both("Test office", "آزمائشی دفتر"),
        government=both("Government of the Punjab", "حکومتِ پنجاب"),
        holder_person_id=None,
        holder_name=both("Hina Qureshi", "حنا قریشی"),
    )


def a_frozen_document(
    root: Path,
    now: datetime,
    *,
    case_ref: UUID | None = None,
    name: str = "Ayesha Bano",
    holder: UUID | None = None,
    key: UUID | None = None,
) -> Frozen:
    """The small paper, frozen for a case."""
    case = case_ref or uuid4()
    return freeze(
        actor=SYSTEM,
        now=now,
        case_ref=case,
        version_id=a_published_service(root, now).id,
        kind=KIND,
        contents=contents(name),
        issuer=an_issuer(now),
        holder_person_id=holder or a_person(now),
        data_key_id=key or new_data_key(now=now, owner=f"test:{case}"),
        valid_from=now.date(),
    )


def an_issued_document(root: Path, now: datetime, *, holder: UUID | None = None) -> IssuedDocument:
    """The small paper, frozen, signed and recorded."""
    frozen = a_frozen_document(root, now, holder=holder)
    issue(actor=SYSTEM, now=now, frozen_id=frozen.id, sha256=frozen.sha256)
    run_waiting_jobs(now)
    return IssuedDocument.objects.get(case_ref=frozen.case_ref)
