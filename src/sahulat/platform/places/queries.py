"""Reading the country's units as they stand today or stood on a day, and the calendars."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from sahulat.platform.places.models import Place, PlaceSpell
from sahulat.platform.places.rules.reading import read_calendar
from sahulat.platform.places.types import Calendar, PlaceAt, PlaceKind

BESIDE_THE_CODE = Path(__file__).resolve().parents[4] / "data"


def data_folder() -> Path:
    """Where this installation's places and calendars lie."""
    return Path(getattr(settings, "SAHULAT_DATA", BESIDE_THE_CODE))


def place(code: str, *, on: date | None = None) -> PlaceAt:
    """One unit by its code as it stood on a day (None: now). Raises Place.DoesNotExist."""
    return _only(_spells(on).filter(place__code=code))


def place_by_id(place_id: UUID, *, on: date | None = None) -> PlaceAt:
    """One unit by its id as it stood on a day (None: now). Raises Place.DoesNotExist."""
    return _only(_spells(on).filter(place_id=place_id))


def children(code: str, *, on: date | None = None) -> list[PlaceAt]:
    """The units that are direct parts of one, by code."""
    return _list(_spells(on).filter(parent__code=code))


def districts(province_code: str | None = None, *, on: date | None = None) -> list[PlaceAt]:
    """The districts of a province or territory, in whichever division; of all of them for None. By code."""
    rows = _spells(on).filter(place__kind=PlaceKind.DISTRICT)
    if province_code is None:
        return _list(rows)
    divisions = _spells(on).filter(parent__code=province_code, place__kind=PlaceKind.DIVISION)
    return _list(rows.filter(Q(parent__code=province_code) | Q(parent__in=divisions.values("place"))))


def tehsils(district_code: str | None = None, *, on: date | None = None) -> list[PlaceAt]:
    """The tehsils of a district, or all of them for None; by code. None where no source names them."""
    rows = _spells(on).filter(place__kind=PlaceKind.TEHSIL)
    return _list(rows if district_code is None else rows.filter(parent__code=district_code))


def provinces(*, on: date | None = None) -> list[PlaceAt]:
    """Provinces and territories, by code."""
    return _list(_spells(on).filter(place__kind__in=[PlaceKind.PROVINCE, PlaceKind.TERRITORY]))


_PATH = """
WITH RECURSIVE path AS (
    SELECT spell.id, spell.parent_id FROM places_place_spell spell
    JOIN places_place place ON place.id = spell.place_id WHERE place.code = %s AND {on}
    UNION
    SELECT spell.id, spell.parent_id FROM path
    JOIN places_place_spell spell ON spell.place_id = path.parent_id WHERE {on}
)
SELECT id FROM path
"""
_TODAY = "spell.ends_on IS NULL"
_ON_DAY = """daterange(spell.starts_on, spell.ends_on) @> %s::date"""


def path_to(code: str, *, on: date | None = None) -> list[PlaceAt]:
    """A unit and what it is part of, the country first. One query. Raises Place.DoesNotExist."""
    asked = [code] if on is None else [code, on, on]
    path = RawSQL(_PATH.format(on=_TODAY if on is None else _ON_DAY), asked)  # noqa: S611 - nothing of a caller's
    rows = {row.place_id: row for row in PlaceSpell.objects.select_related("place", "parent").filter(id__in=path)}
    row = next((each for each in rows.values() if each.place.code == code), None)
    if row is None:
        raise Place.DoesNotExist("no such place on that day")
    found = [_view(row)]
    while found[0].parent_id is not None:
        found.insert(0, _view(rows[found[0].parent_id]))
    return found


@lru_cache(maxsize=64)
def _calendar(folder: Path, code: str) -> Calendar:
    return read_calendar(folder, code)


def calendar(code: str) -> Calendar:
    """A calendar by its code ("pk", "pk-punjab"), read once per process. Raises FileNotFoundError."""
    return _calendar(data_folder() / "calendars", code)


def office_calendar() -> Calendar:
    """The calendar of this installation's jurisdiction."""
    return calendar(settings.SAHULAT_JURISDICTION)


def _spells(on: date | None) -> QuerySet[PlaceSpell]:
    rows = PlaceSpell.objects.select_related("place", "parent")
    if on is None:
        return rows.filter(ends_on__isnull=True)
    return rows.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=on), Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def _list(rows: QuerySet[PlaceSpell]) -> list[PlaceAt]:
    return [_view(row) for row in rows.order_by("place__code")]


def _only(rows: QuerySet[PlaceSpell]) -> PlaceAt:
    row = rows.first()
    if row is None:
        raise Place.DoesNotExist("no such place on that day")
    return _view(row)


def _view(row: PlaceSpell) -> PlaceAt:
    return PlaceAt(
        id=row.place_id,
        code=row.place.code,
        kind=PlaceKind(row.place.kind),
        names=row.names,
        parent_id=row.parent_id,
        parent_code=row.parent.code if row.parent else None,
    )
