"""Plausible names in both scripts and numbers that were never issued, drawn from a seed.

Identity numbers begin with 0, which no province has, and mobile numbers with 0399, which no operator of the
`phonenumbers` tables has: none can be a real person's.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from sahulat.kernel.identifiers import Cnic, Mobile
from sahulat.kernel.text import Text

_YOUNGEST, _OLDEST = 18, 80


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """One invented person. `father` is his or her father's name."""

    name: Text
    father: Text
    born_on: date
    cnic: Cnic
    mobile: Mobile


def demo_cnic(number: int) -> Cnic:
    """The identity number of the `number`th demo person: 00000-…, a range that is never issued."""
    return Cnic.parse(f"000{number:09d}{number % 9 + 1}")


def demo_mobile(number: int) -> Mobile:
    """The mobile number of the `number`th demo person: 0399 …, allotted to no operator."""
    return Mobile.parse(f"0399{number:07d}")


def _pairs(listed: str) -> tuple[Text, ...]:
    split = (entry.strip().split("=") for entry in listed.split(","))
    return tuple(Text({"en": latin, "ur": urdu}) for latin, urdu in split)


def joined(*parts: Text) -> Text:
    """A name of several parts, in both scripts."""
    return Text({language: " ".join(part[language] for part in parts) for language in ("en", "ur")})


class Names:
    """Draws names by province from data/demo/names.yaml; the same seed gives the same people."""

    def __init__(self, file: Path, seed: int) -> None:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
        self._women, self._men = _pairs(found["women"]), _pairs(found["men"])
        self._families = {region: _pairs(listed) for region, listed in found["families"].items()}
        self._personas = {key: _pairs(listed) for key, listed in found["personas"].items()}
        self._seed = seed

    def person(self, number: int, region: str, today: date) -> InventedPerson:
        """The `number`th person, of a region of the file ("punjab" …; any other counts as "elsewhere").

        For a persona's key ("citizen") in place of a region it is that persona.

        The same number, region and day give the same person, in whatever order they are drawn.
        """
        draw = random.Random(f"{self._seed}:{number}")  # noqa: S311 - invented people, not secrets
        if region in self._personas:
            name, father = self._personas[region]
            return InventedPerson(name, father, today - timedelta(days=9_300), demo_cnic(number), demo_mobile(number))
        family = draw.choice(self._families.get(region, self._families["elsewhere"]))
        first = draw.choice(self._women if draw.random() < 0.5 else self._men)
        age = timedelta(days=draw.randint(_YOUNGEST * 366, _OLDEST * 365))
        return InventedPerson(
            name=joined(first, family),
            father=joined(draw.choice(self._men), family),
            born_on=today - age,
            cnic=demo_cnic(number),
            mobile=demo_mobile(number),
        )
