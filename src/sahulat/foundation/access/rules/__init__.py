"""What needs no database: points at which a test may kill the process."""
