"""Reading drafts and forms; showing answers; registration of who submits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.types import Answers, Form, Row, SubmitHandler


def form_of(version_id: UUID) -> Form:
    """The compiled form of a service's version."""
    raise NotImplementedError


def draft(*, actor: Actor, draft_id: UUID) -> Draft:
    """The actor's own draft. Raises DraftUnknown."""
    raise NotImplementedError


def open_drafts(*, actor: Actor) -> tuple[Draft, ...]:
    """The actor's drafts that can still be filled, newest first."""
    raise NotImplementedError


def answer_rows(form: Form, answers: Answers, languages: Sequence[str]) -> tuple[Row, ...]:
    """Answers as rows of label and value in the reader's language: hidden fields left out, files with their id."""
    raise NotImplementedError


def feel_context(form: Form, answers: Answers) -> Mapping[str, Any]:
    """Answers as FEEL values by name (dates as dates, numbers as numbers); unanswered names are null."""
    raise NotImplementedError


def register_submit(handler: SubmitHandler) -> None:
    """Let `handler` take finished drafts. One per installation."""
    raise NotImplementedError
