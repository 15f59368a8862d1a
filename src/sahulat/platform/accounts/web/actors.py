"""Who acts in a request, and making a session somebody's."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils.html import format_html
from django.utils.translation import get_language

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.access.types import Actor, Channel
from sahulat.kernel import clock
from sahulat.platform.accounts.models.sessions import enter_session, session_ids
from sahulat.platform.accounts.rules.devices import device_words
from sahulat.platform.accounts.types import SignedIn
from sahulat.platform.organisations.public import holder_of, holds_post, post, posts_of_person


class ActorMiddleware:
    """Puts `actor` and `now` on the request. A post that the person no longer holds is left out, at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: SahulatRequest) -> HttpResponse:
        """Say who acts, and when."""
        request.now = clock.now()
        request.actor = _actor(request)
        return self.get_response(request)


def _actor(request: SahulatRequest) -> Actor:
    request_id = str(getattr(request, "request_id", ""))
    account_id, person_id, post_id, assurance = session_ids(request.session)
    if account_id is None or person_id is None:
        return Actor.anonymous(request_id=request_id)
    if post_id is not None and not holds_post(person_id, post_id, request.now):
        post_id = None
    row_id = getattr(request.session, "row_id", None)
    return Actor(
        account_id=account_id,
        person_id=person_id,
        post_id=post_id,
        on_behalf_of=None,
        channel=Channel.WEB,
        assurance=assurance,
        session_id=str(row_id) if row_id else None,
        request_id=request_id,
    )


def enter(request: SahulatRequest, signed_in: SignedIn, *, post_id: UUID | None = None) -> None:
    """Make the request's session that of whoever just signed in, under a new key.

    Without a post named, somebody who holds exactly one acts in it.
    """
    if post_id is None:
        held = posts_of_person(signed_in.person_id, request.now)
        post_id = held[0].id if len(held) == 1 else None
    device = device_words(request.headers.get("User-Agent", ""))
    enter_session(request.session, signed_in, device=device, post_id=post_id)
    rotate_token(request)
    request.actor = _actor(request)


def who_acts(request: SahulatRequest) -> str:
    """The officer's post and name for the desk's header, as safe HTML; empty for everyone else."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.post_id is None:
        return ""
    languages = [get_language() or "en", "en"]
    title_lang, title = post(actor.post_id).title.pick(languages)
    holder = holder_of(actor.post_id, request.now)
    if holder is None:
        return format_html('<span lang="{}">{}</span>', title_lang, title)
    name_lang, name = holder.names.pick(languages)
    return format_html('<b lang="{}">{}</b> <span lang="{}">{}</span>', title_lang, title, name_lang, name)
