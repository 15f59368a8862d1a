"""Jobs: work done later, in the same database and transaction."""
