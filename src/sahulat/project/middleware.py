"""The outermost middleware: the request's id and log line, compression, security headers."""

import gzip
import logging
import re
import secrets
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import brotli
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from sahulat.foundation.access.types import Actor
from sahulat.foundation.ui.web import handler503
from sahulat.kernel import clock
from sahulat.project import logs, metrics
from sahulat.project.proxies import client_address, is_trusted, read_address
from sahulat.project.state import RESET_FILE

_log = logging.getLogger("sahulat.request")
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_QUIET = frozenset({"healthz", "metrics"})

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class RequestIdentity:
    """Gives each request an id (kept from a trusted proxy's X-Request-ID) and its client's address, logs it by its
    route, measures it.

    The route's pattern is logged and never the path or the query: those carry tokens and search words.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response
        self.own_name = urlsplit(settings.SAHULAT_ORIGIN).netloc

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Name, time, log."""
        given = self._believed(request)
        self._name_for_this_machine(request)
        name = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        # Nobody, until the accounts room knows better: what fails or answers before that has an actor, too.
        request.request_id = name  # type: ignore[attr-defined]
        request.actor = Actor.anonymous(request_id=name)  # type: ignore[attr-defined]
        request.now = clock.now()  # type: ignore[attr-defined]
        token = logs.request_id.set(name)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - start
            route = _route(request)
            metrics.observe(request.method or "", route, response.status_code, seconds)
            if route not in _QUIET:
                what = {"method": request.method, "route": route, "status": response.status_code}
                _log.info("request", extra={**what, "milliseconds": round(seconds * 1000, 1)})
            response["X-Request-ID"] = name
            return response
        finally:
            logs.request_id.reset(token)

    def _believed(self, request: HttpRequest) -> str:
        """Note the client's address; the id that a proxy gave. What others say for a proxy is dropped."""
        peer, trusted = request.META.get("REMOTE_ADDR", ""), settings.SAHULAT_TRUSTED_PROXIES
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        request.client_address = client_address(peer, forwarded, trusted)  # type: ignore[attr-defined]
        if is_trusted(peer, trusted):
            return request.headers.get("X-Request-ID", "")
        request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return ""

    def _name_for_this_machine(self, request: HttpRequest) -> None:
        """Whoever asks from this very machine how it is may call it by its address; no page is there to be misled."""
        peer = read_address(request.META.get("REMOTE_ADDR", ""))
        direct = peer is not None and peer.is_loopback and "HTTP_X_FORWARDED_FOR" not in request.META
        if direct and request.path_info in ("/healthz", "/metrics"):
            request.META["HTTP_HOST"] = self.own_name


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is not None:
        return match.view_name or match.route
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"


class Compression:
    """Compresses what views answer (static files come compressed from disk): Brotli, else gzip."""

    shortest = 600
    kinds = ("text/html", "application/json", "application/problem+json", "text/plain", "image/svg+xml")

    def __init__(self, get_response: GetResponse) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Compress where it pays and the client takes it."""
        response = self.get_response(request)
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in self.kinds or response.has_header("Content-Encoding"):
            return response
        body: bytes = response.content  # type: ignore[attr-defined]
        if len(body) < self.shortest:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = request.headers.get("Accept-Encoding", "")
        if "br" in accepted:
            body, response["Content-Encoding"] = brotli.compress(body, quality=4), "br"
        elif "gzip" in accepted:
            body, response["Content-Encoding"] = gzip.compress(body, compresslevel=5), "gzip"
        response.content = body  # type: ignore[attr-defined]
        response["Content-Length"] = str(len(body))
        return response


class SecurityHeaders:
    """Strict headers on every answer of ours; a room that answers with its own (the files' host) keeps them."""

    def __init__(self, get_response: GetResponse) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response
        files = settings.SAHULAT_FILES_ORIGIN
        self.headers = {
            "Content-Security-Policy": "; ".join((
                "default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'",
                f"img-src 'self' {files}", "connect-src 'self'", "manifest-src 'self'",
                f"frame-src 'self' {files}", "frame-ancestors 'self'", "form-action 'self'", "base-uri 'none'",
            )),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        }  # fmt: skip
        if settings.SAHULAT_ORIGIN.startswith("https://"):
            self.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add what isn't there."""
        response = self.get_response(request)
        for name, value in self.headers.items():
            if not response.has_header(name):
                response[name] = value
        return response


class StartingAnew:
    """While the supervisor loads a demo anew, every page says so and looks again by itself."""

    def __init__(self, get_response: GetResponse) -> None:
        """Django's middleware protocol; in an installation that is no demo it isn't there at all."""
        if not settings.SAHULAT_DEMO:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.marker = settings.SAHULAT_STATE / RESET_FILE

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """503 until the marker is gone."""
        if not self.marker.exists():
            return self.get_response(request)
        response = handler503(request)
        response["Refresh"] = "3"
        return response
