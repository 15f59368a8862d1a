"""The bytes under a MAC: every field counts, and the database gives back what was encoded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.access.types import Channel
from sahulat.foundation.audit.rules.encoding import as_detail, canonical_entry, session_name

details = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


def test_the_encoding_never_changes() -> None:
    fields = {
        "id": UUID(int=7),
        "at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        "details": {"ب": [1, None]},
        "n": None,
    }
    assert (
        canonical_entry(fields)
        == (
            '{"at":"2026-01-02T03:04:05+00:00","details":{"ب":[1,null]},'
            '"id":"00000000-0000-0000-0000-000000000007","n":null,"v":1}'
        ).encode()
    )


@given(st.dictionaries(st.text(), details, max_size=4), st.dictionaries(st.text(), details, max_size=4))
def test_different_entries_have_different_bytes(one: dict[str, object], two: dict[str, object]) -> None:
    same = repr(sorted(one.items(), key=repr)) == repr(sorted(two.items(), key=repr))
    encoded = canonical_entry({"details": one}) == canonical_entry({"details": two})  # type: ignore[dict-item]
    assert encoded == same or one == two


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-14, 14))
def test_an_instant_is_the_same_in_every_zone(at: datetime, hours: int) -> None:
    if not datetime(2, 1, 1, tzinfo=UTC) < at < datetime(9998, 1, 1, tzinfo=UTC):
        return
    elsewhere = at.astimezone(timezone(timedelta(hours=hours)))
    assert canonical_entry({"at": at}) == canonical_entry({"at": elsewhere})


def test_ids_dates_and_enumerations_become_strings() -> None:
    value = {"a": UUID(int=1), "b": date(2026, 1, 2), "c": Channel.SMS, "d": (1, 2), "e": {"y", "x"}}
    assert as_detail(value) == {
        "a": "00000000-0000-0000-0000-000000000001", "b": "2026-01-02", "c": "sms", "d": [1, 2], "e": ["x", "y"],
    }  # fmt: skip


@pytest.mark.parametrize("value", [1.5, b"x", object()])
def test_what_the_database_might_give_back_differently_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        as_detail({"x": value})


def test_a_sessions_name_does_not_let_one_use_it() -> None:
    assert session_name(None) == ""
    assert "secret" not in session_name("secret")
    assert len(session_name("secret")) == 32
