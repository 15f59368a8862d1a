"""Addresses of the notices room, below /en/ and /ur/."""

from sahulat.foundation.access.public import route
from sahulat.platform.notices.permissions import READ
from sahulat.platform.notices.web import messages

app_name = "notices"

urlpatterns = [route("my/messages/", messages, permission=READ, name="messages")]
