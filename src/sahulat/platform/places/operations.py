"""Loading the country from its files."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.kernel.ids import new_id
from sahulat.platform.places.models import Place, PlaceSpell
from sahulat.platform.places.permissions import LOAD
from sahulat.platform.places.queries import data_folder
from sahulat.platform.places.rules.reading import Spell, Unit, read_units


@operation(LOAD)
def load_places(*, actor: Actor, now: datetime) -> int:
    """Bring the units and their history up to the files under data/places; count what changed.

    A unit's code and id stay for good; one that left the files stays as it is, since rows of other rooms
    point to it. Safe to repeat: an unchanged file changes nothing.
    """
    authorise(actor, LOAD)
    units = read_units(data_folder() / "places")
    ids = _ensure_units(units, now)
    changed = _changed_spells(units, ids)
    PlaceSpell.objects.filter(place_id__in=changed).delete()
    PlaceSpell.objects.bulk_create(
        _row(spell, place_id, ids, now) for place_id, spells in changed.items() for spell in spells
    )
    if changed:
        record(
            actor=actor,
            now=now,
            action="places.load-places",
            subject_type="places.place",
            subject_id=ids[units[0].code],
            details={"changed": len(changed)},
        )
    return len(changed)


def _ensure_units(units: list[Unit], now: datetime) -> dict[str, UUID]:
    known = dict(Place.objects.values_list("code", "id"))
    new = [
        Place(id=new_id(now), code=unit.code, kind=unit.kind, source=unit.source)
        for unit in units
        if unit.code not in known
    ]
    Place.objects.bulk_create(new)
    return {**known, **{row.code: row.id for row in new}}


def _changed_spells(units: list[Unit], ids: dict[str, UUID]) -> dict[UUID, tuple[Spell, ...]]:
    codes = {place_id: code for code, place_id in ids.items()}
    stored: dict[UUID, set[Spell]] = {}
    for row in PlaceSpell.objects.all():
        parent = codes[row.parent_id] if row.parent_id else None
        spell = Spell(row.names, parent, row.starts_on, row.ends_on, row.source)
        stored.setdefault(row.place_id, set()).add(spell)
    return {ids[unit.code]: unit.spells for unit in units if stored.get(ids[unit.code], set()) != set(unit.spells)}


def _row(spell: Spell, place_id: UUID, ids: dict[str, UUID], now: datetime) -> PlaceSpell:
    return PlaceSpell(
        id=new_id(now),
        place_id=place_id,
        parent_id=ids[spell.parent] if spell.parent else None,
        names=spell.names,
        starts_on=spell.starts_on,
        ends_on=spell.ends_on,
        source=spell.source,
    )
