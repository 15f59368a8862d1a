"""Sahulat: the digital ecosystem of public services, in six storeys (docs/map.md)."""
