"""What is decided about signing up and in without a database."""
