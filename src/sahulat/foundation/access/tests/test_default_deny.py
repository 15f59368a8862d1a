"""Every address names its permission; what names none is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, path

from sahulat.foundation.access.public import (
    EVERYONE,
    SIGNED_IN,
    SYSTEM,
    DefaultDeny,
    Denial,
    Forbidden,
    Permission,
    SignInNeeded,
    authorise,
    nothing,
    on_denial,
    operation,
    route,
)
from sahulat.foundation.access.types import Actor, Assurance, Channel

NOBODY = Actor.anonymous(request_id="r1")
CITIZEN = Actor(UUID(int=1), UUID(int=2), None, None, Channel.WEB, Assurance.CODE, "s", "r2")


def page(request: HttpRequest, number: int = 0) -> HttpResponse:
    return HttpResponse(f"page {number}")


urlpatterns = [
    path("bare/", page, name="bare"),
    path("foreign/", page, name="foreign"),
    route("open/<int:number>/", page, permission=EVERYONE, name="open"),
]


class PlacesActor:
    """What accounts' middleware does, as little as these tests need."""

    def __init__(self, get_response: object) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.now = NOBODY, datetime(2026, 11, 24, tzinfo=UTC)  # type: ignore[attr-defined]
        return self.get_response(request)  # type: ignore[operator, no-any-return]


@pytest.fixture
def client(settings: object) -> Client:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    settings.MIDDLEWARE = [f"{__name__}.PlacesActor", "sahulat.foundation.access.web.DefaultDeny"]  # type: ignore[attr-defined]
    settings.SAHULAT_FOREIGN_VIEWS = {"foreign"}  # type: ignore[attr-defined]
    return Client(raise_request_exception=False)


def request_as(actor: Actor) -> HttpRequest:
    request = RequestFactory().get("/")
    request.actor, request.now = actor, datetime(2026, 11, 24, tzinfo=UTC)  # type: ignore[attr-defined]
    return request


def test_a_view_without_permission_is_refused_with_403(client: Client) -> None:
    assert client.get("/bare/").status_code == 403


def test_a_view_with_its_permission_answers(client: Client) -> None:
    assert client.get("/open/7/").content == b"page 7"


@pytest.mark.parametrize("method", ["options", "trace", "put", "patch", "delete"])
def test_a_method_that_no_page_has_is_refused(client: Client, method: str) -> None:
    answer = getattr(client, method)("/open/7/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"
    assert b"page" not in answer.content


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_the_methods_of_pages_are_answered(client: Client, method: str) -> None:
    assert getattr(client, method)("/open/7/").status_code == 200


def test_an_unknown_address_stays_unknown(client: Client) -> None:
    assert client.get("/nowhere/").status_code == 404


def test_a_view_of_a_library_answers_when_the_project_lists_it(client: Client) -> None:
    assert client.get("/foreign/").status_code == 200


def test_without_a_known_address_nothing_is_let_through() -> None:
    request = request_as(CITIZEN)
    request.resolver_match = None
    with pytest.raises(PermissionDenied):
        DefaultDeny(page).process_view(request, page, (), {})  # type: ignore[arg-type]


def test_a_listed_name_is_compared_with_its_namespace(settings: object) -> None:
    settings.SAHULAT_FOREIGN_VIEWS = {"foreign"}  # type: ignore[attr-defined]
    request = request_as(CITIZEN)
    request.resolver_match = ResolverMatch(page, (), {}, url_name="foreign", namespaces=["cases"])
    with pytest.raises(PermissionDenied):
        DefaultDeny(page).process_view(request, page, (), {})  # type: ignore[arg-type]


@pytest.mark.django_db
class TestTraces:
    """Denied looks are told once."""

    def told(self, view: object, actor: Actor = CITIZEN) -> list[Denial]:
        found: list[Denial] = []
        on_denial(found.append)
        with pytest.raises((Forbidden, SignInNeeded)):
            route("", view, permission=SIGNED_IN, name="x").callback(request_as(actor))  # type: ignore[arg-type]
        return [denial for denial in found if denial.operation.startswith(__name__)]

    def test_a_look_that_a_query_refuses_is_told(self) -> None:
        def view(request: HttpRequest) -> HttpResponse:
            authorise(CITIZEN, SYSTEM)
            return HttpResponse()

        [denial] = self.told(view)
        assert (denial.permission, denial.actor) == ("access.system", CITIZEN)

    def test_what_an_operation_refused_is_not_told_twice(self) -> None:
        @operation(SYSTEM)
        def only_the_house(*, actor: Actor, now: datetime) -> None:
            authorise(actor, SYSTEM)

        def view(request: HttpRequest) -> HttpResponse:
            only_the_house(actor=CITIZEN, now=datetime(2026, 11, 24, tzinfo=UTC))
            return HttpResponse()

        [denial] = self.told(view)
        assert denial.operation.endswith("only_the_house")

    def test_who_only_has_to_sign_in_leaves_no_trace(self) -> None:
        assert self.told(page, NOBODY) == []


@pytest.mark.django_db
class TestTheDoor:
    """What `route` asks before the view runs."""

    def ask(self, permission: Permission, actor: Actor) -> HttpResponse:
        view = route("", page, permission=permission, name="x").callback
        return view(request_as(actor))  # type: ignore[no-any-return]

    def test_who_has_not_signed_in_is_asked_to(self) -> None:
        with pytest.raises(SignInNeeded):
            self.ask(SIGNED_IN, NOBODY)
        assert self.ask(SIGNED_IN, CITIZEN).status_code == 200

    def test_what_only_the_house_does_has_no_page(self) -> None:
        with pytest.raises(Forbidden):
            self.ask(SYSTEM, CITIZEN)

    def test_a_permission_over_objects_lets_everybody_signed_in_as_far_as_the_page(self) -> None:
        own = Permission(name="x.own", allows=lambda actor, thing: thing.owner == actor.person_id, visible=nothing)
        assert self.ask(own, CITIZEN).status_code == 200
