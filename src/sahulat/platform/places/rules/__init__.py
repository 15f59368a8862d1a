"""What is decided about places and days without a database."""
