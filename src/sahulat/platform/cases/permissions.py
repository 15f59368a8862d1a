"""Who may see a case and who may act on it; each asked of an object and of the database alike.

A case is the applicant's own. An office sees the cases whose tasks belong, or once belonged, to one of its
posts; only the post in whose hands a task lies acts on it, and never on the officer's own application.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from sahulat.foundation.access.public import Permission, nothing
from sahulat.foundation.access.types import Actor
from sahulat.platform.cases.models import Case, Holding, Pile
from sahulat.platform.organisations.public import post


def _has_post(actor: Actor) -> bool:
    return actor.post_id is not None


def _office(actor: Actor) -> Q | None:
    """The holdings of the actor's office: posts of one agency at one place. None for who holds no post."""
    if actor.post_id is None:
        return None
    held = post(actor.post_id)
    return Q(office_agency_id=held.agency_id, office_place_id=held.place_id)


def _owns(actor: Actor, case: Case) -> bool:
    return actor.person_id is not None and case.applicant_id == actor.person_id


def _own(actor: Actor) -> Q:
    return Q(applicant_id=actor.person_id) if actor.person_id is not None else nothing()


def _office_has(actor: Actor, case: Case) -> bool:
    office = _office(actor)
    return office is not None and Holding.objects.filter(office, case_id=case.id).exists()


def _of_office(actor: Actor) -> Q:
    office = _office(actor)
    if office is None:
        return nothing()
    return Q(Exists(Holding.objects.filter(office, case_id=OuterRef("pk"))))


def _in_hand(actor: Actor, holding: Holding) -> bool:
    return (
        actor.post_id is not None and holding.post_id == actor.post_id and holding.case.applicant_id != actor.person_id
    )


def _holdings_in_hand(actor: Actor) -> Q:
    if actor.post_id is None:
        return nothing()
    return Q(post_id=actor.post_id) & ~Q(case__applicant_id=actor.person_id)


APPLY = Permission(
    name="cases.apply",
    allows=lambda actor, obj: actor.person_id is not None,
    visible=lambda actor: Q() if actor.person_id is not None else nothing(),
)
SEE_OWN_CASE = Permission(name="cases.see-own-case", allows=_owns, visible=_own)
SEE_CASE = Permission(
    name="cases.see-case",
    allows=lambda actor, case: _owns(actor, case) or _office_has(actor, case),
    visible=lambda actor: _own(actor) | _of_office(actor),
)
SEE_CASE_AT_DESK = Permission(name="cases.see-case-at-desk", allows=_office_has, visible=_of_office, at_door=_has_post)
ACT_ON_TASK = Permission(name="cases.act-on-task", allows=_in_hand, visible=_holdings_in_hand, at_door=_has_post)
CHANGE_OWN_CASE = Permission(name="cases.change-own-case", allows=_owns, visible=_own)
DESK = Permission(
    name="cases.desk",
    allows=lambda actor, obj: _has_post(actor),
    visible=lambda actor: Q(pile=Pile.OPEN, post_id=actor.post_id) if _has_post(actor) else nothing(),
    at_door=_has_post,
)
