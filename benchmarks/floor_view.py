"""The view of the floor: one row by its key, as text."""

from __future__ import annotations

import os

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path


class Place(models.Model):
    """The table of places, as much of it as the floor reads."""

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=100)

    class Meta:
        app_label = "benchmarks"
        db_table = "places_place"
        managed = False


def view(request: HttpRequest) -> HttpResponse:
    """Read one row and say its code."""
    return HttpResponse(Place._default_manager.get(code=os.environ["BENCH_CODE"]).code)


urlpatterns = [path("", view)]
