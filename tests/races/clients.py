"""Clients of a running platform over real HTTP: they keep cookies, follow redirects, and try again until answered.

`RealClient` has the few methods of Django's test client that the journeys' `Visitor` needs, so a kill meets the same
visitor, pages, links and forms as the journeys do.
"""

from __future__ import annotations

import http.client
import secrets
import time
import urllib.parse
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

PATIENCE = 90.0
PAUSE = 0.15
# What a program that is being killed may answer: nothing at all, or to come back soon.
COME_BACK = (502, 503)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, after its redirects."""

    status_code: int
    content: bytes
    redirect_chain: list[tuple[str, int]]


@dataclass(slots=True)
class RealClient:
    """One browser without JavaScript."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)

    def get(self, path: str, data: Mapping[str, Any] | None = None, *, follow: bool = True) -> Response:
        """Open an address; redirects are followed."""
        query = f"?{urllib.parse.urlencode(data, doseq=True)}" if data else ""
        return self._follow("GET", path + query, b"", {})

    def post(self, path: str, data: Mapping[str, Any], *, follow: bool = True) -> Response:
        """Send a form; the same form again until there is an answer, as somebody does who presses twice."""
        body, kind = encoded(data)
        return self._follow("POST", path, body, {"Content-Type": kind})

    def _follow(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Response:
        chain: list[tuple[str, int]] = []
        status, content, location = self._until_answered(method, path, body, headers)
        while status in (301, 302, 303) and location:
            path = urllib.parse.urljoin(path, location)
            chain.append((path, status))
            status, content, location = self._until_answered("GET", path, b"", {})
        return Response(status, content, chain)

    def _until_answered(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, bytes, str | None]:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                answer = self._once(method, path, body, headers)
            except (OSError, http.client.HTTPException) as error:
                self.met[type(error).__name__] += 1
                answer = None
            if answer is not None:
                self.met[str(answer[0])] += 1
                if answer[0] < 500:
                    return answer
                if answer[0] not in COME_BACK:
                    self.met[f"{answer[0]} on {method} {_shape(path)}"] += 1
            assert time.monotonic() < deadline, f"{method} {path} was not answered in {PATIENCE} s: {answer}"
            time.sleep(PAUSE)

    def _once(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes, str | None]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, path, body or None, {"Host": "localhost", "Cookie": cookies, **headers})
            response = connection.getresponse()
            content = response.read()
            if response.status == 503:
                assert response.headers["Retry-After"], "503 without Retry-After"
            if response.status < 500:
                self._keep_cookies(response.headers.get_all("Set-Cookie") or [])
            return response.status, content, response.headers["Location"]
        finally:
            connection.close()

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


def _shape(path: str) -> str:
    """A path without its ids, for counting."""
    return "/".join("*" if any(each.isdigit() for each in part) else part for part in path.split("?")[0].split("/"))


def encoded(data: Mapping[str, Any]) -> tuple[bytes, str]:
    """A form's body and its content type: multipart when there is a file in it."""
    pairs = [
        (name, each)
        for name, value in data.items()
        for each in (value if isinstance(value, list) else [value])
        if each is not None
    ]
    if not any(isinstance(value, SimpleUploadedFile) for _, value in pairs):
        return urllib.parse.urlencode(pairs).encode(), "application/x-www-form-urlencoded"
    border = secrets.token_hex(16)
    parts = [_part(name, value, border) for name, value in pairs]
    return b"".join(parts) + f"--{border}--\r\n".encode(), f"multipart/form-data; boundary={border}"


def _part(name: str, value: Any, border: str) -> bytes:
    head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"'
    if isinstance(value, SimpleUploadedFile):
        value.seek(0)
        head += f'; filename="{value.name}"\r\nContent-Type: {value.content_type}'
        return head.encode() + b"\r\n\r\n" + bytes(value.read()) + b"\r\n"
    return head.encode() + b"\r\n\r\n" + str(value).encode() + b"\r\n"
