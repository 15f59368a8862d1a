"""Addresses of the ui room: the page that shows every component."""

from sahulat.foundation.access.public import EVERYONE, route
from sahulat.foundation.ui.web.catalogue import catalogue, desk_catalogue

app_name = "ui"
urlpatterns = [
    route("design-system/", catalogue, permission=EVERYONE, name="catalogue"),
    route("design-system/desk/", desk_catalogue, permission=EVERYONE, name="desk-catalogue"),
]
