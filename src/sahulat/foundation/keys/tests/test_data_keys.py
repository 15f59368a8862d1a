"""Data keys in the database: they open what they sealed until they are shredded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from sahulat.foundation.keys import public as keys
from sahulat.foundation.keys.models import DataKey
from sahulat.foundation.keys.testing import make_keys

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def state(settings: Settings, tmp_path: Path) -> None:
    settings.SAHULAT_STATE = tmp_path
    make_keys(NOW)


def test_what_an_owner_encrypts_is_read_again() -> None:
    key_id = keys.new_data_key(now=NOW, owner="people.person:1")
    sealed = keys.encrypt(key_id, b"3520212345671", field="people.cnic")
    assert b"3520212345671" not in sealed
    assert keys.decrypt(key_id, sealed, field="people.cnic") == b"3520212345671"


def test_a_shredded_key_opens_and_seals_nothing_any_more() -> None:
    key_id = keys.new_data_key(now=NOW, owner="people.person:1")
    sealed = keys.encrypt(key_id, b"secret")
    keys.shred(key_id, now=NOW)
    keys.shred(key_id, now=NOW)
    with pytest.raises(keys.KeyShredded):
        keys.decrypt(key_id, sealed)
    with pytest.raises(keys.KeyShredded):
        keys.encrypt(key_id, b"more")
    row = DataKey.objects.get(id=key_id)
    assert (row.wrapped, row.shredded_at) == (None, NOW)


def test_shredding_one_owner_leaves_the_others() -> None:
    one, other = (keys.new_data_key(now=NOW, owner=f"people.person:{n}") for n in (1, 2))
    sealed = keys.encrypt(other, b"kept")
    keys.shred(one, now=NOW)
    assert keys.decrypt(other, sealed) == b"kept"


def test_a_key_moved_to_another_owner_does_not_open() -> None:
    key_id = keys.new_data_key(now=NOW, owner="people.person:1")
    sealed = keys.encrypt(key_id, b"secret")
    DataKey.objects.filter(id=key_id).update(owner="people.person:2")
    with pytest.raises(keys.CiphertextAltered):
        keys.decrypt(key_id, sealed)


def test_an_owners_newest_living_key_is_found() -> None:
    assert keys.newest_data_key("messaging.2026-11") is None
    old = keys.new_data_key(now=NOW, owner="messaging.2026-11")
    new = keys.new_data_key(now=NOW, owner="messaging.2026-11")
    assert keys.newest_data_key("messaging.2026-11") == new
    keys.shred(new, now=NOW)
    assert keys.newest_data_key("messaging.2026-11") == old


def test_a_foreign_key_folder_is_noticed(settings: Settings, tmp_path: Path) -> None:
    assert keys.keys_fit_database()
    keys.new_data_key(now=NOW, owner="people.person:1")
    assert keys.keys_fit_database()
    settings.SAHULAT_STATE = tmp_path / "another"
    make_keys(NOW)
    assert not keys.keys_fit_database()
