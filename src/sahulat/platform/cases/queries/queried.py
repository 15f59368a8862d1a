"""What was asked of the applicant, and what was noted in the office."""

from __future__ import annotations

from sahulat.platform.cases.models import Case, CaseEntry, Note, Query


def open_query(case: Case) -> Query | None:
    """What is asked of the applicant now."""
    return Query.objects.filter(case=case, answered_at__isnull=True).first()


def queries_of(case: Case) -> list[Query]:
    """All that was ever asked, oldest first."""
    return list(Query.objects.filter(case=case).order_by("id"))


def notes_of(case: Case) -> list[Note]:
    """The note sheet, in order. For officers only: the caller asked."""
    return list(Note.objects.filter(case=case).order_by("number"))


def entries_of(case: Case) -> list[CaseEntry]:
    """The history, oldest first."""
    return list(CaseEntry.objects.filter(case=case).order_by("id"))
