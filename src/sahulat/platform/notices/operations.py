"""Telling a person something: kept for their messages page and sent to their phone, once."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.conf import settings

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor, Basis, DataClass, Grounds
from sahulat.foundation.events.public import record
from sahulat.foundation.keys.public import KeyShredded
from sahulat.foundation.messaging.public import Address, AddressKind, send
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_
from sahulat.platform.notices.models import Notice
from sahulat.platform.notices.permissions import TELL
from sahulat.platform.notices.queries import FIELD
from sahulat.platform.notices.rules.registry import Params, filled, to_json
from sahulat.platform.people.public import language_of, mobile_of, seal_for_person

TO_TELL = N_("To send you a message about your own affairs")


@operation(TELL)
def tell(*, actor: Actor, now: datetime, person_id: UUID, notice: str, params: Params, reference: str) -> UUID | None:
    """Tell a person something in their language; return the notice's id, or None for an erased person.

    Safe to repeat: for the same person, kind and reference the first telling stands. Whoever has no proved
    phone finds it on the messages page alone. Raises KeyError for an unknown kind or a missing parameter.
    """
    authorise(actor, TELL)
    known = Notice.objects.filter(person_id=person_id, kind=notice, reference=reference).first()
    if known is not None:
        return known.id
    lang, text = filled(notice, params, [language_of(person_id), *settings.SAHULAT_LANGUAGES])
    try:
        data = json.dumps(to_json(params)).encode()
        sealed = seal_for_person(actor=actor, now=now, person_id=person_id, data=data, field=FIELD)
    except KeyShredded:
        return None
    row = Notice(
        id=new_id(now),
        person_id=person_id,
        kind=notice,
        reference=reference,
        language=lang,
        sealed=sealed,
        told_at=now,
    )
    row.message_id = _send(actor, now, row, text)
    row.save(force_insert=True)
    record(
        actor=actor,
        now=now,
        action="notices.tell",
        subject_type="notices.notice",
        subject_id=row.id,
        person_id=person_id,
        details={"kind": notice, "sent": row.message_id is not None},
    )
    return row.id


def _send(actor: Actor, now: datetime, row: Notice, text: str) -> UUID | None:
    # The installation reads the number to send to; whoever caused the notice doesn't get to see it.
    reader = Actor.system(request_id=actor.request_id)
    mobile = mobile_of(row.person_id, actor=reader, now=now, grounds=Grounds(TO_TELL, Basis.PUBLIC_TASK))
    if mobile is None:
        return None
    return send(
        actor=actor,
        now=now,
        address=Address(kind=AddressKind.MOBILE, value=mobile.e164),
        text=text,
        lang=row.language,
        data_class=DataClass.CONFIDENTIAL,
        reference=row.reference,
        unique=f"notices:{row.id}",
    )
