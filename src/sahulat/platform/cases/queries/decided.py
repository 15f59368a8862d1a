"""How a case was decided."""

from __future__ import annotations

from sahulat.platform.cases.models import Case, Decision


def decision_of(case: Case) -> Decision | None:
    """The decision that ended the case, or that is about to; None before and for a case taken back."""
    return Decision.objects.filter(case=case).order_by("-id").first()
