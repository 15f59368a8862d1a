"""The demo's addresses, below the language's prefix. The door itself, `/`, is in the project's URLs."""

from __future__ import annotations

from sahulat.foundation.access.public import EVERYONE, route
from sahulat.project.demo import web

app_name = "demo"
urlpatterns = [
    route("demo/", web.door, permission=EVERYONE, name="door"),
    route("demo/be/", web.be, permission=EVERYONE, name="be"),
    route("demo/clock/", web.push, permission=EVERYONE, name="clock"),
    route("demo/start-anew/", web.start_anew, permission=EVERYONE, name="start-anew"),
]
