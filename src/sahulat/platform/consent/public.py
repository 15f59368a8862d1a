"""The door of the consent room."""

from sahulat.platform.consent.queries import looks_at_me
from sahulat.platform.consent.rules.subjects import register_subject

__all__ = ["looks_at_me", "register_subject"]
