"""Middleware about what is read: no NUL byte comes in, no page about a person stays in a cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]
NUL = "\x00"


class WithoutNul:
    """Refuses a request with a NUL byte in its path, query, cookies, form or an upload's name with 400.

    PostgreSQL keeps no such text, and nobody types one: refused once here instead of in every field.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at what stands in the request's head. Raises BadRequest."""
        _refuse_nul((request.path_info, *request.COOKIES.values()))
        if "%00" in request.META.get("QUERY_STRING", "") or NUL in request.META.get("QUERY_STRING", ""):
            raise BadRequest("A NUL byte in the query.")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """Look at the body, which the files room's handlers read. Raises BadRequest."""
        if request.method == "POST":
            try:
                _refuse_nul(_posted(request))
            except UnreadablePostError as error:
                raise BadRequest("The body ended too early.") from error


def _posted(request: HttpRequest) -> Iterator[str]:
    for name, values in request.POST.lists():
        yield name
        yield from (str(value) for value in values)
    for name, files in request.FILES.lists():
        yield name
        yield from (str(getattr(file, "name", "")) for file in files)


def _refuse_nul(texts: Iterable[str]) -> None:
    if any(NUL in text for text in texts):
        raise BadRequest("A NUL byte.")


class PrivatePages:
    """Keeps out of every cache what is somebody's own: all answers to whoever is signed in, and all that set a cookie.

    The token of a form comes with its cookie, so every page with a form is among them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Django's middleware protocol; stands above sessions and form tokens."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the answer."""
        response = self.get_response(request)
        actor = getattr(request, "actor", None)
        if (actor is not None and actor.is_signed_in) or response.cookies:
            response["Cache-Control"] = "private, no-store"
        return response
