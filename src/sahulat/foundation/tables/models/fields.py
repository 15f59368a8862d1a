"""Fields for ids and for the kernel's values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.json import KeyTransform

from sahulat.kernel.text import Text

if TYPE_CHECKING:
    _IdColumn = models.UUIDField[UUID, UUID]
    _TextColumn = models.JSONField[Text, Text]
else:
    _IdColumn = models.UUIDField
    _TextColumn = models.JSONField


class IdField(_IdColumn):
    """The primary key of every table: a UUIDv7 that the operation makes from its `now`; no default."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "primary_key": True, "editable": False})

    def deconstruct(self) -> Any:
        """As migrations write it: by its public path, without what is always so."""
        name, _, args, kwargs = super().deconstruct()
        for fixed in ("primary_key", "editable"):
            kwargs.pop(fixed, None)
        return name, "sahulat.foundation.tables.public.IdField", args, kwargs


class TextInLanguages(_TextColumn):
    """A kernel Text as one jsonb column. `names__ur="…"` asks for one language."""

    def deconstruct(self) -> Any:
        """As migrations write it: by its public path."""
        name, _, args, kwargs = super().deconstruct()
        return name, "sahulat.foundation.tables.public.TextInLanguages", args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """A Text, or one language's string when only a key was asked for."""
        read = super().from_db_value(value, expression, connection)
        return read if read is None or isinstance(expression, KeyTransform) else Text.from_json(read)

    def to_python(self, value: Any) -> Any:
        """A Text from what a fixture or a form gives."""
        return Text.from_json(value) if isinstance(value, dict) else value

    def get_prep_value(self, value: Any) -> Any:
        """The JSON object of a Text; what isn't one (a looked-for string) stays."""
        return super().get_prep_value(value.to_json() if isinstance(value, Text) else value)
