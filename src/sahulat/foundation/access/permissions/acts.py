"""The one way in which anything is written: an operation in one transaction that asks its permission."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.db import transaction

from sahulat.foundation.access.permissions.asking import Forbidden, Permission, SignInNeeded
from sahulat.foundation.access.rules.crash_points import crash_point
from sahulat.foundation.access.types import Actor

P = ParamSpec("P")
R = TypeVar("R")


class AuthoriseForgotten(AssertionError):
    """An operation returned without asking its permission: a bug, so everything it did is rolled back."""


@dataclass(frozen=True, slots=True)
class RegisteredOperation:
    """An operation as the checks see it: its full name, its permission and the function itself."""

    name: str
    permission: Permission
    function: Callable[..., Any]


@dataclass(slots=True)
class _Running:
    """An operation under way, with the permissions asked so far."""

    name: str
    asked: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Denial:
    """A refused act, as it is told to whoever records denials."""

    actor: Actor
    now: datetime
    operation: str
    permission: str
    subject_type: str
    subject_id: UUID | None


class DenialRecorder(Protocol):
    """Called after the rollback of a denied act; writes in its own transaction."""

    def __call__(self, denial: Denial) -> None: ...


class _Denied(Exception):
    def __init__(self, permission: Permission, obj: object) -> None:
        super().__init__(permission.name)
        self.permission = permission
        self.obj = obj
        self.told = False


_running: ContextVar[tuple[_Running, ...]] = ContextVar("sahulat_running_operations", default=())
_registered: dict[str, RegisteredOperation] = {}
_recorders: list[DenialRecorder] = []


def registered_operations() -> tuple[RegisteredOperation, ...]:
    """All operations that have been imported, by full name ("module.function")."""
    return tuple(_registered[name] for name in sorted(_registered))


def on_denial(recorder: DenialRecorder) -> None:
    """Let `recorder` hear of every denied act. Registering the same one again changes nothing."""
    if recorder not in _recorders:
        _recorders.append(recorder)


def authorise(actor: Actor, permission: Permission, obj: object | None = None) -> None:
    """Let the actor go on, or refuse.

    Raises SignInNeeded when nobody has signed in, Forbidden otherwise. Inside an operation it also notes
    that the permission was asked; outside one (a query, a view) it only decides. Safe to repeat.
    """
    running = _running.get()
    if running:
        running[-1].asked.add(permission.name)
    if permission.allows(actor, obj):
        return
    refuse(actor, permission, obj)


def refuse(actor: Actor, permission: Permission, obj: object | None = None) -> NoReturn:
    """Raise what fits the actor: SignInNeeded when nobody has signed in, else Forbidden."""
    refusal: Forbidden | SignInNeeded = Forbidden() if actor.is_signed_in or actor.is_system else SignInNeeded()
    raise refusal from _Denied(permission, obj)


def operation(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an operation: one transaction, keyword arguments only, `actor` and `now` among them.

    The outermost operation opens the transaction, nested ones share it: a refusal anywhere rolls all back.
    A body that returns without `authorise(actor, permission, …)` fails with AuthoriseForgotten. Denied acts
    are recorded after the rollback. Crash points: "<function>:before_commit", "<function>:after_commit".
    Raises TypeError at import when the signature is not as said.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        _check_signature(function)
        name = f"{function.__module__}.{function.__qualname__}"
        short = function.__name__

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            nested = bool(_running.get())
            try:
                with transaction.atomic(savepoint=not nested), _under_way(name) as this:
                    result = function(*args, **kwargs)
                    if permission.name not in this.asked:
                        raise AuthoriseForgotten(f"{name} returned without asking {permission.name}.")
                    crash_point(f"{short}:before_commit")
                    transaction.on_commit(functools.partial(crash_point, f"{short}:after_commit"))
            except (Forbidden, SignInNeeded) as refusal:
                if not nested:
                    tell_denial(refusal, actor=kwargs["actor"], now=kwargs["now"], name=name)  # type: ignore[arg-type]
                raise
            return result

        _registered[name] = RegisteredOperation(name, permission, run)
        return run

    return wrap


@contextmanager
def _under_way(name: str) -> Iterator[_Running]:
    this = _Running(name)
    token = _running.set((*_running.get(), this))
    try:
        yield this
    finally:
        _running.reset(token)


def _check_signature(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    loose = [p.name for p in parameters.values() if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    if loose:
        raise TypeError(f"{function.__qualname__}: arguments of an operation are keyword-only, not {loose}.")
    missing = {"actor", "now"} - set(parameters)
    if missing:
        raise TypeError(f"{function.__qualname__}: an operation takes actor and now, {sorted(missing)} missing.")


def tell_denial(refusal: Exception, *, actor: Actor, now: datetime, name: str) -> None:
    """Tell the recorders of an act or a look that `authorise` refused; `name` of the operation or view.

    Outside the refused act's transaction. Each refusal is told once, however often this is called.
    """
    denied = refusal.__cause__
    if not isinstance(denied, _Denied) or denied.told:
        return
    denied.told = True
    subject = getattr(denied.obj, "pk", getattr(denied.obj, "id", None))
    denial = Denial(
        actor=actor,
        now=now,
        operation=name,
        permission=denied.permission.name,
        subject_type=type(denied.obj).__name__.lower() if denied.obj is not None else "",
        subject_id=subject if isinstance(subject, UUID) else None,
    )
    for recorder in _recorders:
        recorder(denial)
