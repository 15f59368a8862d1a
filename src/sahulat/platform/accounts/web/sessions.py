"""The pages about one's own sessions, password and post."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.languages.public import date_text
from sahulat.foundation.ui.public import render
from sahulat.kernel.refusals import N_, FieldError, FieldsRefused, Refusal
from sahulat.platform.accounts import operations
from sahulat.platform.accounts.models.sessions import choose_session_post
from sahulat.platform.accounts.queries import own_account, sessions_of
from sahulat.platform.accounts.web.fields import code_field, password_field, radio_field
from sahulat.platform.accounts.web.forms import Form, Link, errors_of, home_or_next, show
from sahulat.platform.organisations.public import posts_of_person

OWN_AFFAIRS = "self"
NOT_THE_SAME = N_("The two passwords are not the same. Type them again.")
CHOOSE_ONE = N_("Choose for whom you act.")


def sign_out(request: SahulatRequest) -> HttpResponse:
    """Ask, then end this session."""
    if request.method != "POST":
        return render(request, "accounts/sign-out.html", {})
    operations.sign_out(actor=request.actor, now=request.now)
    request.session.flush()
    return HttpResponseRedirect(f"/{_language()}/")


def security(request: SahulatRequest) -> HttpResponse:
    """The devices that are signed in, and the password."""
    language = _language()
    sessions = [
        {
            "id": str(each.id),
            "device": each.device or gettext("Unknown device"),
            "seen": date_text(each.last_seen_at, language),
            "is_this": each.is_this,
        }
        for each in sessions_of(request.actor)
    ]
    posts = posts_of_person(request.actor.person_id, request.now) if request.actor.person_id else []
    context = {
        "sessions": sessions,
        "buttons": [
            _end_button("others", gettext("Sign out on all other devices")),
            _end_button("all", gettext("Sign out everywhere")),
        ],
        "has_password": bool(own_account(request.actor).password),
        "has_posts": bool(posts),
    }
    return render(request, "accounts/security.html", context)


def end(request: SahulatRequest) -> HttpResponse:
    """End one session, or all others."""
    if request.method == "POST":
        asked = request.POST.get("session", "")
        if asked == "others":
            operations.sign_out_everywhere(actor=request.actor, now=request.now)
        elif asked == "all":
            operations.sign_out_everywhere(actor=request.actor, now=request.now, keep_this=False)
            request.session.flush()
            return HttpResponseRedirect(f"/{_language()}/")
        else:
            operations.end_session(actor=request.actor, now=request.now, session_id=_session_id(asked))
    return HttpResponseRedirect(reverse("accounts:security"))


def password(request: SahulatRequest) -> HttpResponse:
    """Change the password, or set the first one with a code; other devices are signed out."""
    has_password = bool(own_account(request.actor).password)
    if not has_password and ("send" in request.POST or (request.method != "POST" and "sent" not in request.GET)):
        return _send_code_first(request)
    if request.method != "POST":
        return show(request, _password_form(has_password, {}))
    try:
        if request.POST.get("password", "") != request.POST.get("again", ""):
            raise FieldsRefused({"again": FieldError(NOT_THE_SAME)})
        operations.set_password(
            actor=request.actor,
            now=request.now,
            password=request.POST.get("password", ""),
            current=request.POST.get("current", ""),
            code=request.POST.get("code", ""),
        )
    except Refusal as refusal:
        errors = errors_of(refusal, "current" if has_password else "code")
        return show(request, _password_form(has_password, errors), errors, status=refusal.status)
    return HttpResponseRedirect(reverse("accounts:security"))


def post(request: SahulatRequest) -> HttpResponse:
    """Choose in which post to act, or for oneself."""
    if request.method != "POST":
        return show(request, _post_form(request, {}))
    try:
        post_id = _post_id(request.POST.get("post", ""))
        operations.choose_post(actor=request.actor, now=request.now, post_id=post_id)
    except Refusal as refusal:
        errors = errors_of(refusal, "post")
        return show(request, _post_form(request, errors), errors, status=refusal.status)
    choose_session_post(request.session, post_id)
    return home_or_next(request)


def step_up_code(request: SahulatRequest) -> HttpResponse:
    """Send a code to confirm with, and go back to the page that asks for it."""
    if request.method == "POST":
        operations.request_step_up_code(actor=request.actor, now=request.now, language=_language())
    return home_or_next(request)


def _end_button(which: str, text: str) -> dict[str, str]:
    return {"name": "session", "value": which, "text": text, "classes": "govuk-button--secondary"}


def _send_code_first(request: SahulatRequest) -> HttpResponse:
    """Somebody else at an open session must not give the account a password: the phone is asked first."""
    form = Form(
        heading=gettext("Choose a password"),
        words=gettext("First we send a code to your phone, so that nobody else can choose your password."),
        button=gettext("Send the code"),
        hidden={"send": "code"},
    )
    if request.method != "POST":
        return show(request, form)
    try:
        operations.request_step_up_code(actor=request.actor, now=request.now, language=_language())
    except Refusal as refusal:
        return show(request, form, errors_of(refusal, "content"), status=refusal.status)
    return HttpResponseRedirect(f"{reverse('accounts:password')}?sent=code")


def _password_form(has_password: bool, errors: Mapping[str, str]) -> Form:
    fields = [
        password_field(
            "password",
            gettext("New password"),
            errors,
            new=True,
            hint=gettext("At least 10 characters. Three words in a row are easy to remember."),
        ),
        password_field("again", gettext("The new password once more"), errors, new=True),
    ]
    first = password_field("current", gettext("Current password"), errors) if has_password else code_field(errors)
    return Form(
        heading=gettext("Change the password") if has_password else gettext("Choose a password"),
        words=gettext("Your other devices will be signed out."),
        fields=[first, *fields],
        button=gettext("Save the password"),
        links=[] if has_password else [Link(gettext("No message? Ask for a new code"), reverse("accounts:password"))],
    )


def _post_form(request: SahulatRequest, errors: Mapping[str, str]) -> Form:
    person_id, languages = request.actor.person_id, [_language(), "en"]
    chosen = str(request.actor.post_id or OWN_AFFAIRS)
    held = posts_of_person(person_id, request.now) if person_id else []
    items = [
        {
            "value": str(each.id),
            "text": each.title.pick(languages)[1],
            "hint": {"text": each.agency_names.pick(languages)[1]},
            "checked": str(each.id) == chosen,
        }
        for each in held
    ]
    items.append({"value": OWN_AFFAIRS, "text": gettext("For myself"), "checked": chosen == OWN_AFFAIRS})
    return Form(
        heading=gettext("For whom do you act now?"),
        fields=[radio_field("post", gettext("Choose one"), items, errors)],
        button=gettext("Go on"),
    )


def _post_id(value: str) -> UUID | None:
    if value == OWN_AFFAIRS:
        return None
    try:
        return UUID(value)
    except ValueError as error:
        raise FieldsRefused({"post": FieldError(CHOOSE_ONE)}) from error


def _session_id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError as error:
        raise FieldsRefused({"session": FieldError(CHOOSE_ONE)}) from error


def _language() -> str:
    return get_language() or "en"
