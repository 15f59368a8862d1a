"""PostgreSQL as this installation runs it: the embedded cluster, its roles, its migrations."""
