"""Drafts, the forms that they fill, and the handler that takes finished ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sahulat.foundation.access.public import Forbidden, SignInNeeded, authorise
from sahulat.foundation.access.types import Actor
from sahulat.foundation.languages.public import zone
from sahulat.platform.catalogue.public import package
from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.permissions import OWN_DRAFT
from sahulat.platform.forms.queries.place_book import DatabasePlaces
from sahulat.platform.forms.rules.context import feel_values
from sahulat.platform.forms.rules.judging import Verdict
from sahulat.platform.forms.rules.shape import restricted
from sahulat.platform.forms.types import Answers, Asking, DraftUnknown, Form, SubmitHandler

PART = "form.yaml"
_handlers: list[SubmitHandler] = []


class AnothersDraft(Forbidden):
    """Somebody else's draft: to whom it answers, no different from one that never was."""

    code = DraftUnknown.code
    status = DraftUnknown.status
    message = DraftUnknown.message


def register_submit(handler: SubmitHandler) -> None:
    """Let `handler` take finished drafts. The last registration holds."""
    _handlers[:] = [handler]


def submit_handler() -> SubmitHandler | None:
    """Who takes finished drafts."""
    return _handlers[0] if _handlers else None


def form_of(version_id: UUID) -> Form:
    """The compiled form of a service's version. Raises ServiceUnknown."""
    form: Form = package(version_id).parts[PART]
    return form


def local_day(now: datetime) -> date:
    """The day in the installation's zone."""
    return now.astimezone(zone()).date()


def asking_on(now: datetime) -> Asking:
    """What the pure rules need beside form and answers."""
    return Asking(today=local_day(now), places=DatabasePlaces(local_day(now)))


def locked(draft_id: UUID) -> Draft:
    """The draft, locked until the transaction ends. Raises DraftUnknown."""
    found = Draft.objects.select_for_update().filter(id=draft_id).first()
    if found is None:
        raise DraftUnknown
    return found


def draft(*, actor: Actor, draft_id: UUID) -> Draft:
    """The actor's own draft. Authorises: SignInNeeded. Raises DraftUnknown, AnothersDraft."""
    if not actor.is_signed_in:
        raise SignInNeeded
    found = Draft.objects.filter(id=draft_id).first()
    if found is None:
        raise DraftUnknown
    try:
        authorise(actor, OWN_DRAFT, found)
    except Forbidden as refusal:
        # With its cause, so that the denied look is recorded as ever.
        raise AnothersDraft from refusal.__cause__
    return found


def open_drafts(*, actor: Actor) -> tuple[Draft, ...]:
    """The actor's drafts that can still be filled, last saved first; those that mend an application included."""
    rows = Draft.objects.filter(
        OWN_DRAFT.visible(actor), sealed_at__isnull=True, discarded_at__isnull=True
    ).select_related("version")
    return tuple(rows.order_by("-saved_at"))


def editable(draft: Draft, form: Form, verdict: Verdict) -> Form:
    """The part of the form that this draft may change now.

    All visible pages; while mending, the fields that were sent back, and those that turned wrong by mending them.
    """
    if draft.mends is None:
        return Form(pages=tuple(page for page in form.pages if page.name in verdict.pages))
    turned_wrong = {path.split(".")[0] for path in verdict.errors}
    return restricted(form, {*draft.only, *turned_wrong})


def feel_context(form: Form, answers: Answers, *, today: date | None = None) -> Mapping[str, Any]:
    """Answers as FEEL values by name (dates as dates, numbers as numbers), and `today`; unanswered names are null."""
    return feel_values(form.fields, answers, today)
