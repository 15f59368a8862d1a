"""The one place where a "no" becomes an answer: a page in the reader's language, or RFC 9457 problem+json.

The project names `handler400`, `handler403`, `handler404` and `handler500` in its root URLs, `csrf_failure` in
its settings, and puts RefusalMiddleware last.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language, gettext, override

from sahulat.foundation.ui.queries.menus import sign_in_address
from sahulat.foundation.ui.queries.pages import render
from sahulat.kernel.refusals import N_, FieldsRefused, Refusal
from sahulat.kernel.text import Text

RETRY_AFTER_SECONDS = 5
_PAGE, _PROBLEM = "text/html", ("application/problem+json", "application/json")

TITLES = {
    400: N_("We could not read that"),
    401: N_("Sign in to go on"),
    403: N_("This is not open to you"),
    404: N_("There is nothing at this address"),
    409: N_("Something changed meanwhile"),
    410: N_("This is no longer here"),
    413: N_("The file is too large"),
    415: N_("This kind of file does not work"),
    429: N_("Too many tries"),
    500: N_("We made a mistake"),
    503: N_("We will be back in a moment"),
}
OTHERWISE = N_("That did not work")


class RefusalMiddleware:
    """Answers a Refusal that a view raised; lets every other exception pass, so that a bug stays loud."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal, or to a database that is just coming back."""
        if isinstance(exception, Refusal):
            return answer(request, exception)
        if isinstance(exception, (OperationalError, InterfaceError)) and _is_down(exception):
            return handler503(request)
        return None


def _is_down(fault: BaseException) -> bool:
    """Whether the database was away, rather than merely unwilling (a lock, a deadlock, a bug in SQL)."""
    state = getattr(fault.__cause__, "sqlstate", None)
    return state is None or state.startswith(("08", "57P"))


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as this client wants it: problem+json if it asks for JSON, else a page."""
    fields = refusal.errors if isinstance(refusal, FieldsRefused) else {}
    errors = {name: sentence(error.message, error.params) for name, error in fields.items()}
    return _answer(request, refusal.status, refusal.code, sentence(refusal.message, refusal.params), errors)


def sentence(message: str, params: Mapping[str, object]) -> str:
    """A msgid and its parameters as a sentence in the reader's language."""
    language = get_language() or "en"
    shown = {
        key: value.pick([language, "en"])[1] if isinstance(value, Text) else value for key, value in params.items()
    }
    return gettext(message) % shown if shown else gettext(message)


def _answer(
    request: HttpRequest, status: int, code: str, detail: str, errors: Mapping[str, str] | None = None
) -> HttpResponse:
    title = gettext(TITLES.get(status, OTHERWISE))
    if request.get_preferred_type([_PAGE, *_PROBLEM]) in _PROBLEM:
        response: HttpResponse = _problem(request, status, code, title, detail, errors or {})
    else:
        context: dict[str, Any] = {"refusal_title": title, "refusal_detail": detail, "refusal_errors": errors}
        context["sign_in"] = sign_in_address(request) if status == 401 else ""
        response = render(request, "ui/refusal.html", context, status)
    response["Cache-Control"] = "no-store"
    return response


def _problem(
    request: HttpRequest, status: int, code: str, title: str, detail: str, errors: Mapping[str, str]
) -> JsonResponse:
    body: dict[str, Any] = {
        "type": f"urn:sahulat:refusal:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": getattr(getattr(request, "actor", None), "request_id", ""),
    }
    if errors:
        body["errors"] = [{"pointer": f"#/{name}", "detail": text} for name, text in errors.items()]
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    response["Content-Language"] = get_language() or "en"
    return response


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that Django could not read (too many fields, a bad host)."""
    return _answer(request, 400, "ui.unreadable", gettext("Go back, reload the page and try again."))


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that names no permission, or a permission denied by a library."""
    detail = gettext("If you think that you should be able to see this, ask the office in charge.")
    return _answer(request, 403, "ui.forbidden", detail)


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page."""
    detail = gettext("Check the address, or start from the home page.")
    return _answer(request, 404, "ui.nothing-here", detail)


def handler500(request: HttpRequest) -> HttpResponse:
    """A bug; it is logged. While the database is away it is a 503 instead."""
    fault = sys.exc_info()[1]
    if isinstance(fault, (OperationalError, InterfaceError)) and _is_down(fault):
        return handler503(request)
    detail = gettext("What you saved is kept. Try again; if it happens again, tell us what you were doing.")
    return _fault(request, 500, "ui.our-mistake", detail)


def handler503(request: HttpRequest) -> HttpResponse:
    """The platform is recovering: try again shortly, with Retry-After."""
    detail = gettext("The service is starting. What you saved is kept. Try again in a few seconds.")
    response = _fault(request, 503, "ui.recovering", detail)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _fault(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    """An answer that needs neither database, session nor menu."""
    language = get_language() or "en"
    with override(language):
        title = gettext(TITLES[status])
        if request.get_preferred_type([_PAGE, *_PROBLEM]) in _PROBLEM:
            response: HttpResponse = _problem(request, status, code, title, detail, {})
        else:
            context = {"refusal_title": title, "refusal_detail": detail, "bare": True}
            response = render(request, "ui/refusal.html", context, status)
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old, as after a new sign-in in another window."""
    detail = gettext("The page had been open for too long. Go back, reload it and send it again.")
    return _answer(request, 403, "ui.stale-form", detail)
