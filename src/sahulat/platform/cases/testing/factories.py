"""Factories for cases: applicants, officers, uploads, inputs of a page, cases at a wish's distance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from sahulat.foundation.access.types import Actor
from sahulat.foundation.files.testing import a_pdf, an_image
from sahulat.kernel.ids import new_id
from sahulat.kernel.text import Text
from sahulat.platform.accounts.public import Account, step_up
from sahulat.platform.accounts.testing import an_account
from sahulat.platform.cases import operations
from sahulat.platform.cases.models import Case
from sahulat.platform.forms.public import raw_inputs as inputs_of
from sahulat.platform.forms.types import Field, Kind, Upload
from sahulat.platform.organisations.public import posts_for
from sahulat.platform.organisations.testing import a_post, appointed
from sahulat.platform.people.testing import a_person
from sahulat.platform.places.public import Place, path_to

PASSWORD = "three words in a row"  # noqa: S105 - of invented people
APPLICANT_NAMES = Text({"en": "Ayesha Bano", "ur": "عائشہ بانو"})


def page_names(fields: tuple[Field, ...]) -> frozenset[str]:
    """Names of a page's fields."""
    return frozenset(each.name for each in fields)


def raw_inputs(fields: tuple[Field, ...], answers: Mapping[str, Any]) -> dict[str, str]:
    """Answers as the inputs of a page; a place may be written by the end of its code."""
    places = {each.name for each in fields if each.kind is Kind.PLACE} & answers.keys()
    return inputs_of(fields, {**answers, **{name: place_code(str(answers[name])) for name in places}})


def place_code(text: str) -> str:
    """The code of a place written in full, or by its last part where only one place has that."""
    if Place.objects.filter(code=text).exists():
        return text
    found = list(Place.objects.filter(code__endswith=f"-{text}").values_list("code", flat=True)[:2])
    return found[0] if len(found) == 1 else text


def an_upload(name: str) -> Upload:
    """A small true file of the kind that its name ends with."""
    kinds: dict[str, Callable[[], bytes]] = {
        "pdf": a_pdf,
        "png": an_image,
        "jpg": lambda: an_image("JPEG"),
        "jpeg": lambda: an_image("JPEG"),
    }
    return Upload(name=name, content=kinds[name.rsplit(".", 1)[-1].lower()]())


def an_applicant(now: datetime, *, mobile: str = "0300 0000101") -> Account:
    """An account of a citizen with a proved phone."""
    return an_account(now, mobile=mobile, person_id=a_person(now, names=APPLICANT_NAMES, mobile=mobile))


def an_officer_at(role: str, code: str, account: Account, now: datetime) -> UUID:
    """The post with that role at the place, or the nearest around it; made and held by the account if none is."""
    where = path_to(place_code(code))
    for around in reversed(where):
        found = posts_for(role, around.id, now)
        if found:
            return found[0].id
    post_id = a_post(now, role=role, place_id=where[-1].id, code=f"{role}-{where[-1].code}")
    appointed(now, account.person_id, post_id)
    return post_id


def approve_by(actor: Actor, task_id: UUID, now: datetime) -> Case:
    """See, sign in afresh over the hash, approve."""
    prepared = operations.prepare_decision(actor=actor, now=now, task_id=task_id)
    step_up(actor=actor, now=now, challenge=bytes.fromhex(prepared.frozen_sha256), secret=PASSWORD)
    return operations.approve(
        actor=actor, now=now, task_id=task_id, sha256=prepared.frozen_sha256, key=str(new_id(now))
    )


def service_folder(slug: str) -> Path:
    """The folder of a service of this repository, by its last name."""
    for root in settings.SAHULAT_SERVICES:
        for path in Path(root).glob(f"*/*/{slug}"):
            return path
    raise FileNotFoundError(slug)
