"""Refusals: every anticipated "no", raised so that nothing half done is committed.

Each is declared beside its operation. One place (foundation's ui) renders it as a page, as problem+json
or as an SMS, in the reader's language. Everything else that is raised is a bug and stays loud.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark an English msgid for extraction; it is translated where it is shown."""
    return message


class Refusal(Exception):
    """An anticipated "no".

    Subclasses set `code` ("cases.task-taken", stable for machines), `status` (as in HTTP) and `message`: an
    English msgid with %(name)s placeholders that says what to do. Parameters fill the placeholders and never
    hold a personal value, since they reach logs.
    """

    code: ClassVar[str] = "kernel.refused"
    status: ClassVar[int] = 422
    message: ClassVar[str] = N_("That can't be done. Check what you entered and try again.")

    def __init__(self, /, **params: object) -> None:
        super().__init__()
        self.params: dict[str, object] = params

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: an English msgid saying what to do, and its parameters."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class FieldsRefused(Refusal):
    """One or more fields of a form or request body can't be taken as they are."""

    code = "kernel.fields-refused"
    status = 422
    message = N_("Some answers need another look.")

    def __init__(self, errors: Mapping[str, FieldError], /, **params: object) -> None:
        super().__init__(**params)
        self.errors: dict[str, FieldError] = dict(errors)
