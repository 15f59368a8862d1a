"""The web application as a WSGI server loads it; a server's worker dies with the server."""

import os

from django.core.wsgi import get_wsgi_application

from sahulat.project.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahulat.project.settings")
if os.environ.get("SAHULAT_DIES_WITH_PARENT") == "1":
    # A server's workers outlive its sudden death and would go on serving old code.
    die_with_parent()

application = get_wsgi_application()
