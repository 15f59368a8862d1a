"""The page that shows every component, in the reader's language: for eyes, and for the browser tests."""

from __future__ import annotations

from django.http import HttpResponse

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.ui.queries.pages import render
from sahulat.foundation.ui.web.samples import desk_samples, page_samples


def catalogue(request: SahulatRequest) -> HttpResponse:
    """Every component of citizens' pages. The people, numbers and dates are invented."""
    return render(request, "ui/catalogue.html", page_samples())


def desk_catalogue(request: SahulatRequest) -> HttpResponse:
    """Every component of the officers' desk. The people, numbers and dates are invented."""
    return render(request, "ui/desk_catalogue.html", desk_samples())
