"""What was typed when the session ended: kept, encrypted, in the new session until the person has signed in again."""

from __future__ import annotations

import base64
import json
from uuid import UUID

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.keys.public import decrypt, encrypt
from sahulat.platform.forms.models import Draft

KEY = "forms.unsaved"
FIELD = "forms.unsaved"
BYTES_AT_MOST = 20_000


def keep_unsaved(request: SahulatRequest, draft_id: UUID, page: str) -> None:
    """Keep the page's inputs (not its files) under the draft's own key: only its owner will see them again."""
    found = Draft.objects.filter(id=draft_id, sealed_at__isnull=True, discarded_at__isnull=True).first()
    raw = {name: str(value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    content = json.dumps(raw).encode()
    if found is None or len(content) > BYTES_AT_MOST:
        return
    sealed = base64.b64encode(encrypt(found.data_key_id, content, field=FIELD)).decode()
    request.session[KEY] = {"draft": str(draft_id), "page": page, "sealed": sealed}


def take_unsaved(request: SahulatRequest, own: Draft, page: str) -> dict[str, str] | None:
    """The kept inputs of this page of the reader's own draft, once; None when there are none."""
    kept = request.session.get(KEY)
    if not kept or kept["draft"] != str(own.id) or kept["page"] != page:
        return None
    del request.session[KEY]
    raw: dict[str, str] = json.loads(decrypt(own.data_key_id, base64.b64decode(kept["sealed"]), field=FIELD))
    return raw
