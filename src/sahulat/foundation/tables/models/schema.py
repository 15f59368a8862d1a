"""Migration operations: a table partitioned by the month of its ids, and a table that only grows."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

TRIGGER = "refuse_change"

# Written by each AppendOnly anew, so that no migration depends on another room's for it.
_REFUSE = """
CREATE OR REPLACE FUNCTION sahulat_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""


class CreatePartitioned(CreateModel):
    """CreateModel for a table partitioned by range of its UUIDv7 `id`.

    The model and its state stay ordinary. `ensure_partitions` makes the partitions after migrating; until
    then rows are refused. Nothing may have a foreign key to such a table, and no other column be unique.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the table with its partitioning clause."""
        plain = schema_editor.sql_create_table
        schema_editor.sql_create_table = plain + " PARTITION BY RANGE (id)"
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        finally:
            schema_editor.sql_create_table = plain


class AppendOnly(Operation):
    """From here on rows of `table` (its name in the database) can't be updated or deleted, by nobody.

    A trigger refuses it for the owner too, on all partitions, also under session_replication_role; and
    `grant_application_role` gives the application SELECT and INSERT only.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        if not table.replace("_", "").isalnum():
            raise ValueError(f"not a table's name: {table!r}")
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As migrations write it."""
        return type(self).__name__, [], {"table": self.table}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models don't change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Put the trigger on the table, for every session."""
        schema_editor.execute(_REFUSE, params=None)
        schema_editor.execute(
            f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE ON {self.table} "
            "FOR EACH ROW EXECUTE FUNCTION sahulat_refuse_change()"
        )
        schema_editor.execute(f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {TRIGGER}")

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the trigger away."""
        schema_editor.execute(f"DROP TRIGGER {TRIGGER} ON {self.table}")

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Make {self.table} append-only"
