"""Addresses of the catalogue, below the language."""

from sahulat.foundation.access.public import EVERYONE, route
from sahulat.platform.catalogue import web

app_name = "catalogue"
urlpatterns = [
    route("services/", web.service_list, permission=EVERYONE, name="services"),
    route(
        "services/<slug:jurisdiction>/<slug:agency>/<slug:service>/",
        web.service_page,
        permission=EVERYONE,
        name="service",
    ),
]
