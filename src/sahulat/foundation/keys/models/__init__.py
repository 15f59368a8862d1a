"""Data keys, the key folder as this process knows it, and making and destroying keys."""

from sahulat.foundation.keys.models.rows import DataKey

__all__ = ["DataKey"]
