"""Addresses of the portal, below /en/ and /ur/."""

from sahulat.foundation.access.public import EVERYONE, SIGNED_IN, route
from sahulat.platform.portal import web

app_name = "portal"

urlpatterns = [
    route("", web.home, permission=EVERYONE, name="home"),
    route("help/", web.help_page, permission=EVERYONE, name="help"),
    route("my/", web.account, permission=SIGNED_IN, name="account"),
]
