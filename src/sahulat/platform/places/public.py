"""The door of the places room."""

from sahulat.platform.places.models import Place
from sahulat.platform.places.operations import load_places
from sahulat.platform.places.queries import (
    calendar,
    children,
    data_folder,
    districts,
    office_calendar,
    path_to,
    place,
    place_by_id,
    provinces,
    tehsils,
)
from sahulat.platform.places.rules.working_days import (
    NoWorkingDay,
    add_working_days,
    days_around,
    holiday_on,
    is_working_day,
    working_days_between,
)

__all__ = [
    "NoWorkingDay",
    "Place",
    "add_working_days",
    "calendar",
    "children",
    "data_folder",
    "days_around",
    "districts",
    "holiday_on",
    "is_working_day",
    "load_places",
    "office_calendar",
    "path_to",
    "place",
    "place_by_id",
    "provinces",
    "tehsils",
    "working_days_between",
]
