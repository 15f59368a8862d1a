"""The pages for signing up and in. Each view parses, calls one operation and renders or redirects."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.ui.public import render
from sahulat.kernel.identifiers import Mobile, NotAMobile
from sahulat.kernel.refusals import FieldError, FieldsRefused, Refusal
from sahulat.kernel.text import Text
from sahulat.platform.accounts import operations
from sahulat.platform.accounts.rules.names import read_names
from sahulat.platform.accounts.types import AccountChoice, SignedIn
from sahulat.platform.accounts.web.actors import enter
from sahulat.platform.accounts.web.fields import (
    code_field,
    mobile_field,
    name_fields,
    password_field,
    radio_field,
)
from sahulat.platform.accounts.web.forms import Form, errors_of, go, home_or_next, link, show
from sahulat.platform.organisations.public import posts_of_person

Errors = dict[str, str]


def sign_in(request: SahulatRequest) -> HttpResponse:
    """Ask for the mobile number and send a code."""

    def form(errors: Errors) -> Form:
        return Form(
            heading=gettext("Sign in"),
            words=gettext("We send a code to your phone. You need no password."),
            fields=[mobile_field(request.POST, errors)],
            button=gettext("Send the code"),
            links=[
                link(request, gettext("Sign in with a password"), "accounts:password-sign-in"),
                link(request, gettext("New here? Open an account"), "accounts:sign-up"),
            ],
        )

    def act() -> HttpResponse:
        code_id = operations.request_code(
            actor=request.actor,
            now=request.now,
            mobile=_mobile(request),
            language=_language(),
            network=_network(request),
        )
        return go(request, "accounts:sign-in-code", code_id=code_id)

    return _answer(request, form, act, "mobile")


def sign_in_code(request: SahulatRequest, code_id: UUID) -> HttpResponse:
    """Take the code; where people share the phone, ask whose account it is."""

    def form(errors: Errors) -> Form:
        return _code_form(request, errors, again="accounts:sign-in", button=gettext("Sign in"))

    def act() -> HttpResponse:
        result = operations.sign_in_by_code(
            actor=request.actor,
            now=request.now,
            code_id=code_id,
            code=request.POST.get("code", ""),
            network=_network(request),
            account_id=_uuid(request.POST.get("account", "")),
        )
        return _signed_in(request, result) if isinstance(result, SignedIn) else _whose(request, result)

    return _answer(request, form, act, "code")


def password_sign_in(request: SahulatRequest) -> HttpResponse:
    """Sign in with mobile number and password."""

    def form(errors: Errors) -> Form:
        return Form(
            heading=gettext("Sign in with a password"),
            fields=[mobile_field(request.POST, errors), password_field("password", gettext("Password"), errors)],
            button=gettext("Sign in"),
            links=[link(request, gettext("Sign in with a code instead"), "accounts:sign-in")],
        )

    def act() -> HttpResponse:
        signed_in = operations.sign_in_by_password(
            actor=request.actor,
            now=request.now,
            mobile=_mobile(request),
            password=request.POST.get("password", ""),
            network=_network(request),
        )
        return _signed_in(request, signed_in)

    return _answer(request, form, act, "password")


def sign_up(request: SahulatRequest) -> HttpResponse:
    """Ask for the name and the mobile number and send a code."""

    def form(errors: Errors) -> Form:
        return Form(
            heading=gettext("Open an account"),
            words=gettext("You need a mobile phone. It may be one that you share."),
            fields=[*name_fields(request.POST, errors), mobile_field(request.POST, errors)],
            button=gettext("Send the code"),
            links=[link(request, gettext("You have an account? Sign in"), "accounts:sign-in")],
        )

    def act() -> HttpResponse:
        names, mobile = _names_and_mobile(request)
        code_id = operations.request_sign_up(
            actor=request.actor,
            now=request.now,
            names=names,
            mobile=mobile,
            language=_language(),
            network=_network(request),
        )
        return go(request, "accounts:sign-up-code", code_id=code_id)

    return _answer(request, form, act, "mobile")


def sign_up_code(request: SahulatRequest, code_id: UUID) -> HttpResponse:
    """Take the code, and a password if one is wanted, and open the account."""

    def form(errors: Errors) -> Form:
        made = _code_form(request, errors, again="accounts:sign-up", button=gettext("Open the account"))
        label = gettext("Choose a password, if you want one")
        hint = gettext("At least 10 characters. You can always sign in with a code instead.")
        made.fields.append(password_field("password", label, errors, new=True, hint=hint))
        return made

    def act() -> HttpResponse:
        signed_in = operations.sign_up(
            actor=request.actor,
            now=request.now,
            code_id=code_id,
            code=request.POST.get("code", ""),
            password=request.POST.get("password", ""),
            network=_network(request),
        )
        return _known(request, signed_in) if signed_in.known_before else _signed_in(request, signed_in)

    return _answer(request, form, act, "code")


def _known(request: SahulatRequest, signed_in: SignedIn) -> HttpResponse:
    on = _signed_in(request, signed_in)["Location"]
    context = {"on": on, "typed_password": bool(request.POST.get("password"))}
    return render(request, "accounts/known.html", context)


def _answer(
    request: SahulatRequest, form: Callable[[Errors], Form], act: Callable[[], HttpResponse], field: str
) -> HttpResponse:
    if request.method != "POST":
        return show(request, form({}))
    try:
        return act()
    except Refusal as refusal:
        errors = errors_of(refusal, field)
        return show(request, form(errors), errors, status=refusal.status)


def _code_form(request: SahulatRequest, errors: Errors, *, again: str, button: str) -> Form:
    return Form(
        heading=gettext("Enter the code"),
        words=gettext("We sent a message to your phone. The code works for 10 minutes."),
        fields=[code_field(errors)],
        button=button,
        links=[link(request, gettext("No message? Ask for a new code"), again)],
    )


def _whose(request: SahulatRequest, choices: tuple[AccountChoice, ...]) -> HttpResponse:
    languages = [_language(), "en"]
    items = []
    for each in choices:
        lang, name = each.names.pick(languages)
        items.append({"value": str(each.account_id), "text": name, "label": {"attributes": {"lang": lang}}})
    form = Form(
        heading=gettext("Who is signing in?"),
        words=gettext("Several people use this phone."),
        fields=[radio_field("account", gettext("Choose your name"), items, {})],
        button=gettext("Go on"),
        hidden={"code": request.POST.get("code", "")},
    )
    return show(request, form)


def _signed_in(request: SahulatRequest, signed_in: SignedIn) -> HttpResponse:
    enter(request, signed_in)
    if request.actor.post_id is None and posts_of_person(signed_in.person_id, request.now):
        return go(request, "accounts:post")
    return home_or_next(request)


def _names_and_mobile(request: SahulatRequest) -> tuple[Text, Mobile]:
    errors: dict[str, FieldError] = {}
    names, mobile = None, None
    try:
        names = read_names({"ur": request.POST.get("name-ur", ""), "en": request.POST.get("name-en", "")})
    except FieldsRefused as refusal:
        errors |= refusal.errors
    try:
        mobile = _mobile(request)
    except FieldsRefused as refusal:
        errors |= refusal.errors
    if names is None or mobile is None:
        raise FieldsRefused(errors)
    return names, mobile


def _mobile(request: SahulatRequest) -> Mobile:
    try:
        return Mobile.parse(request.POST.get("mobile", ""))
    except NotAMobile as refusal:
        raise FieldsRefused({"mobile": FieldError(refusal.message)}) from refusal


def _network(request: SahulatRequest) -> str:
    # What tries from one machine are counted under; only its keyed hash is kept.
    return request.client_address


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _language() -> str:
    return get_language() or "en"
