"""The papers of a case: what the applicant attached, what was issued; and who looked at the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sahulat.foundation.audit.public import looks_at
from sahulat.foundation.audit.types import Look
from sahulat.foundation.files.public import link
from sahulat.kernel.text import Text
from sahulat.platform.cases.models import Case
from sahulat.platform.cases.queries.days import local_day
from sahulat.platform.cases.queries.definitions import rows_of
from sahulat.platform.documents.public import download_link, issued_for

LOOKS_READ = 200
LOOKS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """An attached file: its question, name, size and a short-lived address."""

    field: str
    label: str
    name: str
    kilobytes: int
    is_image: bool
    href: str


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A document that the case issued."""

    title: Text
    number: str
    href: str


def papers_of(case: Case, languages: Sequence[str], now: datetime) -> list[Paper]:
    """The attached files of the latest answers. The caller has asked who sees them."""
    return [
        Paper(
            field=row.name,
            label=row.label,
            name=row.value,
            kilobytes=max(round(row.raw["size"] / 1000), 1),
            is_image=str(row.raw["media_type"]).startswith("image/"),
            href=link(row.file_id, now=now),
        )
        for row in rows_of(case, languages)
        if row.file_id is not None
    ]


def issued_papers(case: Case, now: datetime) -> list[IssuedPaper]:
    """What the case issued."""
    return [
        IssuedPaper(each.title, each.number, download_link(document_id=each.id, now=now))
        for each in issued_for(case_ref=case.id)
    ]


def looks_at_case(case: Case) -> list[Look]:
    """Who else looked at this case lately, latest first; for the applicant herself.

    Looks of one post for one purpose on one day stand here once; the page of all looks has each of them.
    """
    looks = looks_at(case.applicant_id, LOOKS_READ, since=case.submitted_at, with_own=False)
    latest: dict[tuple[object, ...], Look] = {}
    for look in looks:
        if look.subject_id == case.id:
            latest.setdefault((look.post_id, look.purpose, local_day(look.at)), look)
    return list(latest.values())[:LOOKS_SHOWN]
