"""Identifiers: typed in many ways, printed in none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.kernel.identifiers import Cnic, Mobile, NotACnic, NotAMobile, NotAnNtn, Ntn

URDU = {ord("0") + n: chr(0x6F0 + n) for n in range(10)}
ARABIC = {ord("0") + n: chr(0x660 + n) for n in range(10)}
thirteen = st.text("0123456789", min_size=13, max_size=13).filter(lambda text: len(set(text)) > 1)


@given(thirteen)
def test_a_cnic_reads_with_dashes_spaces_urdu_and_arabic_digits(digits: str) -> None:
    cnic = Cnic.parse(digits)
    assert cnic.digits == digits
    for typed in (
        cnic.formatted,
        cnic.formatted.replace("-", " "),
        cnic.formatted.translate(URDU),
        cnic.formatted.translate(ARABIC).replace("-", "\u2013"),
        f"\u202b{cnic.formatted}\u202c",
    ):
        assert Cnic.parse(typed) == cnic


@given(thirteen)
def test_a_cnic_shows_three_digits_at_most_wherever_it_is_printed(digits: str) -> None:
    cnic = Cnic.parse(digits)
    for shown in (str(cnic), repr(cnic), f"{cnic}", f"{cnic!r}", repr([cnic])):
        assert sum(char.isdigit() for char in shown) == 3
        assert digits not in shown


def test_masks_look_as_designed() -> None:
    assert Cnic("0000012345678").masked == "•••••-•••••67-8"
    assert Mobile.parse("0300 1234567").masked == "•••• •••••67"
    assert Ntn.parse("1234567-8").masked == "•••••67-8"


@pytest.mark.parametrize("text", ["", "123", "12345-1234567", "12345-1234567-12", "0" * 13, "12345-123456a-1", "۱۲۳"])
def test_what_is_no_cnic_is_refused(text: str) -> None:
    with pytest.raises(NotACnic):
        Cnic.parse(text)


@pytest.mark.parametrize(
    "text", ["0300 1234567", "03001234567", "+92 300 1234567", "0092-300-1234567", "923001234567", "۰۳۰۰۱۲۳۴۵۶۷"]
)
def test_one_mobile_reads_in_all_its_ways(text: str) -> None:
    mobile = Mobile.parse(text)
    assert mobile.e164 == "+923001234567"
    assert mobile.formatted == "0300 1234567"


def test_a_number_of_a_block_that_no_table_knows_is_taken() -> None:
    assert Mobile.parse("0399 1234567").e164 == "+923991234567"


def test_a_mobile_abroad_needs_its_country_code() -> None:
    assert Mobile.parse("+44 7400 123456").formatted == "+44 7400 123456"
    with pytest.raises(NotAMobile):
        Mobile.parse("07400 123456")


@pytest.mark.parametrize("text", ["", "042 35761999", "0300 12345", "0300 12345678", "letters", "+92 42 35761999"])
def test_landlines_and_scraps_are_no_mobiles(text: str) -> None:
    with pytest.raises(NotAMobile):
        Mobile.parse(text)


def test_an_ntn_may_begin_with_a_letter() -> None:
    assert Ntn.parse("a123456 7").formatted == "A123456-7"
    for text in ("", "1234567", "123456789", "1111111-1", "12B4567-8"):
        with pytest.raises(NotAnNtn):
            Ntn.parse(text)
