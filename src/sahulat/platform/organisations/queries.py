"""Reading agencies, posts and who holds them. Posts and their holders are public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from sahulat.platform.organisations.models import Agency, Appointment, Post
from sahulat.platform.organisations.types import Holder, PostView
from sahulat.platform.people.public import office_names


def post(post_id: UUID) -> PostView:
    """One post. Raises Post.DoesNotExist."""
    return _view(_posts().get(id=post_id))


def posts(post_ids: Iterable[UUID]) -> dict[UUID, PostView]:
    """Several posts at once, by id; ids that no post has are left out."""
    return {row.id: _view(row) for row in _posts().filter(id__in=list(post_ids))}


def posts_for(role: str, place_id: UUID | None, at: datetime) -> list[PostView]:
    """The posts with a role at a place (None: at no place in particular), filled ones first, then by code.

    A post without a holder counts too, since its tasks wait for whoever comes.
    """
    at_place = Q(place_id=place_id) if place_id is not None else Q(place__isnull=True)
    rows = list(_posts().filter(at_place, role=role).order_by("code"))
    held = set(_current(at).filter(post__in=rows).values_list("post_id", flat=True))
    return [_view(row) for row in sorted(rows, key=lambda row: row.id not in held)]


def posts_of_person(person_id: UUID, at: datetime) -> list[PostView]:
    """The posts that a person holds at an instant, by code: substantive and acting."""
    held = _current(at).filter(person_id=person_id).values("post_id")
    return [_view(row) for row in _posts().filter(id__in=held).order_by("code")]


def holds_post(person_id: UUID, post_id: UUID, at: datetime) -> bool:
    """Does the person hold the post at that instant?"""
    return _current(at).filter(person_id=person_id, post_id=post_id).exists()


def holder_of(post_id: UUID, at: datetime) -> Holder | None:
    """Who holds a post at an instant; an acting holder goes before the substantive one. None: vacant."""
    return holders_of([post_id], at).get(post_id)


def holders_of(post_ids: Iterable[UUID], at: datetime) -> dict[UUID, Holder]:
    """The holders of several posts at once, by post; vacant ones are left out. Two queries."""
    rows = _current(at).filter(post_id__in=list(post_ids)).order_by("acting", "starts_at", "id")
    last = {row.post_id: row for row in rows}
    names = office_names(row.person_id for row in last.values())
    return {
        row.post_id: Holder(row.post_id, row.person_id, names[row.person_id], row.starts_at, row.acting)
        for row in last.values()
    }


def agency(code: str) -> Agency:
    """One agency by its code. Raises Agency.DoesNotExist."""
    return Agency.objects.get(code=code)


def _current(at: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)


def _posts() -> QuerySet[Post]:
    return Post.objects.select_related("agency")


def _view(row: Post) -> PostView:
    return PostView(
        id=row.id,
        role=row.role,
        title=row.title,
        agency_id=row.agency_id,
        agency_names=row.agency.names,
        place_id=row.place_id,
    )
