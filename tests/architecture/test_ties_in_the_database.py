"""Foreign keys and raw SQL point down the house, as imports do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models

from tests.architecture.house import ROOT, goes_down, python_files, ranks, room_of_file

SQL = re.compile(r"\b(?:from|join|into|update|table)\s+\"?([a-z]+)_[a-z_]+", re.IGNORECASE)


def wrong_keys(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Foreign keys of the given models that point upward, cascade across rooms, or name their way back."""
    for model in found:
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.OneToOneField) or field.model is not model:
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            if here == there or here not in ranks():
                continue
            if not goes_down(here, there):
                yield f"{model.__name__}.{field.name} points up to {there}"
            if field.remote_field.on_delete is not models.PROTECT:
                yield f"{model.__name__}.{field.name} must PROTECT"
            if not field.remote_field.hidden:
                yield f"{model.__name__}.{field.name} needs related_name='+'"


def foreign_tables(source: str, room: str) -> set[str]:
    """Rooms whose tables a file names in its SQL strings, its own room left out."""
    literals = [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    named = {
        match
        for text in literals
        for match in SQL.findall(text)
        if any(word in text.upper() for word in ("SELECT", "INSERT", "UPDATE", "DELETE"))
    }
    return {name for name in named if name in ranks() and name != room}


def test_foreign_keys_point_down_and_protect() -> None:
    assert list(wrong_keys(apps.get_models())) == []


def test_no_room_writes_sql_on_the_tables_of_another() -> None:
    found = {
        str(path.relative_to(ROOT)): foreign
        for path in python_files()
        if (room := room_of_file(path)) not in (None, "project")
        and (foreign := foreign_tables(path.read_text(), str(room)))
    }
    assert found == {}


def test_every_model_has_an_id_made_by_the_operation() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_label in ranks()]
    keys = {f"{model.__name__}": model._meta.pk for model in ours}
    assert [name for name, key in keys.items() if isinstance(key, models.AutoField) and not key.db_column] == [] or all(
        isinstance(
            key,
            models.BigAutoField | models.UUIDField | models.CharField | models.BinaryField | models.BigIntegerField,
        )
        for key in keys.values()
    )


class TestPlantedFaults:
    def test_a_key_that_points_up_is_caught(self) -> None:
        target = apps.get_model("cases", "Case")

        class PlantedUp(models.Model):
            case = models.ForeignKey(target, on_delete=models.CASCADE)

            class Meta:
                app_label = "people"
                managed = False

        try:
            assert len(list(wrong_keys([PlantedUp]))) == 3
        finally:
            del apps.all_models["people"]["plantedup"]
            target._meta._expire_cache()
            apps.clear_cache()

    def test_sql_on_a_table_of_another_room_is_caught(self) -> None:
        assert foreign_tables('x = "SELECT id FROM people_person"', "cases") == {"people"}
        assert foreign_tables('x = "SELECT id FROM cases_case"', "cases") == set()
