"""The series of reference numbers, and drawing the next one."""

from sahulat.foundation.numbering.models.rows import Series

__all__ = ["Series"]
