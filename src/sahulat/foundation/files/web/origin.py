"""Middleware: on the files' host nothing but signed links to files is served, and nowhere else.

What people upload is shown from an origin that has no cookies and no pages of ours, so that a hostile
file has nothing to reach. On the main host uploads are read by a handler that keeps no more than allowed.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.translation import gettext, override

from sahulat.foundation.files.models import File
from sahulat.foundation.files.queries import content_of, file_behind
from sahulat.foundation.files.rules.contents import max_megabytes
from sahulat.foundation.files.types import FileGone, FileTooLarge
from sahulat.foundation.files.web.uploads import LimitedUploadHandler
from sahulat.foundation.keys.public import KeyShredded
from sahulat.foundation.languages.public import languages
from sahulat.kernel.clock import now

SHOWN_INLINE = {"image/jpeg", "image/png", "image/webp"}

MOST_BODY = 300_000_000  # bytes; a larger body isn't read


class FilesHost:
    """Django middleware, above sessions: the files' host ends here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve a file on the files' host; everything else goes on."""
        # By name alone, in small letters and without the last dot: the same machine by every spelling of its name.
        if split_domain_port(request.get_host())[0] == urlsplit(settings.SAHULAT_FILES_ORIGIN).hostname:
            return _serve(request)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BODY:
            return _too_large()
        request.upload_handlers = [LimitedUploadHandler(request)]
        return self.get_response(request)


def _too_large() -> HttpResponse:
    # Below sessions and pages, where no language is chosen yet: said in each of the installation's.
    texts = []
    for each in languages():
        with override(each.code):
            texts.append(gettext(FileTooLarge.message) % {"max_mb": max_megabytes(MOST_BODY)})
    return HttpResponse("\n\n".join(texts), status=FileTooLarge.status, content_type="text/plain; charset=utf-8")


def _serve(request: HttpRequest) -> HttpResponse:
    parts = request.path_info.split("/")
    if request.method not in ("GET", "HEAD") or len(parts) != 4 or parts[:2] != ["", "f"]:
        return _guarded(HttpResponse(status=404))
    row = file_behind(parts[2], parts[3], now=now())
    if row is None:
        return _guarded(HttpResponse(status=404))
    try:
        return _guarded(_response(row, parts[3]))
    except (FileGone, KeyShredded) as refusal:
        return _guarded(HttpResponse(status=refusal.status))


def _response(row: File, name: str) -> HttpResponse:
    response = HttpResponse(content_of(row), content_type=row.media_type)
    how = "inline" if row.media_type in SHOWN_INLINE else "attachment"
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    return response


def _guarded(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
