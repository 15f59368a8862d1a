"""When the demo's people act: citizens while they are awake, officers on working days between nine and four. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Karachi")
WAKING, OPENING, OPEN_HOURS, SATURDAY = 7, 9, 7, 5


def awake(at: datetime) -> datetime:
    """The same moment, or the same minute of that morning when it lies in the night."""
    local = at.astimezone(HERE)
    return at + timedelta(hours=WAKING - local.hour) if local.hour < WAKING else at


def in_office_hours(at: datetime, *, after: datetime) -> datetime:
    """The working moment nearest to `at` that lies after `after`: on that day, before a weekend, or else later."""
    local = at.astimezone(HERE)
    moment = local.replace(hour=OPENING + local.hour % OPEN_HOURS)
    if moment.weekday() >= SATURDAY:
        friday = moment - timedelta(days=moment.weekday() - SATURDAY + 1)
        moment = friday if friday > after else friday + timedelta(days=3)
    while moment <= after or moment.weekday() >= SATURDAY:
        moment += timedelta(days=1)
    return moment.astimezone(at.tzinfo)
