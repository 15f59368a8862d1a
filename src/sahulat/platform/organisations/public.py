"""The door of the organisations room."""

from sahulat.platform.organisations.models import Agency, Appointment, Post
from sahulat.platform.organisations.operations import (
    AppointmentOver,
    PostHeld,
    appoint,
    end_appointment,
    establish_agency,
    establish_post,
)
from sahulat.platform.organisations.queries import (
    agency,
    holder_of,
    holders_of,
    holds_post,
    post,
    posts,
    posts_for,
    posts_of_person,
)

__all__ = [
    "Agency",
    "Appointment",
    "AppointmentOver",
    "Post",
    "PostHeld",
    "agency",
    "appoint",
    "end_appointment",
    "establish_agency",
    "establish_post",
    "holder_of",
    "holders_of",
    "holds_post",
    "post",
    "posts",
    "posts_for",
    "posts_of_person",
]
