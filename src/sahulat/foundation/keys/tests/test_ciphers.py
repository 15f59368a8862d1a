"""The cipher formats: what goes in comes out, and only so."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.keys.rules import ciphers
from sahulat.foundation.keys.types import CiphertextAltered

KEY = bytes(range(32))
KEY_ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


@given(st.binary(max_size=500), st.text(max_size=30))
def test_what_is_sealed_opens_again(data: bytes, field: str) -> None:
    assert ciphers.open_data(KEY, KEY_ID, ciphers.seal_data(KEY, KEY_ID, data, field), field) == data


@given(st.binary(max_size=60), st.data())
def test_any_flipped_bit_is_noticed(data: bytes, draw: st.DataObject) -> None:
    sealed = bytearray(ciphers.seal_data(KEY, KEY_ID, data, "field"))
    at = draw.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises(CiphertextAltered):
        ciphers.open_data(KEY, KEY_ID, bytes(sealed), "field")


def test_a_ciphertext_does_not_open_as_another_field_or_of_another_owner() -> None:
    sealed = ciphers.seal_data(KEY, KEY_ID, b"35202", "people.cnic")
    with pytest.raises(CiphertextAltered):
        ciphers.open_data(KEY, KEY_ID, sealed, "people.mobile")
    with pytest.raises(CiphertextAltered):
        ciphers.open_data(KEY, uuid4(), sealed, "people.cnic")


@given(st.integers(0, 44))
def test_a_cut_ciphertext_is_noticed(length: int) -> None:
    sealed = ciphers.seal_data(KEY, KEY_ID, b"", "field")
    assert len(sealed) == 45
    with pytest.raises(CiphertextAltered):
        ciphers.open_data(KEY, KEY_ID, sealed[:length], "field")


def test_the_same_text_is_never_sealed_alike() -> None:
    assert ciphers.seal_data(KEY, KEY_ID, b"x", "") != ciphers.seal_data(KEY, KEY_ID, b"x", "")


def test_a_wrapped_key_opens_for_its_own_row_only() -> None:
    wrapped = ciphers.wrap(KEY, 7, b"d" * 32, "row one")
    assert ciphers.master_number(wrapped) == 7
    assert ciphers.unwrap(KEY, wrapped, "row one") == b"d" * 32
    with pytest.raises(CiphertextAltered):
        ciphers.unwrap(KEY, wrapped, "row two")


def test_keys_of_two_purposes_differ() -> None:
    assert ciphers.derive(KEY, "mac:audit") != ciphers.derive(KEY, "mac:files.link")


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_a_mac_fits_its_data_only(data: bytes, other: bytes) -> None:
    made = ciphers.make_mac(KEY, 1, data)
    assert ciphers.same_mac(KEY, 1, data, made)
    assert ciphers.same_mac(KEY, 1, other, made) == (other == data)
    assert not ciphers.same_mac(KEY, 2, data, made)
