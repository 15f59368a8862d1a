"""The outbox: events, who still has to handle them, and the dispatcher's work on both."""

from sahulat.foundation.events.models.rows import EventRow, Pending

__all__ = ["EventRow", "Pending"]
