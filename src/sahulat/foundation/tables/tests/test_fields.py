"""Fields of ids and of texts in several languages."""

from __future__ import annotations

import pytest
from django.db import connection, models

from sahulat.foundation.tables.public import IdField, TextInLanguages
from sahulat.kernel.text import Text


class Sign(models.Model):
    """A table of these tests alone, made and rolled back in each."""

    id = IdField()
    names = TextInLanguages()
    note = TextInLanguages(null=True)

    class Meta:
        app_label = "tables_tests"
        managed = False
        db_table = "tables_sign"


NAME = Text({"en": "Multan", "ur": "ملتان"})


@pytest.fixture
def table(db: None) -> None:
    # A temporary table: the application's role may not make others.
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE tables_sign (id uuid PRIMARY KEY, names jsonb NOT NULL, note jsonb)")


@pytest.mark.usefixtures("table")
class TestTexts:
    def keep(self) -> Sign:
        Sign.objects.create(id="01900000-0000-7000-8000-000000000001", names=NAME, note=None)
        return Sign.objects.get()

    def test_a_text_comes_back_as_it_went(self) -> None:
        sign = self.keep()
        assert sign.names == NAME
        assert isinstance(sign.names, Text)
        assert sign.note is None

    def test_one_language_can_be_asked_for(self) -> None:
        self.keep()
        assert Sign.objects.filter(names__ur="ملتان").exists()
        assert Sign.objects.filter(names__en__startswith="Mul").exists()
        assert not Sign.objects.filter(names__en="ملتان").exists()
        assert list(Sign.objects.values_list("names__en", flat=True)) == ["Multan"]

    def test_the_same_text_is_found(self) -> None:
        self.keep()
        assert Sign.objects.filter(names=Text({"ur": "ملتان", "en": "Multan"})).exists()


@pytest.mark.parametrize("field", [IdField(), TextInLanguages(null=True)])
def test_migrations_name_fields_by_their_public_path(field: models.Field[object, object]) -> None:
    _, path, args, kwargs = field.deconstruct()
    assert path == f"sahulat.foundation.tables.public.{type(field).__name__}"
    assert type(field)(*args, **kwargs).deconstruct()[3] == kwargs


def test_an_id_is_always_the_primary_key_and_has_no_default() -> None:
    assert IdField().primary_key
    assert not IdField().has_default()
