"""Every address of the platform: what has no language, then the rooms' pages under /en/ and /ur/."""

from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path

from sahulat.foundation.access.public import EVERYONE, SahulatRequest, route
from sahulat.foundation.ui.web import handler400, handler403, handler404, handler500
from sahulat.platform.portal import web as portal
from sahulat.project import health
from sahulat.project.demo import web as demo

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

_PAGES = (
    ("", "sahulat.platform.portal.urls"),
    ("", "sahulat.platform.catalogue.urls"),
    ("", "sahulat.platform.accounts.urls"),
    ("", "sahulat.platform.forms.urls"),
    ("", "sahulat.platform.cases.urls"),
    ("", "sahulat.platform.documents.urls"),
    ("", "sahulat.platform.notices.urls"),
    ("", "sahulat.platform.consent.urls"),
    ("", "sahulat.project.demo.urls"),
)


def _front_door(request: SahulatRequest) -> HttpResponseBase:
    """`/` answers in the reader's language without a redirect: the demo's door in a demo, else the home page."""
    return demo.door(request) if settings.SAHULAT_DEMO else portal.home(request)


def _exists(module: str) -> bool:
    """Whether a room's addresses are there yet. Temporary."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = [
    route("healthz", health.healthz, permission=EVERYONE, name="healthz"),
    route("metrics", health.measures, permission=EVERYONE, name="metrics"),
    route("", _front_door, permission=EVERYONE, name="front-door"),
    *i18n_patterns(
        *(
            path(prefix, include(module))
            for prefix, module in _PAGES
            if apps.is_installed(module.rpartition(".")[0]) and _exists(module)
        )
    ),
]
