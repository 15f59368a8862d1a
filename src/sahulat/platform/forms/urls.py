"""Addresses of the forms room, below the language."""

from sahulat.foundation.access.public import route
from sahulat.platform.forms import web
from sahulat.platform.forms.permissions import OWN_DRAFT, START_DRAFT

app_name = "forms"
urlpatterns = [
    route(
        "apply/<slug:jurisdiction>/<slug:agency>/<slug:service>/",
        web.start,
        permission=START_DRAFT,
        name="start",
    ),
    route("form/<uuid:draft_id>/page/<slug:page>/", web.page, permission=OWN_DRAFT, name="page"),
    route("form/<uuid:draft_id>/check/", web.check, permission=OWN_DRAFT, name="check"),
    route("form/<uuid:draft_id>/saved/", web.saved, permission=OWN_DRAFT, name="saved"),
    route("form/<uuid:draft_id>/discard/", web.discard, permission=OWN_DRAFT, name="discard"),
    route("form/<uuid:draft_id>/file/<slug:field>/", web.own_file, permission=OWN_DRAFT, name="file"),
]
