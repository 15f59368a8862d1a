"""Every address of the platform: what has no language, then the rooms' pages under /en/ and /ur/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path

from sahulat.foundation.access.public import EVERYONE, SahulatRequest, route
from sahulat.foundation.ui.web import handler400, handler403, handler404, handler500
from sahulat.platform.documents.urls import short_urlpatterns
from sahulat.platform.portal import web as portal
from sahulat.project import health
from sahulat.project.demo import web as demo

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

_ROOMS = ("portal", "catalogue", "accounts", "forms", "cases", "documents", "notices", "consent")


def _front_door(request: SahulatRequest) -> HttpResponseBase:
    """`/` answers in the reader's language without a redirect: the demo's door in a demo, else the home page."""
    return demo.door(request) if settings.SAHULAT_DEMO else portal.home(request)


def pages_to_show(shown: bool) -> list[URLResolver]:
    """The demo's pages and the one of all components: in a demo (or for developers) only."""
    return [path("", include(room)) for room in ("sahulat.foundation.ui.urls", "sahulat.project.demo.urls") if shown]


urlpatterns: list[URLPattern | URLResolver] = [
    route("", _front_door, permission=EVERYONE, name="front-door"),
    route("healthz", health.healthz, permission=EVERYONE, name="healthz"),
    route("metrics", health.measures, permission=EVERYONE, name="metrics"),
    *short_urlpatterns,
    *i18n_patterns(
        *(path("", include(f"sahulat.platform.{room}.urls")) for room in _ROOMS),
        *pages_to_show(settings.SAHULAT_DEMO or settings.DEBUG),
    ),
]
