"""Identity numbers at the desk: masked wherever they stand, and shown one at a time."""

from __future__ import annotations

from uuid import UUID

import pytest

from sahulat.kernel.text import Text
from sahulat.platform.cases.models import Holding
from sahulat.platform.cases.operations.looking import _identifier_at
from sahulat.platform.cases.types import CaseUnknown
from sahulat.platform.cases.web.task import _value
from sahulat.platform.forms.types import Field, Kind, Row

CNIC = "0000000012345"
CHILDREN = Field(
    name="children",
    kind=Kind.GROUP,
    label=Text({"en": "Children"}),
    fields=(
        Field(name="cnic", kind=Kind.CNIC, label=Text({"en": "Identity number"})),
        Field(name="bill", kind=Kind.TEXT, label=Text({"en": "Number of the bill"})),
    ),
)
HOLDING = Holding(id=UUID(int=1))


def row(name: str, value: str, **more: object) -> Row:
    """An answer as the forms show it."""
    return Row(name, name, "en", value, "", "page", raw=value, **more)  # type: ignore[arg-type]


def shown(which: tuple[str, str] | None = None) -> str:
    """The group's answer as the desk shows it: two children, a bill of thirteen digits that is no identity number."""
    entries = ((row("cnic", CNIC, ltr=True), row("bill", "9999999999999", ltr=True)),)
    return str(_value(row("children", "1", rows=entries), CHILDREN, "children", HOLDING, which))


def test_a_number_in_a_group_is_masked_and_offers_to_be_shown() -> None:
    assert "00000-0001234-5" not in shown()
    assert CNIC not in shown()
    assert "/numbers/children-0-cnic/" in shown()


def test_thirteen_digits_that_are_no_identity_number_are_left_alone() -> None:
    assert "9999999999999" in shown()


def test_the_number_that_was_asked_for_is_shown() -> None:
    assert "00000-0001234-5" in shown(("children-0-cnic", "00000-0001234-5"))


def test_a_number_is_found_by_where_it_stands() -> None:
    answers = {"children": [{"cnic": CNIC, "bill": "1"}]}
    assert _identifier_at((CHILDREN,), answers, ["children", "0", "cnic"]) == CNIC


@pytest.mark.parametrize("path", ["children", "children-1-cnic", "children-0-bill", "children-x-cnic", "cnic", "-"])
def test_nothing_else_is_shown_as_a_number(path: str) -> None:
    answers = {"children": [{"cnic": CNIC, "bill": "1"}]}
    with pytest.raises(CaseUnknown):
        _identifier_at((CHILDREN,), answers, path.split("-"))
