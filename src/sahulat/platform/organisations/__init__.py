"""Organisations: agencies, units, posts, and who holds which post when."""
