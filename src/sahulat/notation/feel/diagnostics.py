"""What FEEL says when something is wrong: before evaluation a refusal with a place, during it null and a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sahulat.kernel.refusals import N_, Refusal

MAX_DIAGNOSTICS = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the source; lines and columns count from 1, columns in characters."""

    line: int
    column: int


class FeelSyntaxError(Refusal):
    """The source is not an expression of the supported subset: where, what was expected, what was found."""

    code = "feel.syntax"
    status = 422
    message = N_("Line %(line)s, column %(column)s: expected %(expected)s, found %(found)s.")

    def __init__(self, place: Place, expected: str, found: str) -> None:
        super().__init__(line=place.line, column=place.column, expected=expected, found=found)
        self.line = place.line
        self.column = place.column
        self.expected = expected
        self.found = found


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Why a part of an expression was null: a stable code, an English msgid with its parameters, and the place.

    Parameters name types and names of the source, never values.
    """

    code: str
    message: str
    place: Place
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        text = self.message % self.params if self.params else self.message
        return f"{self.place.line}:{self.place.column} {text}"


class Undefined(Exception):
    """An operation has no result for these operands; becomes null and a diagnostic where it was written."""

    def __init__(self, code: str, message: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.params = params


class BudgetSpent(Exception):
    """Evaluation took more steps than it was given; ends the evaluation, never reaches the caller."""


class Run:
    """One evaluation: what it has reported so far and how many steps are left."""

    __slots__ = ("diagnostics", "steps_left")

    def __init__(self, steps: int) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.steps_left = steps

    def charge(self, steps: int) -> None:
        """Pay for a loop or a value before making it. Raises BudgetSpent."""
        self.steps_left -= steps
        if self.steps_left < 0:
            raise BudgetSpent

    def undefined(self, error: Undefined, place: Place) -> None:
        """Report an operation that had no result."""
        self.report(error.code, error.message, place, **error.params)

    def report(self, code: str, message: str, place: Place, **params: str) -> None:
        """Keep a diagnostic; the first ones tell the story, so later ones are dropped."""
        if len(self.diagnostics) < MAX_DIAGNOSTICS:
            self.diagnostics.append(Diagnostic(code, message, place, params))
