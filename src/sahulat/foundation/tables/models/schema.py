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
    IF TG_OP = 'UPDATE' AND TG_NARGS > 0 THEN
        IF to_jsonb(OLD) - TG_ARGV = to_jsonb(NEW) - TG_ARGV THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""

# A trigger on TRUNCATE isn't inherited by partitions, so each has its own; those made later get it from
# tables_make_partition.
_EACH_TABLE = """
DO $$
DECLARE
    each regclass;
BEGIN
    FOR each IN SELECT '{table}'::regclass UNION SELECT relid FROM pg_partition_tree('{table}') LOOP
        EXECUTE format('%s', each);
    END LOOP;
END $$
"""
_REFUSE_EMPTYING = _EACH_TABLE.replace(
    "'%s'",
    "'CREATE TRIGGER refuse_emptying BEFORE TRUNCATE ON %1$s EXECUTE FUNCTION sahulat_refuse_change(); "
    "ALTER TABLE %1$s ENABLE ALWAYS TRIGGER refuse_emptying'",
)
_ALLOW_EMPTYING = _EACH_TABLE.replace("'%s'", "'DROP TRIGGER refuse_emptying ON %s'")


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

    A trigger refuses it for the owner too, on all partitions, also under session_replication_role; another refuses
    to empty the table; and `grant_application_role` gives the application SELECT and INSERT only. The columns
    `except_columns` can change, and the application may change exactly these.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, except_columns: tuple[str, ...] = ()) -> None:
        for name in (table, *except_columns):
            if not name.replace("_", "").isalnum():
                raise ValueError(f"not a name of a table or a column: {name!r}")
        self.table = table
        self.except_columns = tuple(except_columns)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As migrations write it."""
        given: dict[str, Any] = {"table": self.table}
        if self.except_columns:
            given["except_columns"] = self.except_columns
        return type(self).__name__, [], given

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models don't change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Put the triggers on the table, for every session."""
        schema_editor.execute(_REFUSE, params=None)
        columns = ", ".join(f"'{column}'" for column in self.except_columns)
        schema_editor.execute(
            f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION sahulat_refuse_change({columns})"
        )
        schema_editor.execute(f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {TRIGGER}")
        schema_editor.execute(_REFUSE_EMPTYING.format(table=self.table), params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the triggers away."""
        schema_editor.execute(f"DROP TRIGGER {TRIGGER} ON {self.table}")
        schema_editor.execute(_ALLOW_EMPTYING.format(table=self.table), params=None)

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Make {self.table} append-only"
