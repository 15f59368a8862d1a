"""Permissions, and the operations that ask them."""
