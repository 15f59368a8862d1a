"""Addresses of the documents room: below the language, and two short ones that stand on paper."""

from sahulat.foundation.access.public import EVERYONE, SIGNED_IN, route
from sahulat.platform.documents import web
from sahulat.platform.documents.permissions import REVOKE

app_name = "documents"
urlpatterns = [
    route("documents/", web.mine, permission=SIGNED_IN, name="mine"),
    route("documents/<uuid:document_id>/", web.download, permission=SIGNED_IN, name="download"),
    route("desk/documents/", web.issued, permission=REVOKE, name="issued"),
    route("desk/documents/<uuid:document_id>/", web.withdraw, permission=REVOKE, name="withdraw"),
    route("verify/", web.check, permission=EVERYONE, name="check"),
    route("verify/file/", web.check_file, permission=EVERYONE, name="check-file"),
    route("verify/<slug:token>/", web.scanned, permission=EVERYONE, name="checked"),
]

# The project puts these beside /healthz, outside the languages: they are printed on paper, in a square code and by
# hand, and answer in the language that the browser asks for.
short_urlpatterns = [
    route("v/<slug:token>", web.scanned, permission=EVERYONE, name="short-code"),
    route("verify", web.check, permission=EVERYONE, name="short-check"),
]
