"""An installation whose TLS ends at a proxy, with the web server that it really runs."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable

import pytest

from tests.runtime.installations import Installation

pytestmark = pytest.mark.runtime
ORIGIN = "https://sahulat.example"


def asked(here: Installation, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
    """Status, page and cookie, as the proxy gets them."""
    connection = http.client.HTTPConnection("127.0.0.1", here.port, timeout=10)
    sent = {"Host": "sahulat.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    connection.request(method, path, body, {**sent, **headers})
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, page, (answer.headers["Set-Cookie"] or "").partition(";")[0]


def test_forms_are_taken_behind_a_proxy_and_the_supervisor_finds_its_web_server(
    new_installation: Callable[..., Installation],
) -> None:
    more = {"SAHULAT_ORIGIN": ORIGIN, "SAHULAT_FILES_ORIGIN": "https://files.sahulat.example", "SAHULAT_DEBUG": "1"}
    here = new_installation(extra=more)
    here.start()
    status, page, cookie = asked(here, "GET", "/en/sign-in/password/")
    token = re.search(r'csrfmiddlewaretoken" value="(.+?)"', page)
    assert status == 200
    assert token is not None
    kind = "application/x-www-form-urlencoded"
    form = f"csrfmiddlewaretoken={token[1]}&mobile=03001234567&password=a-wrong-one"
    more = {"Origin": ORIGIN, "Referer": f"{ORIGIN}/en/sign-in/password/", "Cookie": cookie, "Content-Type": kind}
    status, page, _ = asked(here, "POST", "/en/sign-in/password/", form, **more)
    assert status == 422, page
    assert asked(here, "POST", "/en/sign-in/password/", form, **{**more, "Origin": "https://evil.example"})[0] == 403
    assert asked(here, "GET", "/healthz", Host="localhost")[0] == 400
    assert asked(here, "GET", "/en/demo/")[0] == 404
    measures = here.get("/metrics")
    assert measures is not None
    assert "sahulat_heartbeat_seconds" in measures.body
