"""Counting the parts of a text message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.messaging.rules.attempts import wait_after
from sahulat.foundation.messaging.rules.sms import Encoding, Parts, parts
from sahulat.foundation.messaging.types import Address, AddressKind, CharacterNotSendable, MessageTooLong

STATUS = "آپ کی درخواست PB-4821-7730-6 ضلع ملتان کے دفتر میں ہے۔ کل سے۔"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Parts(Encoding.GSM_7, 0, 1)),
        ("a" * 160, Parts(Encoding.GSM_7, 160, 1)),
        ("a" * 161, Parts(Encoding.GSM_7, 161, 2)),
        ("a" * 306, Parts(Encoding.GSM_7, 306, 2)),
        ("a" * 307, Parts(Encoding.GSM_7, 307, 3)),
        ("€" * 80, Parts(Encoding.GSM_7, 160, 1)),
        ("a" * 152 + "€" + "a" * 152, Parts(Encoding.GSM_7, 306, 3)),  # no part may cut the two septets of €
        ("س" * 70, Parts(Encoding.UCS_2, 70, 1)),
        ("س" * 71, Parts(Encoding.UCS_2, 71, 2)),
        ("س" * 134, Parts(Encoding.UCS_2, 134, 2)),
        ("س" * 135, Parts(Encoding.UCS_2, 135, 3)),
        (STATUS, Parts(Encoding.UCS_2, len(STATUS), 1)),
    ],
)
def test_parts_are_counted_as_phones_count_them(text: str, found: Parts) -> None:
    assert parts(text) == found


@pytest.mark.parametrize("text", ["سلام 🙂", "\ud800"])
def test_what_gateways_break_is_refused(text: str) -> None:
    with pytest.raises(CharacterNotSendable):
        parts(text)


def test_more_parts_than_phones_join_are_refused() -> None:
    assert parts("س" * 670).count == 10
    with pytest.raises(MessageTooLong):
        parts("س" * 671)


@given(st.text(alphabet=st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs",)), max_size=400))
def test_the_parts_hold_the_text_and_none_is_needless(text: str) -> None:
    found = parts(text)
    alone, chained = (160, 153) if found.encoding is Encoding.GSM_7 else (70, 67)
    if found.count == 1:
        assert found.units <= alone
    else:
        assert (found.count - 1) * (chained - 1) < found.units <= found.count * chained


def test_attempts_grow_apart_and_end() -> None:
    waits = [wait_after(n) for n in range(1, 7)]
    assert [wait.total_seconds() // 60 for wait in waits if wait] == [1, 4, 16, 64, 256]
    assert waits[-1] is None


def test_an_address_shows_itself_masked() -> None:
    assert repr(Address(AddressKind.MOBILE, "+923001234567")) == "Address(mobile, •••567)"
    assert "someone" not in repr(Address(AddressKind.EMAIL, "someone@example.org"))
