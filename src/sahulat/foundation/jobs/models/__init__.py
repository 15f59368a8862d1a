"""Tables of the jobs room (the jobs themselves are procrastinate's), and the statements on them."""

from sahulat.foundation.jobs.models.rows import HeartbeatRow, ScheduleRow

__all__ = ["HeartbeatRow", "ScheduleRow"]
