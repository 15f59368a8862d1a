"""The drawn phone is that of the number which a visitor typed to sign in, and of no other field named mobile."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from sahulat.project.demo.web import TYPED_MOBILE, PhoneMiddleware


def posted(view_name: str, mobile: str, answer: HttpResponse) -> dict[str, Any]:
    request = RequestFactory().post("/", {"mobile": mobile})
    request.session = {}  # type: ignore[assignment]

    def page(asked: HttpRequest) -> HttpResponse:
        asked.resolver_match = SimpleNamespace(view_name=view_name)  # type: ignore[assignment]
        return answer

    assert PhoneMiddleware(page)(request) is answer
    return dict(request.session)


def test_the_number_to_which_a_code_went_is_remembered() -> None:
    kept = posted("accounts:sign-in", "0300 1234567", HttpResponseRedirect("/"))
    assert kept == {TYPED_MOBILE: "+923001234567"}


@pytest.mark.parametrize(
    ("view_name", "mobile", "answer"),
    [
        ("forms:page", "not a number", HttpResponseRedirect("/")),
        ("forms:page", "0300 1234567", HttpResponseRedirect("/")),
        ("accounts:sign-up", "not a number", HttpResponseRedirect("/")),
        ("accounts:sign-up", "", HttpResponseRedirect("/")),
        ("accounts:sign-in", "0300 1234567", HttpResponse("refused", status=422)),
    ],
)
def test_nothing_else_is_and_nothing_fails(view_name: str, mobile: str, answer: HttpResponse) -> None:
    assert posted(view_name, mobile, answer) == {}
