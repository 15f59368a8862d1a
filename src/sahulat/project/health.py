"""What machines ask of the web side: is it well, what has it measured."""

from contextlib import suppress
from ipaddress import ip_address

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse

from sahulat.foundation.access.public import SahulatRequest
from sahulat.project import metrics
from sahulat.project.gauges import gauges


def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the database answers; else 503, to be asked again soon."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse(
            {"status": "recovering"}, status=503, headers={"Retry-After": "2", "Cache-Control": "no-store"}
        )
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def measures(request: SahulatRequest) -> HttpResponse:
    """Prometheus' exposition, to callers on this machine only; a proxy's callers find nothing here."""
    if "X-Forwarded-For" in request.headers or not ip_address(request.META["REMOTE_ADDR"]).is_loopback:
        return HttpResponseNotFound()
    body, kind = metrics.exposition()
    with suppress(DatabaseError):  # what this process counted itself is told even while the database is away
        body += gauges(request.now)
    return HttpResponse(body, content_type=kind)
