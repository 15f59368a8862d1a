"""Starting drafts, saving them page by page, sealing and discarding them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from sahulat.foundation.access.public import SYSTEM, authorise, operation
from sahulat.foundation.access.types import Actor, DataClass
from sahulat.foundation.events.public import record
from sahulat.foundation.files.public import Allowed, store
from sahulat.foundation.keys.public import new_data_key, shred
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import FieldError, Refusal
from sahulat.platform.catalogue.public import current_version, package
from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.permissions import OWN_DRAFT, START_DRAFT
from sahulat.platform.forms.queries.drafts import asking_on, editable, form_of, locked
from sahulat.platform.forms.rules.entering import after_button, pressed, read_entered
from sahulat.platform.forms.rules.judging import judge
from sahulat.platform.forms.rules.sealing import seal
from sahulat.platform.forms.types import (
    Answers,
    DraftIncomplete,
    DraftSealed,
    Field,
    Form,
    Kind,
    PageSaved,
    PageUnknown,
    Sealed,
    Upload,
)


class AnswersAltered(Exception):
    """A sealed draft's answers no longer have the hash under which they were sealed: loud."""


DRAFTS_LAST = timedelta(days=365)


@operation(START_DRAFT)
def start_draft(*, actor: Actor, now: datetime, service_key: str) -> Draft:
    """Start an application on the service's current version.

    Safe to repeat: the person's open draft of that service again, on the version that it pins.
    Raises ServiceUnknown, SignInNeeded, Forbidden.
    """
    authorise(actor, START_DRAFT)
    person_id = _person(actor)
    version = current_version(service_key)
    own = Draft.objects.filter(
        OWN_DRAFT.visible(actor), sealed_at__isnull=True, discarded_at__isnull=True, mends__isnull=True
    )
    found = own.filter(version__service_id=version.service_id).order_by("-id").first()
    if found is not None:
        return found
    draft_id = new_id(now)
    draft = Draft(
        id=draft_id,
        person_id=person_id,
        version=version,
        data_key_id=new_data_key(now=now, owner=f"forms.draft:{draft_id}"),
        data_class=package(version.id).definition.data_class,
        started_at=now,
        saved_at=now,
        dispose_on=(now + DRAFTS_LAST).date(),
    )
    # Two windows at once: the database keeps one of them.
    Draft.objects.bulk_create([draft], ignore_conflicts=True)
    kept = own.get(version=version)
    if kept.id == draft_id:
        _record(kept, "forms.start-draft", actor=actor, now=now)
    return kept


@operation(START_DRAFT)
def start_mending(
    *,
    actor: Actor,
    now: datetime,
    mends: UUID,
    version_id: UUID,
    answers: Answers,
    only: Sequence[str],
    data_key_id: UUID,
) -> Draft:
    """A draft in which only the named fields of the submitted application `mends` can change.

    The caller has made sure that the application is the actor's. Safe to repeat: the open one again.
    """
    authorise(actor, START_DRAFT)
    person_id = _person(actor)
    draft = Draft(
        id=new_id(now),
        person_id=person_id,
        version_id=version_id,
        answers=dict(answers),
        data_key_id=data_key_id,
        data_class=package(version_id).definition.data_class,
        only=list(only),
        mends=mends,
        started_at=now,
        saved_at=now,
        dispose_on=(now + DRAFTS_LAST).date(),
    )
    Draft.objects.bulk_create([draft], ignore_conflicts=True)
    kept = Draft.objects.get(OWN_DRAFT.visible(actor), mends=mends, sealed_at__isnull=True, discarded_at__isnull=True)
    if kept.id == draft.id:
        _record(kept, "forms.start-mending", actor=actor, now=now)
    return kept


def _person(actor: Actor) -> UUID:
    """Who fills the form: START_DRAFT has seen to it that it is a person."""
    assert actor.person_id is not None
    return actor.person_id


@operation(OWN_DRAFT)
def save_page(
    *,
    actor: Actor,
    now: datetime,
    draft_id: UUID,
    page: str,
    raw: Mapping[str, str],
    uploads: Mapping[str, Upload] | None = None,
) -> PageSaved:
    """Save one page as entered: what is right is kept, what is wrong comes back in `errors`.

    `raw` are the inputs by name, `uploads` the files by field name. Safe to repeat with the same inputs.
    Raises DraftUnknown, DraftSealed, PageUnknown, Forbidden, SignInNeeded.
    """
    draft = locked(draft_id)
    authorise(actor, OWN_DRAFT, draft)
    if not draft.is_open:
        raise DraftSealed
    form, asking = form_of(draft.version_id), asking_on(now)
    allowed = editable(draft, form, judge(form, draft.answers, asking))
    shown = next((each for each in allowed.pages if each.name == page), None)
    if shown is None:
        raise PageUnknown
    inputs, _ = after_button(shown, raw)
    answers: Answers = dict(draft.answers)
    wrong = _keep_uploads(draft, shown.fields, raw, uploads or {}, answers, actor=actor, now=now)
    entered = read_entered(shown, inputs, answers, asking)
    for name, value in entered.values.items():
        answers.pop(name, None)
        if value is not None:
            answers[name] = value
    verdict = judge(form, answers, asking)
    errors = {**verdict.errors_on(shown), **entered.errors, **wrong}
    saved = [name for name in draft.saved_pages if name != page]
    draft.answers = answers
    draft.saved_pages = saved if errors or pressed(shown, raw) else [*saved, page]
    draft.saved_at = now
    draft.revision += 1
    draft.save(update_fields=["answers", "saved_pages", "saved_at", "revision"])
    _record(draft, "forms.save-page", actor=actor, now=now, page=page)
    return PageSaved(answers=answers, errors=errors, revision=draft.revision)


def _keep_uploads(
    draft: Draft,
    fields: Sequence[Field],
    raw: Mapping[str, str],
    uploads: Mapping[str, Upload],
    answers: Answers,
    *,
    actor: Actor,
    now: datetime,
) -> dict[str, FieldError]:
    """Store what came with the page; put it into `answers`. Returns what can't be taken, by field."""
    wrong: dict[str, FieldError] = {}
    for one in fields:
        if one.kind is not Kind.FILE:
            continue
        if f"drop-{one.name}" in raw:
            answers.pop(one.name, None)
        if one.name not in uploads:
            continue
        try:
            # Its own savepoint: a file that can't be taken must not undo the rest of the page.
            with transaction.atomic():
                answers[one.name] = _store(draft, one, uploads[one.name], actor=actor, now=now)
        except Refusal as refusal:
            wrong[one.name] = FieldError(refusal.message, refusal.params)
    return wrong


def _store(draft: Draft, one: Field, upload: Upload, *, actor: Actor, now: datetime) -> dict[str, Any]:
    stored = store(
        actor=actor,
        now=now,
        content=upload.content,
        name=upload.name,
        allowed=Allowed(media_types=frozenset(one.media_types), max_bytes=one.max_bytes),
        key_id=draft.data_key_id,
        data_class=DataClass(draft.data_class),
    )
    return {
        "file": str(stored.id),
        "name": stored.name,
        "sha256": stored.sha256.hex(),
        "size": stored.size,
        "media_type": stored.media_type,
    }


@operation(OWN_DRAFT)
def discard_draft(*, actor: Actor, now: datetime, draft_id: UUID) -> None:
    """Throw the draft away; its answers are emptied and the key of its attachments shredded.

    Safe to repeat. Raises DraftUnknown, DraftSealed, Forbidden, SignInNeeded.
    """
    draft = locked(draft_id)
    authorise(actor, OWN_DRAFT, draft)
    if draft.discarded_at is not None:
        return
    if draft.sealed_at is not None:
        raise DraftSealed
    _discard(draft, actor=actor, now=now)


@operation(SYSTEM)
def discard_old_drafts(*, actor: Actor, now: datetime, batch: int = 500) -> int:
    """Throw away drafts whose disposal day is over; count them. Safe to repeat."""
    authorise(actor, SYSTEM)
    due = Draft.objects.filter(dispose_on__lt=now.date(), sealed_at__isnull=True, discarded_at__isnull=True)
    drafts = list(due.select_for_update(skip_locked=True)[:batch])
    for draft in drafts:
        _discard(draft, actor=actor, now=now)
    return len(drafts)


def _discard(draft: Draft, *, actor: Actor, now: datetime) -> None:
    draft.discarded_at = now
    draft.answers = {}
    draft.save(update_fields=["discarded_at", "answers"])
    if draft.mends is None:
        shred(draft.data_key_id, now=now)
    _record(draft, "forms.discard-draft", actor=actor, now=now)


@operation(OWN_DRAFT)
def seal_draft(*, actor: Actor, now: datetime, draft_id: UUID) -> Sealed:
    """Drop hidden answers, check the rest, and fix them: canonical JSON and its hash.

    Called inside the submitting operation. Safe to repeat: a sealed draft gives the same Sealed again.
    Raises DraftUnknown, DraftIncomplete, DraftSealed (thrown away), Forbidden, SignInNeeded.
    """
    draft = locked(draft_id)
    authorise(actor, OWN_DRAFT, draft)
    if draft.discarded_at is not None:
        raise DraftSealed
    form = form_of(draft.version_id)
    if draft.sealed_at is not None:
        return _sealed(draft, form)
    verdict = judge(form, draft.answers, asking_on(now))
    unread = [name for name in editable(draft, form, verdict).names if name in verdict.errors]
    if verdict.errors:
        raise DraftIncomplete(count=len(verdict.errors), fields=", ".join(unread))
    draft.answers = verdict.answers
    draft.sealed_at = now
    draft.sealed_sha256 = seal(verdict.answers)[1]
    draft.save(update_fields=["answers", "sealed_at", "sealed_sha256"])
    _record(draft, "forms.seal-draft", actor=actor, now=now, sha256=draft.sealed_sha256)
    return _sealed(draft, form)


def _sealed(draft: Draft, form: Form) -> Sealed:
    content, sha256 = seal(draft.answers)
    if sha256 != draft.sealed_sha256:
        raise AnswersAltered(draft.id)
    files = [one.name for one in form.fields if one.kind is Kind.FILE and one.name in draft.answers]
    return Sealed(
        draft_id=draft.id,
        person_id=draft.person_id,
        version_id=draft.version_id,
        answers=dict(draft.answers),
        canonical=content,
        sha256=sha256,
        data_key_id=draft.data_key_id,
        file_ids=tuple(UUID(draft.answers[name]["file"]) for name in files),
    )


def _record(draft: Draft, action: str, *, actor: Actor, now: datetime, **details: str) -> None:
    record(
        actor=actor,
        now=now,
        action=action,
        subject_type="draft",
        subject_id=draft.id,
        person_id=draft.person_id,
        details={"version": str(draft.version_id), **details},
    )
