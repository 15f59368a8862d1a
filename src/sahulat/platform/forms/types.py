"""Values of the forms room: a compiled form, its fields, sealed answers, rows to show. Pure.

Answers are JSON, one value per field by name: text and choice are strings, numbers are whole numbers or, with a
fraction, strings such as "2.5"; dates "2001-03-14", months "2015-03", CNIC 13 digits, mobile in E.164,
address {"line", "area", "postal"}, place a code, yes-no and declaration true or false, a file
{"file", "name", "sha256", "size", "media_type"}, a group a list of such objects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sahulat.kernel.refusals import N_, FieldError, Refusal
from sahulat.kernel.text import Text
from sahulat.notation.feel import Expression

Answers = dict[str, Any]


class Kind(StrEnum):
    """What a field asks for."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MONTH = "month"
    CHOICE = "choice"
    YES_NO = "yes-no"
    CNIC = "cnic"
    MOBILE = "mobile"
    ADDRESS = "address"
    PLACE = "place"
    FILE = "file"
    GROUP = "group"
    DECLARATION = "declaration"
    GUIDANCE = "guidance"
    COMPUTED = "computed"


class Period(StrEnum):
    """Whether a date must lie in the past or the future; either includes today."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its code and what the reader sees."""

    code: str
    label: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One question, or a piece of guidance, or a computed value."""

    name: str
    kind: Kind
    label: Text
    hint: Text | None = None
    when: Expression | None = None
    required: bool | Expression = True
    required_message: Text | None = None
    constraint: Expression | None = None
    constraint_message: Text | None = None
    computed: Expression | None = None
    options: tuple[Option, ...] = ()
    least: int | None = None
    most: int | None = None
    decimals: int = 0
    lines: int = 1
    period: Period | None = None
    level: str | None = None
    within: str | None = None
    under: str | None = None
    media_types: tuple[str, ...] = ()
    max_bytes: int = 0
    fields: tuple[Field, ...] = ()

    @property
    def holds_answer(self) -> bool:
        """False for guidance, which asks nothing."""
        return self.kind is not Kind.GUIDANCE

    @property
    def is_asked(self) -> bool:
        """True when a person enters the value."""
        return self.kind not in (Kind.GUIDANCE, Kind.COMPUTED)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of questions; left out when `when` isn't true."""

    name: str
    title: Text
    fields: tuple[Field, ...]
    short: Text
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form.yaml."""

    pages: tuple[Page, ...]

    def page(self, name: str) -> Page:
        """The page of that name; KeyError when there is none."""
        for page in self.pages:
            if page.name == name:
                return page
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that hold answers: what a process or a document may refer to."""
        return tuple(field.name for field in self.fields if field.holds_answer)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All top-level fields in order."""
        return tuple(field for page in self.pages for field in page.fields)

    def field(self, name: str) -> Field:
        """The top-level field of that name; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def page_of(self, name: str) -> Page:
        """The page on which that field stands; KeyError when there is none."""
        for page in self.pages:
            if any(field.name == name for field in page.fields):
                return page
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came with a request, not yet checked."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class AnswerError(FieldError):
    """What is wrong with one answer; `text` is the service's own message, if it has one for this."""

    text: Text | None = None


Errors = Mapping[str, FieldError]
"""By field name; inside a group "group.0.field"."""


@dataclass(frozen=True, slots=True)
class PageSaved:
    """What came of saving a page: all answers of the draft, what is wrong on this page, the next revision."""

    answers: Answers
    errors: Errors
    revision: int

    @property
    def is_good(self) -> bool:
        """True when the page holds nothing wrong."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a draft became: canonical JSON (RFC 8785), its hash, and what belongs to it."""

    draft_id: UUID
    person_id: UUID
    version_id: UUID
    answers: Answers
    canonical: bytes
    sha256: str
    data_key_id: UUID
    file_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to show: label and value in the reader's language; a file has an id instead of more text."""

    name: str
    label: str
    label_lang: str
    value: str
    value_lang: str
    page: str
    ltr: bool = False
    file_id: UUID | None = None
    rows: tuple[tuple[Row, ...], ...] = ()
    raw: Any = None


class PlaceBook(Protocol):
    """What validation and display need to know of places."""

    def options(self, level: str, within: str | None) -> Sequence[Option]:
        """The places of that level, under the place with that code when one is given."""

    def name(self, code: str) -> Text | None:
        """The place's name, or None for an unknown code."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the pure rules need besides form and answers: the day in Pakistan, and the places."""

    today: date
    places: PlaceBook


class SubmitHandler(Protocol):
    """What a higher room does when a finished draft is submitted. Returns the address to go to."""

    def __call__(self, *, actor: Any, now: Any, draft_id: UUID, form_data: Mapping[str, str]) -> str: ...


class DraftUnknown(Refusal):
    """There is no such draft, or it is somebody else's."""

    code = "forms.draft-unknown"
    status = 404
    message = N_("We can't find this form among yours. Start again from the service's page.")


class DraftSealed(Refusal):
    """The draft was submitted or thrown away already."""

    code = "forms.draft-sealed"
    status = 409
    message = N_("This form was already sent or thrown away. Look under my applications.")


class PageUnknown(Refusal):
    """The form has no such page, or it isn't asked with these answers."""

    code = "forms.page-unknown"
    status = 404
    message = N_("This form has no such page. Go back to its first page.")


class DraftIncomplete(Refusal):
    """Something is still missing or wrong, so the draft can't be sealed."""

    code = "forms.draft-incomplete"
    status = 422
    message = N_("Some answers are still missing. Go through the pages marked and send it then.")
