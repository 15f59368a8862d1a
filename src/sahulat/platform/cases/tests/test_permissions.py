"""Both ways of asking a permission agree, on random pairs of actors and made things."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.db.models import Model

from sahulat.foundation.access.public import Permission
from sahulat.foundation.access.types import Actor
from sahulat.platform.accounts.testing import actor_of
from sahulat.platform.cases import operations
from sahulat.platform.cases.models import Case, Holding, Pile
from sahulat.platform.cases.permissions import (
    ACT_ON_TASK,
    CHANGE_OWN_CASE,
    DESK,
    SEE_CASE,
    SEE_CASE_AT_DESK,
    SEE_OWN_CASE,
)
from sahulat.platform.cases.testing import an_applicant
from sahulat.platform.cases.tests.made import LAHORE, MULTAN, NOW, Made, a_case, a_key, forwarded, make, task_of

HOUR = timedelta(hours=1)
LAHORE_ANSWERS = {"district": "pk-punjab-lahore", "tehsil": LAHORE}


def a_few_cases(made: Made, chance: random.Random) -> list[Actor]:
    """Cases of several citizens (an officer among them) in both offices, in several states."""
    citizens = [made.citizen, made.clerk, *(actor_of(an_applicant(NOW, mobile=f"0300 00008{n:02}")) for n in range(3))]
    for citizen in citizens:
        for answers in ({}, LAHORE_ANSWERS):
            case = a_case(made, citizen=citizen, **answers)
            _move_on(made, case, chance)
    return citizens


def _move_on(made: Made, case: Case, chance: random.Random) -> None:
    step = chance.choice(["stay", "forward", "withdraw"])
    task = task_of(case)
    actor = next(office.clerk for office in made.offices.values() if office.clerk.post_id == task.post_id)
    if step == "forward" and actor.person_id != case.applicant_id:
        operations.forward(actor=actor, now=NOW + HOUR, task_id=task.id, key=a_key())
    if step == "withdraw":
        owner = (
            next(each for each in [made.citizen, made.clerk] if each.person_id == case.applicant_id)
            if (case.applicant_id in {made.citizen.person_id, made.clerk.person_id})
            else None
        )
        if owner is not None:
            operations.withdraw(actor=owner, now=NOW + HOUR, case_id=case.id)


@pytest.mark.django_db
def test_what_is_allowed_is_what_is_visible(seed: int) -> None:
    chance = random.Random(seed)
    made = make()
    actors = [*a_few_cases(made, chance), Actor.anonymous(request_id="test"), Actor.system(request_id="test")]
    actors += [each for office in made.offices.values() for each in (office.clerk, office.commissioner)]
    cases, holdings = list(Case.objects.all()), list(Holding.objects.select_related("case"))
    for permission in (SEE_OWN_CASE, SEE_CASE, SEE_CASE_AT_DESK, CHANGE_OWN_CASE):
        agree(permission, actors, cases, chance)
    agree(ACT_ON_TASK, actors, holdings, chance)


def agree(
    permission: Permission, actors: list[Actor], things: list[Case] | list[Holding], chance: random.Random
) -> None:
    """Compare both answers for random pairs."""
    model: type[Model] = type(things[0])
    for actor in actors:
        visible = set(model._default_manager.filter(permission.visible(actor)).values_list("pk", flat=True))
        for thing in chance.sample(list(things), k=min(len(things), 8)):
            assert permission.allows(actor, thing) == (thing.pk in visible), (permission.name, actor, thing.pk)


@pytest.mark.django_db
def test_the_desk_shows_what_lies_in_the_posts_hands() -> None:
    made = make()
    case = a_case(made)
    assert [each.case_id for each in Holding.objects.filter(DESK.visible(made.clerk))] == [case.id]
    assert not Holding.objects.filter(DESK.visible(made.citizen)).exists()


@pytest.mark.django_db
def test_an_office_goes_on_seeing_what_it_passed_on() -> None:
    made = make(places=(MULTAN, LAHORE))
    case = a_case(made)
    forwarded(made, case)
    assert SEE_CASE_AT_DESK.allows(made.clerk, case)
    assert not SEE_CASE_AT_DESK.allows(made.offices[LAHORE].clerk, case)
    assert Holding.objects.filter(case=case, pile=Pile.WAITING, post_id=made.clerk.post_id).exists()
