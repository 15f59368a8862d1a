"""What other rooms may use of tables."""

from sahulat.foundation.tables.models.copying import copy_rows
from sahulat.foundation.tables.models.fields import IdField, TextInLanguages
from sahulat.foundation.tables.models.grants import append_only_tables, grant_application_role
from sahulat.foundation.tables.models.partitions import ensure_partitions, existing_partitions, partitions_ahead
from sahulat.foundation.tables.models.schema import AppendOnly, CreatePartitioned

__all__ = [
    "AppendOnly",
    "CreatePartitioned",
    "IdField",
    "TextInLanguages",
    "append_only_tables",
    "copy_rows",
    "ensure_partitions",
    "existing_partitions",
    "grant_application_role",
    "partitions_ahead",
]
