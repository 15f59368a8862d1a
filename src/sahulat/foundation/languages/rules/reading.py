"""Reads a language file, strictly: a missing or unknown key is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sahulat.foundation.languages.types import (
    DayPeriod,
    Direction,
    Language,
    LanguageFaulty,
    Letter,
    NumberStyle,
)

KEYS = {
    "alphabet", "code", "day_periods", "digits", "direction", "english_name", "font", "keyboard", "money",
    "months", "name", "numbers", "patterns", "plurals", "since", "until", "weekdays", "words", "working_days",
}  # fmt: skip
PATTERNS = {"day", "day_in_year", "weekday_day", "month", "time", "date_time"}
WORDS = {"today", "yesterday", "tomorrow"}
SINCE = {"today", "yesterday", "weekday", "day"}
UNTIL = {"today", "tomorrow", "day"}


def read_language(path: Path) -> Language:
    """The language of a file. Raises LanguageFaulty."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return _language(raw, path)
    except (KeyError, TypeError, AttributeError) as why:
        raise LanguageFaulty(f"{path.name}: {why!r}") from why


def _language(raw: Mapping[str, Any], path: Path) -> Language:
    _same_keys(raw, KEYS, path, "file")
    if raw["code"] != path.stem:
        raise LanguageFaulty(f"{path.name}: code is {raw['code']!r}")
    plurals = {category: tuple(numbers) for category, numbers in raw["plurals"].items()}
    categories = {*plurals, "other"}
    working = raw["working_days"]
    return Language(
        code=raw["code"],
        name=raw["name"],
        english_name=raw["english_name"],
        direction=Direction(raw["direction"]),
        font=raw["font"],
        digits=_of_length(raw["digits"], 10, path, "digits"),
        keyboard=raw["keyboard"],
        plurals=plurals,
        alphabet=tuple(_letter(entry) for entry in raw["alphabet"].split("|")),
        numbers=_numbers(raw["numbers"]),
        money=dict(raw["money"]),
        months=tuple(_of_length(raw["months"], 12, path, "months")),
        weekdays=tuple(_of_length(raw["weekdays"], 7, path, "weekdays")),
        day_periods=_day_periods(raw["day_periods"], path),
        patterns=_same_keys(raw["patterns"], PATTERNS, path, "patterns"),
        words=_same_keys(raw["words"], WORDS, path, "words"),
        since=_same_keys(raw["since"], SINCE, path, "since"),
        until=_same_keys(raw["until"], UNTIL, path, "until"),
        left=_same_keys(working["left"], categories, path, "working_days.left"),
        late=_same_keys(working["late"], categories, path, "working_days.late"),
        last_day=working["last"],
    )


def _same_keys(given: Mapping[str, Any], wanted: set[str], path: Path, where: str) -> dict[str, Any]:
    if set(given) != wanted:
        raise LanguageFaulty(f"{path.name}: {where}: {sorted(set(given) ^ wanted)} missing or unknown")
    return dict(given)


def _of_length(given: Any, length: int, path: Path, where: str) -> Any:
    if len(given) != length:
        raise LanguageFaulty(f"{path.name}: {where} has {len(given)} entries, not {length}")
    return given


def _letter(entry: str) -> Letter:
    letter, *variants = entry.split()
    return Letter(letter=letter, variants=tuple(variants))


def _numbers(raw: Mapping[str, Any]) -> NumberStyle:
    return NumberStyle(grouping=tuple(raw["grouping"]), group=raw["group"], decimal=raw["decimal"], minus=raw["minus"])


def _day_periods(raw: list[Mapping[str, Any]], path: Path) -> tuple[DayPeriod, ...]:
    periods = tuple(DayPeriod(from_hour=each["from"], word=each["word"]) for each in raw)
    hours = [each.from_hour for each in periods]
    if hours[:1] != [0] or hours != sorted(set(hours)) or hours[-1] > 23:
        raise LanguageFaulty(f"{path.name}: day_periods must start at 0 and rise to at most 23")
    return periods
