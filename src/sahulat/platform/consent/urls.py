"""Addresses of the consent room, below /en/ and /ur/."""

from sahulat.foundation.access.public import route
from sahulat.platform.consent.permissions import OWN_RECORD
from sahulat.platform.consent.web import my_record

app_name = "consent"

urlpatterns = [route("my/record/", my_record, permission=OWN_RECORD, name="my-record")]
