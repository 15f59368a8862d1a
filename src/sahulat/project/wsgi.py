"""The web application as a WSGI server loads it; a server's worker dies with the server."""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from sahulat.project.processes import SERVER_VARIABLE, die_with_parent
from sahulat.project.state import READY_VARIABLE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahulat.project.settings")
if os.environ.get("SAHULAT_DIES_WITH_PARENT") == "1":
    # A server's workers outlive its sudden death and would go on serving old code. One that was just being started
    # when the server died has another parent by now, and ends at once.
    server = os.environ.get(SERVER_VARIABLE)
    die_with_parent(parent=int(server) if server else None)

application = get_wsgi_application()

if os.environ.get(READY_VARIABLE):
    Path(os.environ[READY_VARIABLE]).touch()
