"""What a language is here: data read from data/languages/<code>.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way text runs."""

    LTR = "ltr"
    RTL = "rtl"


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """`grouping`: sizes of digit groups from the right, the last repeating: (3, 2) is 12,34,567."""

    grouping: tuple[int, ...]
    group: str
    decimal: str
    minus: str


@dataclass(frozen=True, slots=True)
class DayPeriod:
    """A word for a part of the day, from this hour (0 to 23) on."""

    from_hour: int
    word: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the alphabet in dictionary order; variants sort with it unless all else is equal."""

    letter: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One language. `name` is in itself, `digits` are those we write, `font` and `keyboard` are hints."""

    code: str
    name: str
    english_name: str
    direction: Direction
    font: str
    digits: str
    keyboard: str
    plurals: Mapping[str, tuple[int, ...]]
    alphabet: tuple[Letter, ...]
    numbers: NumberStyle
    money: Mapping[str, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day_periods: tuple[DayPeriod, ...]
    patterns: Mapping[str, str]
    words: Mapping[str, str]
    since: Mapping[str, str]
    until: Mapping[str, str]
    left: Mapping[str, str]
    late: Mapping[str, str]
    last_day: str


class LanguageUnknown(LookupError):
    """No language of that code is installed here: a mistake of the caller."""


class LanguageFaulty(ValueError):
    """A language file lacks something or says something impossible; names the file and the key."""
