"""Reads the country and the calendars from their files under data/. Faults are loud, with the file's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from sahulat.kernel.text import Text
from sahulat.platform.places.types import Calendar, Holiday, PlaceKind, YearlyHoliday

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COUNTRY_FILE, HISTORY_FILE = "pk.yaml", "history.yaml"


@dataclass(frozen=True, slots=True)
class Spell:
    """Names and parent of a unit during some days; None is without bound."""

    names: Text
    parent: str | None
    starts_on: date | None
    ends_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the files give it, with its whole history."""

    code: str
    kind: PlaceKind
    source: str
    spells: tuple[Spell, ...]


@dataclass(slots=True)
class _Draft:
    code: str
    kind: PlaceKind
    names: Text
    parent: str | None
    source: str


def read_units(folder: Path) -> list[Unit]:
    """All units of the country, each after its parent. Raises KeyError or ValueError for a faulty file."""
    country = _yaml(folder / COUNTRY_FILE)
    drafts = [_draft(country, None, "own")]
    for file in sorted(folder.glob("pk-*.yaml")):
        drafts += _province(_yaml(file), country["code"])
    history = _yaml(folder / HISTORY_FILE)
    known = {draft.code for draft in drafts} | {each["code"] for each in history["former"]}
    for section in ("names", "made", "parents"):
        unknown = {each["code"] for each in history[section]} - known
        if unknown:
            raise ValueError(f"{HISTORY_FILE}: {section} of unknown units {sorted(unknown)}")
    units = [_with_history(draft, history) for draft in drafts]
    return units + [_former(each) for each in history["former"]]


def _province(data: Mapping[str, Any], country: str) -> list[_Draft]:
    own = _draft(data, country, "own")
    found, sources = [own], data["sources"]
    for division in data["divisions"]:
        parent = own.code
        if division["code"]:
            parent = f"{own.code}-{division['code']}"
            found.append(_Draft(parent, PlaceKind.DIVISION, Text(division["names"]), own.code, sources["division"]))
        for district in division["districts"]:
            code = f"{own.code}-{district['code']}"
            found.append(_Draft(code, PlaceKind.DISTRICT, _names(district), parent, sources["district"]))
            for tehsil in district.get("tehsils", ()):
                part = f"{code}-{tehsil['code']}"
                found.append(_Draft(part, PlaceKind.TEHSIL, _names(tehsil), code, sources["tehsil"]))
    return found


def _with_history(draft: _Draft, history: Mapping[str, Any]) -> Unit:
    def of_this(section: str) -> list[Mapping[str, Any]]:
        return [each for each in history[section] if each["code"] == draft.code]

    names, parents, made = of_this("names"), of_this("parents"), of_this("made")
    born: date | None = made[0]["since"] if made else None
    ends = sorted({each["until"] for each in (*names, *parents)})
    spells, start = [], born
    for end in [*ends, None]:
        named = _valid_before(names, end)
        placed = _valid_before(parents, end)
        sources = [each["source"] for each in (named, placed, *made) if each is not None]
        spells.append(
            Spell(
                names=_names(named) if named else draft.names,
                parent=placed["parent"] if placed else draft.parent,
                starts_on=start,
                ends_on=end,
                source="; ".join(dict.fromkeys(sources)) or draft.source,
            )
        )
        start = end
    return Unit(draft.code, draft.kind, draft.source, tuple(spells))


def _valid_before(facts: Iterable[Mapping[str, Any]], end: date | None) -> Mapping[str, Any] | None:
    # A fact "until" U holds in the spell that ends at U or earlier; the open spell has only today's facts.
    later = [each for each in facts if end is not None and each["until"] >= end]
    return min(later, key=lambda each: each["until"], default=None)


def _former(data: Mapping[str, Any]) -> Unit:
    spell = Spell(_names(data), data["parent"], None, data["until"], data["source"])
    return Unit(data["code"], PlaceKind(data["kind"]), data["source"], (spell,))


def _draft(data: Mapping[str, Any], parent: str | None, source: str) -> _Draft:
    return _Draft(data["code"], PlaceKind(data["kind"]), Text(data["names"]), parent, data["sources"][source])


def read_calendar(folder: Path, code: str) -> Calendar:
    """One calendar with what it extends. Raises FileNotFoundError, KeyError or ValueError."""
    data = _yaml(folder / f"{code}.yaml")
    below = read_calendar(folder, data["extends"]) if "extends" in data else None
    yearly = tuple(_yearly(each) for each in data["yearly"])
    movable = {day: _movable(each, day) for each in data["movable"] for day in each["days"]}
    return Calendar(
        code=data["code"],
        names=Text(data["names"]),
        days_off=frozenset(WEEKDAYS.index(name) for name in data["days_off"]),
        yearly=(*(below.yearly if below else ()), *yearly),
        movable={**(below.movable if below else {}), **movable},
    )


def _yearly(data: Mapping[str, Any]) -> YearlyHoliday:
    month, day = (int(part) for part in data["day"].split("-"))
    return YearlyHoliday(month, day, data["since"], _names(data), data["source"])


def _movable(data: Mapping[str, Any], day: date) -> Holiday:
    return Holiday(day, _names(data), data["provisional"], data["source"])


def _names(data: Mapping[str, Any]) -> Text:
    return Text({language: data[language] for language in ("en", "ur")})


def _yaml(file: Path) -> dict[str, Any]:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError(f"{file.name}: not a mapping")  # noqa: TRY004 - the file's fault, not a type's
    return data
