"""Sessions in a table of our own, behind Django's session protocol: the setting SESSION_ENGINE names this module.

The cookie holds a random key, the table its hash. A session belongs to an account from sign-in on, so that
"sign out everywhere" is one delete and its owner can see the list.
"""

from __future__ import annotations

import copy
import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import models, transaction

from sahulat.foundation.access.types import Assurance
from sahulat.foundation.tables.public import IdField
from sahulat.kernel import clock
from sahulat.kernel.ids import new_id
from sahulat.platform.accounts.models.accounts import Account
from sahulat.platform.accounts.types import SignedIn

ACCOUNT, PERSON, POST, ASSURANCE, DEVICE = "account", "person", "post", "assurance", "device"
# Seen again within this time, a session is not written anew: one write in five minutes, not one a page.
SEEN_AGAIN = timedelta(minutes=5)
# However often it is used, a session ends this long after the sign-in: a week for one's own affairs, a working
# day with overtime in a post. Idle, it ends after SESSION_COOKIE_AGE.
LONGEST_FOR_ONESELF, LONGEST_IN_A_POST = timedelta(days=7), timedelta(hours=16)
KEY_BYTES = 32


class Session(models.Model):
    """A browser's session. Only the hash of its key is stored: who reads the table can't become anyone."""

    id = IdField()
    key_hash = models.BinaryField(max_length=32, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sessions", null=True)
    content = models.TextField()
    device = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_session"
        indexes = [models.Index(name="accounts_session_by_end", fields=["expires_at"])]


def key_hash(session_key: str) -> bytes:
    """By which a session is found; its key is 256 random bits, so a plain hash hides it."""
    return hashlib.sha256(session_key.encode()).digest()


class SessionStore(SessionBase):
    """Django's session protocol over Session. The clock is the process's, so that a demo's pushed clock counts."""

    row_id: UUID | None = None
    as_loaded: dict[str, Any] | None = None

    def exists(self, session_key: str) -> bool:
        """Is there a session with this key?"""
        return Session.objects.filter(key_hash=key_hash(session_key)).exists()

    def create(self) -> None:
        """Make a new session under a new key."""
        self._session_key = secrets.token_urlsafe(KEY_BYTES)
        self.as_loaded = None
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Write the session. Raises CreateError, or UpdateError when it was ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        # Django's stubs leave this one out; `save` of its own database store begins with the same line.
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if not must_create and data == self.as_loaded:
            # Only the cookie is renewed: the row was, when it was read.
            return
        now = clock.now()
        written = {
            "content": self.encode(data),
            "account_id": data.get(ACCOUNT),
            "device": data.get(DEVICE, ""),
            "last_seen_at": now,
        }
        digest = key_hash(self.session_key)
        with transaction.atomic():
            if not must_create:
                row = Session.objects.select_for_update().filter(key_hash=digest).first()
                if row is None:
                    raise UpdateError
                ends = _end(data, row.created_at, now)
                Session.objects.filter(id=row.id).update(**written, expires_at=ends)
                return
            if self.exists(self.session_key):
                raise CreateError
            row = Session.objects.create(
                id=new_id(now), key_hash=digest, created_at=now, expires_at=_end(data, now, now), **written
            )
            self.row_id = row.id

    def load(self) -> dict[str, Any]:
        """The session's content, or nothing when it was ended or its time is over."""
        now = clock.now()
        row = None
        if self.session_key is not None:
            row = Session.objects.filter(key_hash=key_hash(self.session_key), expires_at__gt=now).first()
        if row is None:
            self._session_key = None
            return {}
        self.row_id = row.id
        data = dict(self.decode(row.content))
        if now - row.last_seen_at > SEEN_AGAIN:
            ends = _end(data, row.created_at, now)
            Session.objects.filter(id=row.id).update(last_seen_at=now, expires_at=ends)
            # Makes Django send the cookie again, so that browser and table forget at the same time.
            self.as_loaded, self.modified = copy.deepcopy(data), True
        return data

    def delete(self, session_key: str | None = None) -> None:
        """End a session (this one for None). Safe to repeat."""
        ended = session_key or self.session_key
        if ended is not None:
            Session.objects.filter(key_hash=key_hash(ended)).delete()


def enter_session(session: SessionBase, signed_in: SignedIn, *, device: str, post_id: UUID | None) -> None:
    """Make a session that of an account, under a new key: a key known from before the sign-in is worth nothing."""
    session.cycle_key()
    session[ACCOUNT] = str(signed_in.account_id)
    session[PERSON] = str(signed_in.person_id)
    session[ASSURANCE] = int(signed_in.assurance)
    session[DEVICE] = device
    choose_session_post(session, post_id)


def choose_session_post(session: SessionBase, post_id: UUID | None) -> None:
    """Act in a post from now on, or for oneself (None)."""
    session[POST] = str(post_id) if post_id is not None else None


def session_ids(session: SessionBase) -> tuple[UUID | None, UUID | None, UUID | None, Assurance]:
    """(account, person, chosen post, assurance) of a session, all empty before a sign-in."""
    if session.get(ACCOUNT) is None:
        return None, None, None, Assurance.NONE
    post = session.get(POST)
    return UUID(session[ACCOUNT]), UUID(session[PERSON]), UUID(post) if post else None, Assurance(session[ASSURANCE])


def _end(data: Mapping[str, Any], created_at: datetime, now: datetime) -> datetime:
    longest = LONGEST_IN_A_POST if data.get(POST) else LONGEST_FOR_ONESELF
    return min(now + timedelta(seconds=settings.SESSION_COOKIE_AGE), created_at + longest)
