"""People with sessions and something to read: a citizen with a draft, a clerk with an inbox; and query counts."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from sahulat.foundation.access.types import Assurance
from sahulat.kernel import clock
from sahulat.platform.accounts.models.sessions import SessionStore, enter_session
from sahulat.platform.accounts.types import SignedIn
from sahulat.platform.cases.models import Holding, Pile
from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.queries import form_of
from sahulat.platform.places.public import data_folder
from sahulat.project.demo import life
from sahulat.project.demo.models import Country, Figure
from sahulat.project.demo.world import World

DOMICILE = "domicile-certificate"


def run() -> dict[str, Any]:
    """Make the sessions and the draft; answer cookies, addresses by name, and queries a page takes."""
    citizen, clerk = Figure.objects.get(key="citizen"), Figure.objects.get(key="clerk")
    draft_id = _draft(citizen)
    cookies = {"citizen": _session(citizen), "clerk": _session(clerk), "nobody": ""}
    pages = _addresses(draft_id, clerk)
    counts = {name: _queries(path, cookies[who]) for name, (path, who) in pages.items()}
    return {"cookies": cookies, "pages": pages, "queries": counts}


def _draft(citizen: Figure) -> Any:
    country = Country.objects.get()
    world = World(now=clock.now(), seed=country.seed, data=data_folder(), say=lambda text: None)
    key = next(each for each in world.words if each.endswith(DOMICILE))
    return life.apply(world.citizen(citizen), key, world.words[key], now=clock.now(), seed=1, submit=False)


def _session(figure: Figure) -> str:
    store = SessionStore()
    given = SignedIn(figure.account_id, figure.person_id, Assurance.CODE, clock.now())
    enter_session(store, given, device="bench", post_id=figure.post_id)
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def _addresses(draft_id: Any, clerk: Figure) -> dict[str, tuple[str, str]]:
    assert clerk.post_id is not None
    form = form_of(Draft.objects.get(id=draft_id).version_id)
    task = Holding.objects.filter(post_id=clerk.post_id, pile=Pile.OPEN).latest("id")
    surname = task.case.name["en"].split()[-1].lower()
    with override("en"):
        inbox = reverse("cases:inbox")
        forms = {f"form page {page.name}": reverse("forms:page", args=[draft_id, page.name]) for page in form.pages}
        return {
            "home": ("/en/", "nobody"),
            "home in Urdu": ("/ur/", "nobody"),
            **{name: (address, "citizen") for name, address in forms.items()},
            "inbox": (inbox, "clerk"),
            "inbox, my office": (f"{inbox}?view=office", "clerk"),
            "inbox, late": (f"{inbox}?view=late", "clerk"),
            "inbox, due soon": (f"{inbox}?view=soon", "clerk"),
            "inbox, waiting": (f"{inbox}?view=waiting", "clerk"),
            "inbox, search a name": (f"{inbox}?q={surname}", "clerk"),
            "inbox, search a reference": (f"{inbox}?q={task.case.reference}", "clerk"),
            "task": (reverse("cases:task", args=[task.id]), "clerk"),
        }


def _queries(path: str, cookie: str) -> dict[str, Any]:
    """How many queries the page takes once the process is warm, their seconds, and the page's own."""
    client = Client(headers={"host": "localhost", "cookie": cookie})
    for _ in range(2):
        client.get(path)
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        raise AssertionError(f"{path} answered {response.status_code}")
    took = time.perf_counter() - start
    asked = sum(float(each["time"]) for each in captured.captured_queries)
    slow = max(captured.captured_queries, key=lambda each: float(each["time"]))
    return {
        "queries": len(captured),
        "seconds": took,
        "in_database": asked,
        "slowest": slow["time"],
        "sql": slow["sql"][:400],
    }
