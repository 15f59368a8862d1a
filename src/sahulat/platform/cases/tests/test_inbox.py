"""The inbox: piles, honest counts, order, search, pages, and how few queries it takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sahulat.foundation.access.public import Forbidden
from sahulat.kernel.text import Text
from sahulat.platform.accounts.testing import actor_of, an_account
from sahulat.platform.cases import operations
from sahulat.platform.cases.models import Case
from sahulat.platform.cases.queries.inbox import inbox
from sahulat.platform.cases.tests.made import NOW, Made, a_case, a_key, forwarded, make, task_of
from sahulat.platform.cases.types import View
from sahulat.platform.people.testing import a_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def made() -> Made:
    """A service, an office, a citizen."""
    return make()


def several(made: Made, count: int) -> list[Case]:
    """So many cases of different people, a day apart."""
    found = []
    for number in range(count):
        names = Text({"en": f"Nasreen {chr(65 + number)}khtar", "ur": "نسرین اختر"})
        mobile = f"0300 00007{number:02}"
        person = a_person(NOW, names=names, mobile=mobile)
        citizen = actor_of(an_account(NOW, mobile=mobile, person_id=person))
        found.append(a_case(made, citizen=citizen, now=NOW + number * DAY))
    return found


def test_cases_stand_in_the_order_of_their_promised_days_page_by_page(made: Made) -> None:
    cases = several(made, 5)
    seen, after = [], ""
    for _ in range(3):
        page = inbox(actor=made.clerk, now=NOW + 5 * DAY, size=2, after=after)
        seen += [row.reference for row in page.rows]
        after = page.after or ""
    assert seen == [case.reference for case in cases]
    assert after == ""


def test_a_mark_that_cannot_be_read_begins_at_the_beginning(made: Made) -> None:
    several(made, 2)
    assert len(inbox(actor=made.clerk, now=NOW, after="2026-99-99.zz").rows) == 2


def test_counts_tell_what_each_pile_holds(made: Made) -> None:
    cases = several(made, 3)
    now = NOW + 13 * DAY
    operations.forward(actor=made.clerk, now=now, task_id=task_of(cases[2]).id, key=a_key())
    counts = inbox(actor=made.clerk, now=now).counts
    for view in View:
        assert counts[view] == len(inbox(actor=made.clerk, now=now, view=view).rows), view
    assert counts[View.MINE] == 2
    assert counts[View.LATE] >= 1
    assert counts[View.WAITING] == 1
    assert counts[View.OFFICE] == 3


def test_the_clock_that_stands_makes_nothing_late(made: Made) -> None:
    case = a_case(made)
    operations.send_back(
        actor=made.clerk, now=NOW, task_id=task_of(case).id, fields=["cnic"], reason="Not yours.", key=a_key()
    )
    counts = inbox(actor=made.clerk, now=NOW + 60 * DAY).counts
    assert counts[View.LATE] == 0
    assert counts[View.WAITING] == 1


@pytest.mark.parametrize("words", ["Bkhtar", "nasreen bkh", "نسرین"])
def test_a_case_is_found_by_name_in_either_script(made: Made, words: str) -> None:
    several(made, 3)
    found = inbox(actor=made.clerk, now=NOW, search=words)
    assert found.total == (3 if words == "نسرین" else 1)


def test_a_case_is_found_by_its_reference_with_dashes_or_without(made: Made) -> None:
    case = several(made, 2)[0]
    for words in (case.reference, case.reference.replace("-", ""), case.reference.lower()):
        assert [row.case_id for row in inbox(actor=made.clerk, now=NOW, search=words).rows] == [case.id]


def test_who_holds_no_post_has_no_inbox(made: Made) -> None:
    with pytest.raises(Forbidden):
        inbox(actor=made.citizen, now=NOW)


@pytest.mark.parametrize("view", list(View))
def test_the_inbox_takes_at_most_six_queries_however_long_it_is(made: Made, view: View) -> None:
    cases = several(made, 6)
    forwarded(made, cases[0])
    inbox(actor=made.clerk, now=NOW, view=view)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        inbox(actor=made.clerk, now=NOW + DAY, view=view)
    assert len(queries) <= 6, [query["sql"][:100] for query in queries]
