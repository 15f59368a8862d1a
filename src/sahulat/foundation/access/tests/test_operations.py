"""Operations: keyword-only, one transaction, always authorised; denied acts are told after the rollback."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction

from sahulat.foundation.access.public import (
    EVERYONE,
    SIGNED_IN,
    SYSTEM,
    AuthoriseForgotten,
    Denial,
    Forbidden,
    SignInNeeded,
    authorise,
    on_denial,
    operation,
    registered_operations,
)
from sahulat.foundation.access.types import Actor, Assurance, Basis, Channel, Grounds
from sahulat.kernel.refusals import Refusal

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NOBODY = Actor.anonymous(request_id="r1")
HOUSE = Actor.system()
CITIZEN = Actor(UUID(int=1), UUID(int=2), None, None, Channel.WEB, Assurance.CODE, session_id="s", request_id="r2")


class Full(Refusal):
    """A refusal of these tests."""

    code = "access.test-full"


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM jobs_heartbeat")
        return int(cursor.fetchone()[0])


def write(part: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO jobs_heartbeat VALUES (%s, now())", [part])


@operation(SIGNED_IN)
def keep(*, actor: Actor, now: datetime, part: str, refuse: bool = False) -> str:
    write(part)
    authorise(actor, SIGNED_IN)
    if refuse:
        raise Full
    return part


@operation(EVERYONE)
def keep_two(*, actor: Actor, now: datetime, refuse_second: bool) -> None:
    authorise(actor, EVERYONE)
    keep(actor=actor, now=now, part="first")
    keep(actor=actor, now=now, part="second", refuse=refuse_second)


@operation(SIGNED_IN)
def forgetful(*, actor: Actor, now: datetime) -> None:
    write("forgotten")


@operation(SIGNED_IN)
def asks_another(*, actor: Actor, now: datetime) -> None:
    authorise(actor, EVERYONE)


@operation(SIGNED_IN)
def leaves_it_to_a_nested_one(*, actor: Actor, now: datetime) -> None:
    keep(actor=actor, now=now, part="nested")


def test_positional_arguments_are_refused_at_import() -> None:
    with pytest.raises(TypeError, match="keyword-only"):

        @operation(EVERYONE)
        def positional(actor: Actor, *, now: datetime) -> None: ...


def test_arguments_by_any_name_are_refused_at_import() -> None:
    with pytest.raises(TypeError, match="keyword-only"):

        @operation(EVERYONE)
        def anything(*, actor: Actor, now: datetime, **rest: object) -> None: ...


@pytest.mark.parametrize("missing", ["actor", "now"])
def test_an_operation_without_actor_or_now_is_refused_at_import(missing: str) -> None:
    def without_now(*, actor: Actor) -> None: ...
    def without_actor(*, now: datetime) -> None: ...

    with pytest.raises(TypeError, match=missing):
        operation(EVERYONE)(without_now if missing == "now" else without_actor)


def test_operations_are_registered_under_their_full_name() -> None:
    [found] = [each for each in registered_operations() if each.name == f"{__name__}.keep"]
    assert (found.permission, found.function) == (SIGNED_IN, keep)


@pytest.mark.django_db
class TestInATransaction:
    def test_an_operation_writes_and_returns(self) -> None:
        assert keep(actor=CITIZEN, now=NOW, part="one") == "one"
        assert rows() == 1

    def test_a_refusal_leaves_nothing_half_done(self) -> None:
        with pytest.raises(Full):
            keep(actor=CITIZEN, now=NOW, part="one", refuse=True)
        assert rows() == 0

    def test_a_body_that_forgets_to_authorise_fails_and_leaves_nothing(self) -> None:
        with pytest.raises(AuthoriseForgotten):
            forgetful(actor=CITIZEN, now=NOW)
        assert rows() == 0

    def test_asking_another_permission_does_not_count(self) -> None:
        with pytest.raises(AuthoriseForgotten):
            asks_another(actor=CITIZEN, now=NOW)

    def test_a_nested_operation_does_not_authorise_for_the_outer_one(self) -> None:
        with pytest.raises(AuthoriseForgotten):
            leaves_it_to_a_nested_one(actor=CITIZEN, now=NOW)
        assert rows() == 0

    def test_nested_operations_share_one_transaction(self) -> None:
        keep_two(actor=CITIZEN, now=NOW, refuse_second=False)
        assert rows() == 2

    def test_a_refusal_in_a_nested_operation_rolls_all_back(self) -> None:
        with pytest.raises(Full):
            keep_two(actor=CITIZEN, now=NOW, refuse_second=True)
        assert rows() == 0

    def test_who_has_not_signed_in_is_asked_to(self) -> None:
        with pytest.raises(SignInNeeded):
            keep(actor=NOBODY, now=NOW, part="one")
        assert rows() == 0

    def test_the_house_itself_is_forbidden_what_needs_a_person(self) -> None:
        with pytest.raises(Forbidden):
            keep(actor=HOUSE, now=NOW, part="one")

    def test_a_denied_act_is_told_after_the_rollback_once(self) -> None:
        told: list[tuple[Denial, int]] = []

        def listen(denial: Denial) -> None:
            told.append((denial, rows()))

        on_denial(listen)
        with pytest.raises(SignInNeeded):
            keep_two(actor=NOBODY, now=NOW, refuse_second=False)
        [(denial, rows_then)] = told
        assert (denial.permission, denial.operation) == ("access.signed-in", f"{__name__}.keep_two")
        assert rows_then == 0

    def test_a_savepoint_of_the_caller_outlives_a_refusal(self) -> None:
        with transaction.atomic():
            write("before")
            with pytest.raises(Full):
                keep(actor=CITIZEN, now=NOW, part="one", refuse=True)
        assert rows() == 1


class TestPermissions:
    @pytest.mark.parametrize("actor", [NOBODY, HOUSE, CITIZEN])
    @pytest.mark.parametrize("permission", [EVERYONE, SIGNED_IN, SYSTEM])
    def test_allows_and_visible_agree(self, actor: Actor, permission: object) -> None:
        sees_all = permission.visible(actor) == EVERYONE.visible(actor)  # type: ignore[attr-defined]
        assert permission.allows(actor, None) == sees_all  # type: ignore[attr-defined]

    def test_a_query_outside_an_operation_may_authorise_too(self) -> None:
        authorise(CITIZEN, SIGNED_IN)
        with pytest.raises(Forbidden):
            authorise(CITIZEN, SYSTEM)

    def test_grounds_without_a_purpose_are_no_grounds(self) -> None:
        with pytest.raises(ValueError, match="purpose"):
            Grounds(" ", Basis.LAW)
