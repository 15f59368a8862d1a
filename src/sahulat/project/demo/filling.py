"""Filling a form as an invented person would: by the kind of each field, with a few words of data/demo/answers.yaml."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sahulat.platform.forms.types import Field, Kind
from sahulat.platform.places.types import PlaceAt
from sahulat.project.demo.names import InventedPerson

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Applicant:
    """An invented person with the place where he or she applies."""

    person: InventedPerson
    language: str
    places: Mapping[str, PlaceAt]
    """By level: province, district, tehsil."""


def answers_for(
    fields: tuple[Field, ...], applicant: Applicant, words: Words, today: date, seed: int
) -> dict[str, Any]:
    """An answer for each field, as `forms.public.raw_inputs` takes them; files are left to the caller.

    `words` are the entries of one service: a value, a list of values to draw from, or one of $name, $father, $cnic,
    $mobile, $born, $soon.
    """
    draw = random.Random(seed)  # noqa: S311 - invented answers, not secrets
    found = {one.name: _answer(one, applicant, words, today, draw) for one in fields if one.is_asked}
    return {name: value for name, value in found.items() if value is not None}


def address_in(answers: Mapping[str, Any]) -> str:
    """The first address among answers, on one line; "" when there is none."""
    for value in answers.values():
        if isinstance(value, dict) and "line" in value:
            return ", ".join(str(value[part]) for part in ("line", "area") if value.get(part))
    return ""


def _answer(one: Field, applicant: Applicant, words: Words, today: date, draw: random.Random) -> Any:
    if one.name in words:
        said = words[one.name]
        chosen = draw.choice(said) if isinstance(said, list) else said
        return _own(applicant, chosen, today)
    if one.kind is Kind.GROUP:
        rows = range(draw.randint(max(one.least or 1, 1), max(one.least or 1, 2)))
        return [{f.name: _answer(f, applicant, words, today, draw) for f in one.fields if f.is_asked} for _ in rows]
    return _by_kind(one, applicant, today, draw)


def _own(applicant: Applicant, said: Any, today: date) -> Any:
    person, language = applicant.person, applicant.language
    own = {
        "$name": person.name[language],
        "$father": person.father[language],
        "$name_en": person.name["en"],
        "$name_ur": person.name["ur"],
        "$father_en": person.father["en"],
        "$father_ur": person.father["ur"],
        "$cnic": person.cnic.digits,
        "$mobile": person.mobile.e164,
        "$born": person.born_on.isoformat(),
        "$soon": (today + timedelta(days=45)).isoformat(),
    }
    return own.get(said, said) if isinstance(said, str) else said


def _by_kind(one: Field, applicant: Applicant, today: date, draw: random.Random) -> Any:
    person = applicant.person
    past = today - timedelta(days=draw.randint(400, 6000))
    simple: dict[Kind, Any] = {
        Kind.CNIC: person.cnic.digits,
        Kind.MOBILE: person.mobile.e164,
        Kind.DATE: past.isoformat(),
        Kind.MONTH: past.isoformat()[:7],
        Kind.YES_NO: True,
        Kind.DECLARATION: True,
        Kind.TEXT: person.name[applicant.language],
        Kind.NUMBER: one.least or 1,
        Kind.ADDRESS: {
            "line": f"House {draw.randint(1, 400)}, Street {draw.randint(1, 30)}",
            "area": "Gulgasht Colony",
        },
    }
    if one.kind is Kind.CHOICE:
        return draw.choice(one.options).code
    if one.kind is Kind.PLACE:
        return applicant.places[one.level or "district"].code
    return simple.get(one.kind)
