"""The files of the country, and loading them."""

import dataclasses
import re
from datetime import UTC, date, datetime
from typing import Any

import pakdatakit
import pytest
from django.db import IntegrityError, transaction

from sahulat.foundation.access.public import Forbidden, SignInNeeded
from sahulat.foundation.access.types import Actor
from sahulat.kernel.ids import new_id
from sahulat.platform.places import queries
from sahulat.platform.places.models import Place, PlaceSpell
from sahulat.platform.places.operations import load_places
from sahulat.platform.places.rules.reading import read_units
from sahulat.platform.places.testing import load_country
from sahulat.platform.places.types import PlaceKind

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
UNITS = read_units(queries.BESIDE_THE_CODE / "places")


def test_the_districts_are_those_of_the_packaged_source() -> None:
    ours: dict[str, set[str]] = {}
    names = {unit.code: unit.spells[-1].names["en"] for unit in UNITS}
    for unit in UNITS:
        if unit.kind is PlaceKind.DISTRICT and unit.spells[-1].ends_on is None:
            province = next(code for code in names if unit.code.startswith(f"{code}-") and code.count("-") >= 1)
            ours.setdefault(names[province], set()).add(unit.spells[-1].names["en"])
    theirs = {province: set(pakdatakit.get_districts_by_province(province)) for province in ours}
    assert ours == theirs


def test_codes_are_plain_and_given_once() -> None:
    codes = [unit.code for unit in UNITS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"pk(-[a-z0-9]+)*", code) for code in codes)


def test_every_fact_has_its_source_and_every_name_both_languages() -> None:
    for unit in UNITS:
        assert unit.source
        for spell in unit.spells:
            assert spell.source
            assert set(spell.names) == {"en", "ur"}
            assert re.search("[\u0600-\u06ff]", spell.names["ur"])


def test_spells_of_a_unit_follow_one_another_without_a_gap() -> None:
    for unit in UNITS:
        for earlier, later in zip(unit.spells, unit.spells[1:], strict=False):
            assert earlier.ends_on == later.starts_on


@pytest.mark.django_db
class TestLoading:
    """With the database."""

    def test_loading_twice_changes_nothing(self) -> None:
        assert load_country(NOW) == len(UNITS)
        before = set(Place.objects.values_list("id", flat=True))
        assert load_country(NOW) == 0
        assert set(Place.objects.values_list("id", flat=True)) == before

    def test_a_changed_name_is_loaded_and_the_id_stays(self) -> None:
        load_country(NOW)
        multan = queries.place("pk-punjab-multan")
        PlaceSpell.objects.filter(place_id=multan.id).update(source="altered")
        assert load_country(NOW) == 1
        assert queries.place("pk-punjab-multan") == multan

    def test_only_the_installation_loads(self) -> None:
        with pytest.raises(SignInNeeded):
            load_places(actor=Actor.anonymous(request_id="test"), now=NOW)
        clerk = dataclasses.replace(Actor.anonymous(request_id="test"), account_id=new_id(NOW), person_id=new_id(NOW))
        with pytest.raises(Forbidden):
            load_places(actor=clerk, now=NOW)

    def test_multan_has_its_four_tehsils(self) -> None:
        load_country(NOW)
        assert [each.names["en"] for each in queries.tehsils("pk-punjab-multan")] == [
            "Jalalpur Pirwala",
            "Multan City",
            "Multan Saddar",
            "Shujabad",
        ]

    def test_the_districts_of_a_province_are_found_through_its_divisions(self) -> None:
        load_country(NOW)
        assert len(queries.districts("pk-punjab")) == 41
        assert len(queries.districts("pk-islamabad")) == 1
        assert len(queries.districts()) == 177

    def test_a_district_made_later_is_missing_before(self) -> None:
        load_country(NOW)
        codes = {each.code for each in queries.districts("pk-punjab", on=date(2020, 1, 1))}
        assert "pk-punjab-taunsa" not in codes
        assert queries.place("pk-punjab-taunsa-taunsa", on=date(2020, 1, 1)).parent_code == "pk-punjab-dera-ghazi-khan"
        assert queries.place("pk-punjab-taunsa-taunsa").parent_code == "pk-punjab-taunsa"

    def test_a_name_is_that_of_its_day(self) -> None:
        load_country(NOW)
        assert queries.place("pk-punjab-faisalabad", on=date(1970, 1, 1)).names["en"] == "Lyallpur"
        assert queries.place("pk-punjab-faisalabad").names["en"] == "Faisalabad"

    def test_a_district_that_is_gone_is_found_on_its_days_only(self) -> None:
        load_country(NOW)
        assert queries.place("pk-balochistan-quetta", on=date(2020, 1, 1)).names["en"] == "Quetta"
        with pytest.raises(Place.DoesNotExist):
            queries.place("pk-balochistan-quetta")

    def test_the_way_up_leads_to_the_country(self) -> None:
        load_country(NOW)
        way = [each.code for each in queries.path_to("pk-punjab-multan-shujabad")]
        assert way == ["pk", "pk-punjab", "pk-punjab-multan-division", "pk-punjab-multan", "pk-punjab-multan-shujabad"]

    def test_the_way_up_is_that_of_its_day_and_one_query(self, django_assert_num_queries: Any) -> None:
        load_country(NOW)
        with django_assert_num_queries(1):
            way = [each.names["en"] for each in queries.path_to("pk-punjab-faisalabad", on=date(1970, 1, 1))]
        assert (way[0], way[-1]) == ("Pakistan", "Lyallpur")
        with pytest.raises(Place.DoesNotExist):
            queries.path_to("pk-balochistan-quetta")

    def test_all_tehsils_come_by_one_query(self, django_assert_num_queries: Any) -> None:
        load_country(NOW)
        with django_assert_num_queries(1):
            found = {each.code for each in queries.tehsils()}
        assert {each.code for each in queries.tehsils("pk-punjab-multan")} < found

    def test_the_database_refuses_two_names_on_one_day(self) -> None:
        load_country(NOW)
        multan = queries.place("pk-punjab-multan")
        with pytest.raises(IntegrityError), transaction.atomic():
            PlaceSpell.objects.create(
                id=new_id(NOW), place_id=multan.id, names=multan.names, starts_on=date(2026, 1, 1), source="test"
            )
