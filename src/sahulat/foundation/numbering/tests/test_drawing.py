"""Drawing reference numbers: never the same twice, whoever draws at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from sahulat.foundation.numbering.models import Series
from sahulat.foundation.numbering.public import SeriesExhausted, next_reference
from sahulat.kernel.references import Reference

WRITERS, EACH = 6, 30


@pytest.mark.django_db
def test_a_reference_has_the_installations_prefix_and_reads_back() -> None:
    reference = next_reference()
    assert (reference.prefix, reference.digits) == ("PB", 8)
    assert Reference.parse(str(reference)) == reference


@pytest.mark.django_db
def test_series_count_apart_and_keep_their_digits() -> None:
    document = next_reference("document-2026", "PB-MUL-26", 6)
    assert (document.prefix, document.digits) == ("PB-MUL-26", 6)
    with pytest.raises(ValueError, match="6 digits"):
        next_reference("document-2026", "PB-MUL-26", 8)


@pytest.mark.django_db
def test_no_number_comes_twice_and_neighbours_lie_far_apart() -> None:
    numbers = [next_reference("case").number for _ in range(200)]
    assert len(set(numbers)) == 200
    assert min(abs(one - other) for one, other in pairwise(numbers)) > 10**7


@pytest.mark.django_db
def test_an_exhausted_series_refuses() -> None:
    next_reference("tiny", digits=4)
    Series.objects.filter(series="tiny").update(digits=4)
    with connection.cursor() as cursor:
        cursor.execute("SELECT (numbering_draw('tiny', 4, 1, 0)).n FROM generate_series(1, 9999)")
    with pytest.raises(SeriesExhausted):
        next_reference("tiny", digits=4)


@pytest.mark.django_db
def test_a_hostile_series_name_reaches_no_sql() -> None:
    with pytest.raises(ValueError, match="named by"):
        next_reference('x"; DROP TABLE numbering_series; --')
    with pytest.raises(Exception, match="not a series name"), connection.cursor() as cursor:
        cursor.execute("SELECT numbering_draw('X y', 8, 1, 0)")


@pytest.mark.django_db
def test_the_application_cannot_set_a_counter_back() -> None:
    next_reference("case")
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("""SELECT setval('"numbering_counter_case"', 1)""")


def test_writers_at_once_share_no_number_also_at_a_series_first_use(committed: object) -> None:
    start = Barrier(WRITERS)

    def draw(writer: int) -> list[int]:
        try:
            start.wait()
            return [_draw_one(spoil=(writer + n) % 5 == 0) for n in range(EACH)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        kept = [number for numbers in pool.map(draw, range(WRITERS)) for number in numbers if number >= 0]
    assert len(kept) == len(set(kept)) == WRITERS * EACH * 4 // 5


def _draw_one(*, spoil: bool) -> int:
    with transaction.atomic():
        number = next_reference("race").number
        if spoil:
            transaction.set_rollback(True)
            return -1
    return number


def test_a_writer_that_has_not_committed_holds_up_nobody(committed: object) -> None:
    next_reference("case")

    def draw_elsewhere() -> int:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            return next_reference("case").number
        finally:
            connections.close_all()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        mine = next_reference("case").number
        assert pool.submit(draw_elsewhere).result(timeout=10) != mine
