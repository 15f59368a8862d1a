"""Tables: partitions, append-only tables, grants and the fields of kernel types."""
