"""What makes agencies and posts, and fills and vacates posts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_, Refusal
from sahulat.kernel.text import Text
from sahulat.platform.organisations.events import PostFilled, PostVacated
from sahulat.platform.organisations.models import Agency, Appointment, Post
from sahulat.platform.organisations.permissions import APPOINT, ESTABLISH


class PostHeld(Refusal):
    """The post has a substantive holder in that time."""

    code = "organisations.post-held"
    status = 409
    message = N_("Somebody holds this post in that time. End that appointment first, or appoint an acting holder.")


class AppointmentOver(Refusal):
    """The appointment ended already, or would end before it began."""

    code = "organisations.appointment-over"
    status = 409
    message = N_("This appointment has ended already, or begins later than that.")


@operation(ESTABLISH)
def establish_agency(*, actor: Actor, now: datetime, code: str, names: Text, place_id: UUID | None = None) -> UUID:
    """Make an agency or, for a code that exists, bring its names up to date. Safe to repeat."""
    authorise(actor, ESTABLISH)
    row, is_new = Agency.objects.get_or_create(
        code=code, defaults={"id": new_id(now), "names": names, "place_id": place_id}
    )
    if not is_new and row.names == names and row.place_id == place_id:
        return row.id
    Agency.objects.filter(id=row.id).update(names=names, place_id=place_id)
    _record(actor, now, "organisations.establish-agency", "organisations.agency", row.id)
    return row.id


@operation(ESTABLISH)
def establish_post(
    *,
    actor: Actor,
    now: datetime,
    code: str,
    agency_id: UUID,
    role: str,
    title: Text,
    place_id: UUID | None = None,
    unit_id: UUID | None = None,
) -> UUID:
    """Make a post or bring its title up to date; role, place and agency of a post stay. Safe to repeat."""
    authorise(actor, ESTABLISH)
    made = {
        "id": new_id(now),
        "agency_id": agency_id,
        "role": role,
        "title": title,
        "place_id": place_id,
        "unit_id": unit_id,
    }
    row, is_new = Post.objects.get_or_create(code=code, defaults=made)
    if not is_new and row.title == title:
        return row.id
    row.title = title
    row.save(update_fields=["title"])
    _record(actor, now, "organisations.establish-post", "organisations.post", row.id)
    return row.id


@operation(APPOINT)
def appoint(
    *,
    actor: Actor,
    now: datetime,
    post_id: UUID,
    person_id: UUID,
    starts_at: datetime,
    acting: bool = False,
) -> UUID:
    """Put a person in a post from an instant on and return the appointment's id.

    A post has one substantive holder at a time; the database has the last word. Acting holders may stand
    beside. Not safe to repeat: the second time raises PostHeld.
    """
    post = Post.objects.select_for_update().get(id=post_id)
    authorise(actor, APPOINT, post)
    others = post.appointments.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=starts_at))
    others = others.filter(person_id=person_id) if acting else others.filter(acting=False)
    if others.exists():
        raise PostHeld
    row = Appointment.objects.create(id=new_id(now), post=post, person_id=person_id, acting=acting, starts_at=starts_at)
    event = PostFilled(post_id=post.id, appointment_id=row.id, acting=acting)
    _record(actor, now, "organisations.appoint", "organisations.appointment", row.id, person_id, event)
    return row.id


@operation(APPOINT)
def end_appointment(*, actor: Actor, now: datetime, appointment_id: UUID, ends_at: datetime) -> None:
    """End an appointment at an instant, past or to come. Safe to repeat. Raises AppointmentOver."""
    row = Appointment.objects.select_related("post").select_for_update(of=("post", "self")).get(id=appointment_id)
    authorise(actor, APPOINT, row.post)
    if row.ends_at == ends_at:
        return
    if row.ends_at is not None or ends_at <= row.starts_at:
        raise AppointmentOver
    row.ends_at = ends_at
    row.save(update_fields=["ends_at"])
    event = PostVacated(post_id=row.post_id, appointment_id=row.id)
    _record(actor, now, "organisations.end-appointment", "organisations.appointment", row.id, row.person_id, event)


def _record(
    actor: Actor,
    now: datetime,
    action: str,
    subject_type: str,
    subject_id: UUID,
    person_id: UUID | None = None,
    event: PostFilled | PostVacated | None = None,
) -> None:
    record(
        actor=actor,
        now=now,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        person_id=person_id,
        event=event,
    )
