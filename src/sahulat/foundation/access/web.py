"""Routes with permissions, and the middleware that denies whatever names none."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from sahulat.foundation.access.permissions.acts import refuse, tell_denial
from sahulat.foundation.access.permissions.asking import Forbidden, Permission
from sahulat.foundation.access.types import Actor

METHODS = ("GET", "HEAD", "POST")

View = Callable[..., HttpResponseBase]


class SahulatRequest(HttpRequest):
    """A request as our views get it: with the actor, the moment and the client's address, put there by middleware."""

    actor: Actor
    now: datetime
    client_address: str


def route(pattern: str, view: View, *, permission: Permission, name: str) -> URLPattern:
    """A URL with its permission. The permission's `at_door` is asked before the view runs; GET, HEAD and POST reach it.

    The view itself (through its operation or query) asks the permission again with the object. Raises, in
    the view's place, SignInNeeded or Forbidden; each Forbidden leaves a trace in the audit, once.
    """

    @functools.wraps(view)
    def guarded(request: SahulatRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        try:
            if not permission.at_door(request.actor):
                refuse(request.actor, permission)
            return view(request, *args, **kwargs)
        except Forbidden as refusal:
            # A look that a query refused; what an operation refused is told already.
            tell_denial(refusal, actor=request.actor, now=request.now, name=f"{view.__module__}.{view.__qualname__}")
            raise

    guarded.permission = permission  # type: ignore[attr-defined]
    return path(pattern, guarded, name=name)


class DefaultDeny:
    """Middleware: a view that names no permission is refused with 403.

    Views of others (static files, a library's) are let through when the project lists their URL's name, with
    namespace, in the setting SAHULAT_FOREIGN_VIEWS.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response
        self.foreign: frozenset[str] = frozenset(getattr(settings, "SAHULAT_FOREIGN_VIEWS", ()))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the decision falls when the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        """Raise PermissionDenied for a view without a permission."""
        if getattr(view, "permission", None) is not None:
            return
        match = request.resolver_match
        if match is not None and match.view_name in self.foreign:
            return
        raise PermissionDenied("This address names no permission.")
