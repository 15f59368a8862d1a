"""Invented people are nobody's numbers and always the same; the pushed clock only goes forward."""

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sahulat.kernel.clock import SystemClock
from sahulat.platform.places.queries import BESIDE_THE_CODE
from sahulat.project.demo.clock import PushedClock
from sahulat.project.demo.drawing import a_bill
from sahulat.project.demo.names import Names, demo_cnic, demo_mobile

FILE = BESIDE_THE_CODE / "demo" / "names.yaml"
TODAY = date(2026, 11, 24)


@given(st.integers(min_value=1, max_value=9_999_999))
def test_a_demo_persons_numbers_were_never_issued(number: int) -> None:
    assert demo_cnic(number).digits.startswith("000")
    assert not phonenumbers.is_valid_number(phonenumbers.parse(demo_mobile(number).e164))


@given(st.integers(min_value=1, max_value=10**6), st.sampled_from(["punjab", "sindh", "kpk", "balochistan", "nowhere"]))
def test_a_number_and_a_region_always_draw_the_same_person(number: int, region: str) -> None:
    assert Names(FILE, 7).person(number, region, TODAY) == Names(FILE, 7).person(number, region, TODAY)


def test_every_person_has_a_name_in_both_scripts() -> None:
    names = Names(FILE, 7)
    for number in range(200):
        person = names.person(number, "punjab", TODAY)
        assert person.name["en"].isascii()
        assert not person.name["ur"].isascii()
        assert person.born_on < TODAY


def test_a_push_moves_every_clock_on_the_same_folder(tmp_path: Path) -> None:
    one, other = PushedClock(tmp_path), PushedClock(tmp_path)
    one.push(timedelta(days=3))
    assert other.now() - SystemClock().now() > timedelta(days=2, hours=23)
    one.push(timedelta(days=1))
    assert other.ahead() == timedelta(days=4)


def test_a_clock_is_never_pushed_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="forward"):
        PushedClock(tmp_path).push(timedelta(days=-1))


def test_a_crash_between_writing_and_renaming_leaves_the_old_offset(tmp_path: Path) -> None:
    clock = PushedClock(tmp_path)
    clock.push(timedelta(days=1))
    (tmp_path / "demo-clock.json.4711").write_text('{"ahead_sec')
    assert PushedClock(tmp_path).ahead() == timedelta(days=1)
    assert datetime.now(UTC) + timedelta(hours=23) < clock.now()


def test_a_bill_is_a_picture_that_can_be_read_and_is_drawn_the_same_again() -> None:
    bill = a_bill("Ayesha Bano", "House 14, Gulgasht Colony", date(2026, 11, 24), 7)
    picture = Image.open(io.BytesIO(bill))
    assert (picture.format, picture.size) == ("JPEG", (620, 800))
    assert len(bill) < 100_000
    darkest, lightest = picture.convert("L").getextrema()
    assert darkest < 60 < 240 < lightest
    assert bill == a_bill("Ayesha Bano", "House 14, Gulgasht Colony", date(2026, 11, 24), 7)
