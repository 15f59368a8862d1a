"""What every answer of the web side has: an id, strict headers, compression, 503 while the database is away.

And what its logs have not: a personal value.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import re
import subprocess
import sys
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import brotli
import pytest
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.access.types import Actor, Assurance, Channel
from sahulat.project.configuration import read_configuration
from sahulat.project.logs import JsonFormatter, without_personal_values
from sahulat.project.middleware import Compression, SecurityHeaders
from sahulat.project.proxies import client_address
from sahulat.project.reading import PrivatePages
from sahulat.project.settings.web import MIDDLEWARE, hosts

POLICY = "Content-Security-Policy"


@pytest.mark.django_db
def test_an_answer_has_an_id_and_strict_headers(client: Client) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": "from-the-proxy-1"})
    assert answer.status_code == 200
    assert answer["X-Request-ID"] == "from-the-proxy-1"
    assert "script-src 'self'" in answer[POLICY]
    assert "unsafe" not in answer[POLICY]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_a_request_id_of_odd_signs_is_not_kept(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": 'a"}\n{'})["X-Request-ID"] != 'a"}\n{'


@pytest.fixture
def _database_away(committed: object) -> None:
    """Django's connection leads nowhere; `committed` leads it back."""
    connections["default"].close()
    connections["default"].settings_dict["HOST"] = "/nonexistent"


@pytest.mark.usefixtures("_database_away")
@pytest.mark.parametrize("language", ["en", "ur"])
def test_while_the_database_is_away_a_page_answers_503_and_when_to_come_back(language: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["session"] = "a" * 43  # so that the session is asked for
    answer = client.get(f"/{language}/")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.usefixtures("_database_away")
def test_while_the_database_is_away_health_says_so() -> None:
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert answer["Retry-After"]


@pytest.mark.django_db
def test_measures_are_for_this_machine_only(client: Client) -> None:
    client.get("/healthz")
    assert b"sahulat_requests_total" in client.get("/metrics").content
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("سہولت " * 500)


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
def test_pages_are_compressed_as_the_client_takes_them(accepted: str, encoding: str | None, unpack: object) -> None:
    answer = Compression(page)(RequestFactory().get("/", headers={"Accept-Encoding": accepted}))
    assert answer.get("Content-Encoding") == encoding
    assert unpack(answer.content).decode() == "سہولت " * 500  # type: ignore[operator, attr-defined]
    assert "Accept-Encoding" in answer["Vary"]


def test_a_room_keeps_its_own_stricter_header() -> None:
    def strict(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x", headers={POLICY: "sandbox"})

    assert SecurityHeaders(strict)(RequestFactory().get("/"))[POLICY] == "sandbox"


digits = st.text("0123456789", min_size=13, max_size=13)


@given(digits, st.sampled_from(["{}{}{}", "{}-{}-{}"]), st.text("abc =:,'\"\n", max_size=5))
def test_no_cnic_passes_the_log(cnic: str, shape: str, around: str) -> None:
    written = shape.format(cnic[:5], cnic[5:12], cnic[12])
    assert written not in without_personal_values(f"{around} {written} {around}")


@pytest.mark.parametrize(
    "personal",
    ["0300-1234567", "+923001234567", "03001234567", "amna@example.pk", "35202-1234567-1", "۳۵۲۰۲-۱۲۳۴۵۶۷-۱"],
)
def test_no_personal_value_passes_the_log(personal: str) -> None:
    try:
        int(personal + "x")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "refused %s", (personal,), sys.exc_info())
    line = JsonFormatter().format(record)
    assert personal not in line
    assert json.loads(line)["exception"]["type"] == "builtins.ValueError"


def test_what_the_database_quotes_is_cut() -> None:
    told = "duplicate key value\nDETAIL:  Key (name)=(Amna Bibi) already exists."
    assert "Amna" not in without_personal_values(told)


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, nonsense", "127.0.0.1"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
    ],
)
def test_a_clients_address_is_what_trusted_proxies_say_and_nobody_else(peer: str, forwarded: str, client: str) -> None:
    trusted = [ip_network("127.0.0.1"), ip_network("10.0.0.0/8")]
    assert client_address(peer, forwarded, trusted) == client


@pytest.mark.django_db
def test_visitors_behind_one_proxy_are_counted_each_for_themselves(client: Client) -> None:
    one = client.get("/healthz", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    other = client.get("/healthz", headers={"X-Forwarded-For": "203.0.113.9"}, REMOTE_ADDR="203.0.113.8")
    assert one.wsgi_request.client_address == "203.0.113.9"  # type: ignore[attr-defined]
    assert other.wsgi_request.client_address == "203.0.113.8"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_request_id_is_kept_from_a_trusted_proxy_only(client: Client) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": "from-somebody-1"}, REMOTE_ADDR="203.0.113.9")
    assert answer["X-Request-ID"] != "from-somebody-1"


def settings_of(**environment: str) -> dict[str, object]:
    """What Django is told, in a process of its own with such an environment."""
    code = (
        "import json; from sahulat.project import settings as s;"
        "print(json.dumps({k: v for k, v in vars(s).items() if k.isupper()}, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


SECURE = {"SAHULAT_ORIGIN": "https://sahulat.example", "SAHULAT_FILES_ORIGIN": "https://files.sahulat.example"}


@pytest.mark.django_db
@pytest.mark.parametrize(("peer", "status"), [("127.0.0.1", 302), ("203.0.113.9", 403)])
def test_a_form_behind_a_tls_proxy_is_taken(settings: Any, peer: str, status: int) -> None:
    found = settings_of(**SECURE)
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://sahulat.example"]
    settings.SECURE_PROXY_SSL_HEADER = tuple(found["SECURE_PROXY_SSL_HEADER"])  # type: ignore[arg-type]
    proxied = {"Host": "sahulat.example", "X-Forwarded-Proto": "https", "Origin": "https://sahulat.example"}
    client = Client(enforce_csrf_checks=True, headers=proxied, REMOTE_ADDR=peer)  # type: ignore[arg-type]
    token = re.search(r'csrfmiddlewaretoken" value="(.+?)"', client.get("/en/sign-in/").content.decode())
    assert token is not None
    answer = client.post("/en/sign-in/", {"mobile": "0300 1234567", "csrfmiddlewaretoken": token[1]})
    assert answer.status_code == status


def test_a_page_with_a_form_stays_in_no_cache(db: None, client: Client) -> None:
    assert client.get("/en/sign-in/")["Cache-Control"] == "private, no-store"


def test_whatever_a_signed_in_reader_gets_stays_in_no_cache() -> None:
    request = RequestFactory().get("/")
    request.actor = Actor(uuid4(), uuid4(), None, None, Channel.WEB, Assurance.CODE, None, "")  # type: ignore[attr-defined]
    for headers in ({}, {"Cache-Control": "max-age=60"}):
        answer = PrivatePages(lambda _, h=headers: HttpResponse("x", headers=h))(request)  # type: ignore[misc]
        assert answer["Cache-Control"] == "private, no-store"
    request.actor = Actor.anonymous(request_id="")  # type: ignore[attr-defined]
    assert not PrivatePages(page)(request).has_header("Cache-Control")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize(
    ("address", "posted"),
    [
        ("{}/services/%00/", None),
        ("{}/services/?q=a%00b", None),
        ("{}/check/?number=%00", None),
        ("static/%00.css", None),
        ("{}/sign-in/", {"mobile": "0300\x001234567"}),
        ("{}/sign-in/", {"mobile\x00": "03001234567"}),
        ("{}/sign-in/password/", {"mobile": "03001234567", "password": "\x00"}),
    ],
)
def test_a_nul_byte_is_refused(language: str, address: str, posted: dict[str, str] | None) -> None:
    client = Client(raise_request_exception=False)
    path = "/" + address.format(language)
    if posted is None:
        assert client.get(path).status_code == 400
        return
    assert client.post(path, posted).status_code == 400
    assert client.post(path, urlencode(posted), "application/x-www-form-urlencoded").status_code == 400


@pytest.mark.parametrize(
    "host", ["files.localhost", "FILES.localhost:8000", "files.localhost.:8000", "files.localhost:9"]
)
@pytest.mark.parametrize("path", ["/en/", "/static/sahulat.css", "/healthz"])
def test_the_files_host_serves_no_page_and_no_static_file_however_it_is_spelt(host: str, path: str) -> None:
    answer = Client(headers={"Host": host}, REMOTE_ADDR="203.0.113.9").get(path)
    assert answer.status_code == 404
    assert "sandbox" in answer[POLICY]


def test_static_files_come_after_the_files_host() -> None:
    assert MIDDLEWARE.index("sahulat.foundation.files.web.FilesHost") < MIDDLEWARE.index(
        "whitenoise.middleware.WhiteNoiseMiddleware"
    )


def test_only_a_local_installation_answers_to_localhost() -> None:
    configuration = read_configuration({})
    assert {"localhost", "127.0.0.1"} <= set(hosts(configuration))
    away = replace(configuration, origin="https://sahulat.example", files_origin="https://files.sahulat.example")
    assert hosts(away) == ["sahulat.example", "files.sahulat.example"]


@pytest.mark.django_db
def test_this_machine_may_ask_itself_how_it_is_by_its_address(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["sahulat.example"]
    settings.SAHULAT_ORIGIN = "https://sahulat.example"
    for host in ("127.0.0.1:8000", "0.0.0.0:8000"):
        client = Client(headers={"Host": host})
        assert client.get("/healthz").status_code == 200
        assert client.get("/metrics").status_code == 200
        assert client.get("/en/").status_code == 400
        assert client.get("/healthz", REMOTE_ADDR="203.0.113.9").status_code == 400
        assert client.get("/healthz", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 400


def test_the_first_configured_language_is_the_installations(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('name = "X"\njurisdiction = "pk-sindh"\nprefix = "SD"\nlanguages = ["ur", "en"]\n')
    assert settings_of(SAHULAT_CONFIGURATION=str(file))["LANGUAGE_CODE"] == "ur"
