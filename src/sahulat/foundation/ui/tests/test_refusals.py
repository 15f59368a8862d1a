"""Refusals and faults as pages and as problem+json, in the reader's language, saying what to do."""

from __future__ import annotations

import json
from typing import ClassVar

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from sahulat.foundation.ui.web import RefusalMiddleware, handler404, handler500
from sahulat.kernel.refusals import FieldError, FieldsRefused, Refusal
from sahulat.kernel.text import Text


class TooLarge(Refusal):
    code: ClassVar[str] = "tests.too-large"
    status: ClassVar[int] = 413
    message: ClassVar[str] = "Send at most %(most)s of %(what)s."


def get(path: str = "/en/somewhere/", accept: str = "text/html") -> HttpRequest:
    return RequestFactory().get(path, headers={"accept": accept})


def answered(refusal: Exception, accept: str = "text/html") -> HttpResponse | None:
    return RefusalMiddleware(lambda request: HttpResponse()).process_exception(get(accept=accept), refusal)


def test_a_refusal_becomes_a_page_with_its_status_and_what_to_do() -> None:
    response = answered(TooLarge(most=5, what="files"))
    assert response is not None
    assert response.status_code == 413
    assert "Send at most 5 of files." in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_refusal_becomes_problem_json_when_json_is_asked_for() -> None:
    response = answered(TooLarge(most=5, what="files"), accept="application/json")
    assert response is not None
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert (body["status"], body["code"], body["detail"]) == (413, "tests.too-large", "Send at most 5 of files.")


def test_a_parameter_in_several_languages_is_shown_in_the_readers() -> None:
    what = Text({"en": "files", "ur": "فائلیں"})
    with override("ur"):
        response = answered(TooLarge(most=5, what=what), accept="application/json")
    assert response is not None
    assert "فائلیں" in json.loads(response.content)["detail"]


def test_faulty_fields_are_named_one_by_one() -> None:
    refusal = FieldsRefused({"father": FieldError("Write the name."), "since": FieldError("In the past.")})
    response = answered(refusal, accept="application/problem+json")
    assert response is not None
    assert json.loads(response.content)["errors"] == [
        {"pointer": "#/father", "detail": "Write the name."},
        {"pointer": "#/since", "detail": "In the past."},
    ]


def test_a_bug_stays_loud() -> None:
    assert answered(KeyError("a bug")) is None


def test_a_browser_that_accepts_anything_gets_a_page() -> None:
    response = answered(TooLarge(most=5, what="files"), accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert response is not None
    assert response["Content-Type"].startswith("text/html")


def during(fault: Exception) -> HttpResponse:
    """What the last resort answers while this fault is being handled, as Django calls it."""
    try:
        raise fault
    except type(fault):
        return handler500(get())


def test_while_the_database_is_away_a_fault_is_a_503_that_says_when_to_come_back() -> None:
    response = during(OperationalError("connection refused"))
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0


def test_a_bug_is_a_500_that_shows_nothing_of_it() -> None:
    response = during(KeyError("secret detail"))
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ur", "rtl")])
def test_an_unknown_address_is_a_page_in_the_readers_language(language: str, direction: str) -> None:
    with override(language):
        page = handler404(get(f"/{language}/nothing/")).content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in page
