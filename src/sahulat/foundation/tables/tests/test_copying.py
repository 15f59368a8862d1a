"""Very many rows at once: what is copied in reads back as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, models, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sahulat.foundation.tables.public import IdField, TextInLanguages, copy_rows
from sahulat.kernel.text import Text

AT = datetime(2026, 11, 24, 9, 0, 0, 125, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


class Copied(models.Model):
    """A table of these tests alone, with a column of each kind."""

    id = IdField()
    names = TextInLanguages(null=True)
    words = models.TextField()
    sealed = models.BinaryField(null=True)
    listed = models.JSONField(default=list)
    at = models.DateTimeField()
    on = models.DateField(null=True)
    count = models.IntegerField()
    held = models.BooleanField()

    class Meta:
        app_label = "tables_tests"
        managed = False
        db_table = "tables_copied"


def make_table() -> None:
    """A temporary table: the application's role may not make others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS tables_copied (id uuid PRIMARY KEY, names jsonb, words text, "
            'sealed bytea, listed jsonb, at timestamptz, "on" date, count int, held bool)'
        )


def a_row(number: int, words: str = "", sealed: bytes | None = None) -> Copied:
    return Copied(
        id=UUID(int=number), names=Text({"en": f"Multan {words}.", "ur": "ملتان"}) if words else None, words=words,
        sealed=sealed,
        listed=[{"said": words}], at=AT, on=date(2026, 11, 24) if number % 2 else None, count=-number, held=number > 1,
    )  # fmt: skip


class TestCopying(TestCase):
    @given(st.lists(st.tuples(TEXTS, st.none() | st.binary()), max_size=8))
    def test_whatever_is_copied_reads_back_as_it_was(self, values: list[tuple[str, bytes | None]]) -> None:
        with transaction.atomic():
            make_table()
            rows = [a_row(number, *value) for number, value in enumerate(values, 1)]
            copy_rows(rows)
            for kept, row in zip(Copied.objects.order_by("id"), rows, strict=True):
                names = [field.attname for field in Copied._meta.concrete_fields if field.attname != "sealed"]
                assert [getattr(kept, name) for name in names] == [getattr(row, name) for name in names]
                assert (None if kept.sealed is None else bytes(kept.sealed)) == row.sealed
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_constraints_have_the_last_word() -> None:
    make_table()
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows([a_row(1), a_row(1)])
    copy_rows([])
    assert not Copied.objects.exists()


@pytest.mark.django_db
def test_a_value_of_an_unknown_kind_is_refused() -> None:
    make_table()
    row = a_row(1)
    row.listed = {1, 2}
    with pytest.raises(TypeError, match="set"):
        copy_rows([row])
