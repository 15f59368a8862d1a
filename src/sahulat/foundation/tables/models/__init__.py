"""How tables are made here: fields, migration operations, partitions, grants."""
