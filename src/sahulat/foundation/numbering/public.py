"""The door of the numbering room."""

from sahulat.foundation.numbering.models.drawing import next_reference
from sahulat.foundation.numbering.types import SeriesExhausted

__all__ = ["SeriesExhausted", "next_reference"]
