"""Values of the catalogue: a service's definition, a package, findings, the compilers of its parts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sahulat.kernel.money import Money
from sahulat.kernel.refusals import N_, Refusal
from sahulat.kernel.text import Text


class Severity(StrEnum):
    """Whether a finding keeps a package from being published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a package: the file, the place in it ("pages.2.fields.home" or "line 3"), plain words."""

    file: str
    place: str
    message: Text
    severity: Severity = Severity.ERROR

    def to_json(self) -> dict[str, object]:
        """For the command line's --json."""
        return {
            "file": self.file,
            "place": self.place,
            "message": self.message.to_json(),
            "severity": str(self.severity),
        }


@dataclass(frozen=True, slots=True)
class Sourced:
    """Where a fact comes from: a law or page, or None when the fact is only illustrative."""

    source: str | None

    @property
    def illustrative(self) -> bool:
        """True for an invented fact that only shows how the service would look."""
        return self.source is None


@dataclass(frozen=True, slots=True)
class Fee(Sourced):
    """What the applicant pays."""

    amount: Money


@dataclass(frozen=True, slots=True)
class TimeLimit(Sourced):
    """By when the applicant is promised the outcome, in working days after the day of submission."""

    working_days: int


@dataclass(frozen=True, slots=True)
class Law(Sourced):
    """A law on which the service stands."""

    title: Text


@dataclass(frozen=True, slots=True)
class Retention(Sourced):
    """How many years the records are kept after the case ends."""

    years: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper the applicant keeps at hand, or one that will not be asked for."""

    name: Text
    detail: Text


@dataclass(frozen=True, slots=True)
class Role:
    """Who works a lane: a post role in the place that an answer names; the applicant has neither."""

    lane: str
    name: Text
    role: str | None = None
    place: str | None = None

    @property
    def is_applicant(self) -> bool:
        """True when the lane is the applicant's own."""
        return self.role is None


@dataclass(frozen=True, slots=True)
class Output:
    """What the service issues: a document's kind, its name, the prefix of its numbers, validity in years."""

    kind: str
    name: Text
    prefix: str
    digits: int = 6
    valid_years: int | None = None


@dataclass(frozen=True, slots=True)
class Said(Sourced):
    """Where a sentence of the texts that states facts comes from: who may apply, how to appeal, which papers."""


@dataclass(frozen=True, slots=True)
class Definition:
    """service.yaml with its texts: everything about a service that isn't form, process or document."""

    key: str
    name: Text
    summary: Text
    agency: Text
    agency_code: str
    jurisdiction: str
    audience: Text
    minutes: int
    laws: tuple[Law, ...]
    channels: tuple[str, ...]
    fee: Fee
    time_limit: TimeLimit
    retention: Retention
    data_class: str
    roles: Mapping[str, Role]
    outputs: tuple[Output, ...]
    keep: tuple[Paper, ...]
    not_asked: tuple[Paper, ...]
    refusal_reasons: Mapping[str, Text]
    appeal: Text
    search_words: Mapping[str, tuple[str, ...]]
    sample_queries: Mapping[str, tuple[str, ...]]
    audience_said: Said
    appeal_said: Said
    papers_said: Said

    @property
    def slug(self) -> str:
        """The last part of the key: the folder's own name."""
        return self.key.rsplit("/", 1)[-1]

    def output(self, kind: str) -> Output:
        """The output of that kind; KeyError when the service issues no such thing."""
        for output in self.outputs:
            if output.kind == kind:
                return output
        raise KeyError(kind)


@dataclass(frozen=True, slots=True)
class Package:
    """A whole service, compiled: definition, texts by key, files as read, and the compiled parts by file name."""

    key: str
    sha256: str
    definition: Definition
    texts: Mapping[str, Text]
    files: Mapping[str, str]
    parts: Mapping[str, Any]
    version_id: UUID | None = None


class Node(Protocol):
    """A mapping of a YAML file, read key by key; whatever wasn't asked for is a finding when it is finished."""

    @property
    def place(self) -> str:
        """Where it stands, such as "pages.2.fields.home"."""

    def has(self, key: str) -> bool:
        """Whether the key is there."""

    def word(self, key: str, *, default: str | None = None) -> str:
        """A code of small letters, digits, - and _; a finding and "" when it is something else or missing."""

    def string(self, key: str, *, default: str | None = None, longest: int = 2000) -> str:
        """A string."""

    def number(self, key: str, *, default: int | None = None, least: int = 0, most: int = 10**9) -> int:
        """A whole number within bounds."""

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """True or false."""

    def one_of(self, key: str, allowed: Sequence[str], *, default: str | None = None) -> str:
        """One of the allowed words."""

    def words(self, key: str, *, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of codes."""

    def strings(self, key: str, *, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of strings."""

    def child(self, key: str) -> Node:
        """The mapping under this key; an empty one with a finding when it is missing."""

    def children(self, key: str, *, needed: bool = True) -> tuple[Node, ...]:
        """The list of mappings under this key."""

    def named(self, key: str) -> Mapping[str, Node]:
        """The mapping of mappings under this key."""

    def raw(self, key: str) -> Any:
        """Whatever stands under this key, for the reader to judge."""

    def find(self, key: str, en: str, ur: str) -> None:
        """Note that something is wrong at this key."""

    def finish(self) -> None:
        """Find every key that nobody asked for, here and below."""


class Texts(Protocol):
    """The texts of a package as a compiler asks for them; a missing one becomes a finding."""

    def text(self, key: str) -> Text:
        """The text under this key in all languages; a finding for each promised language that lacks it."""

    def optional(self, key: str) -> Text | None:
        """The text under this key, or None when no language has it."""


class PartContext(Protocol):
    """What a compiler sees of the package around its file."""

    @property
    def definition(self) -> Definition:
        """The service's definition."""

    @property
    def texts(self) -> Texts:
        """The package's texts."""

    @property
    def files(self) -> Mapping[str, str]:
        """All files of the package, by path."""

    @property
    def parts(self) -> Mapping[str, Any]:
        """The parts compiled before this one."""

    @property
    def languages(self) -> Sequence[str]:
        """The languages that the package promises."""

    @property
    def is_sealed(self) -> bool:
        """True for a published package, which was checked before: costly trials can be left out."""

    def find(self, place: str, en: str, ur: str, *, warning: bool = False) -> None:
        """Note that something is wrong here, in plain words in both languages."""

    def node(self, content: str) -> Node | None:
        """Read YAML safely, within limits; None with a finding when it is no mapping or can't be read."""


class PartCompiler(Protocol):
    """Compiles one kind of file of a package. Notes findings in the context; returns None when it found errors."""

    def __call__(self, content: str, context: PartContext) -> Any: ...


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A service as lists show it."""

    key: str
    version_id: UUID
    name: Text
    summary: Text
    agency: Text
    fee: Money
    working_days: int


@dataclass(frozen=True, slots=True)
class Fact:
    """How long finished cases took: working days of each count, since when they are counted."""

    since: datetime
    by_days: Mapping[int, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many cases finished."""
        return sum(self.by_days.values())

    def within(self, share: Decimal) -> int | None:
        """The least number of working days within which this share of the cases was done; None without cases."""
        total, seen = self.count, 0
        for days in sorted(self.by_days):
            seen += self.by_days[days]
            if seen >= share * total:
                return days
        return None


class Facts(Protocol):
    """What the room of cases tells about finished cases of a service."""

    def __call__(self, *, service_key: str, now: datetime) -> Fact: ...


class StartLink(Protocol):
    """Gives the address at which one starts to apply, in the reader's language."""

    def __call__(self, *, service_key: str) -> str: ...


class ServiceUnknown(Refusal):
    """There is no such service, or it is withdrawn."""

    code = "catalogue.service-unknown"
    status = 404
    message = N_("There is no such service here. Look it up in the list of services.")


class PackageFaulty(Refusal):
    """The package has errors, so it can't be published."""

    code = "catalogue.package-faulty"
    status = 422
    message = N_("This service has %(count)s faults. The first: %(first)s")

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = findings[0] if findings else None
        said = f"{first.file} {first.place}: {first.message['en']}" if first is not None else ""
        super().__init__(count=len(findings), first=said)
        self.findings = tuple(findings)
