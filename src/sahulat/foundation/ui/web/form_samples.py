"""Invented fields for the page that shows the components."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sahulat.foundation.ui.queries.pages import component

Options = dict[str, Any]


def form_samples() -> Options:
    """Options of every kind of field, some with errors."""
    future = {"text": _("This date has not come yet. Write a date in the past.")}
    return {
        "errors": {"titleText": _("Put 2 things right"), "disableAutoFocus": True, "errorList": _error_list()},
        "progress": {
            "states": ["done", "now", "next"],
            "text": _("Page 2 of 3: your house"),
            "saved": _("Saved 10:38"),
        },
        "text_field": {
            "name": "father",
            "label": {"text": _("Father's name")},
            "hint": {"text": _("As on his identity card")},
        },
        "mobile_field": {
            "name": "mobile",
            "label": {"text": _("Mobile number")},
            "value": "03XX-XXXX12",
            "inputmode": "tel",
            "attributes": {"dir": "ltr"},
            "errorMessage": {"text": _("One digit is missing: 11 are needed.")},
        },
        "since_field": {
            "id": "since",
            "fieldset": {"legend": {"text": _("Since when have you lived here?")}},
            "hint": {"text": _("For example, 3 and 2015")},
            "errorMessage": future,
            "items": [
                {"name": "month", "label": _("Month"), "classes": "govuk-input--width-2", "value": "3"},
                {"name": "year", "label": _("Year"), "classes": "govuk-input--width-4", "value": "2062"},
            ],
        },
        "house_field": _house_field(),
        **_choices_and_files(),
    }


def _choices_and_files() -> Options:
    return {
        "consent_field": {
            "name": "consent",
            "items": [
                {"value": "read", "text": _("You may read my identity record"), "checked": True},
                {"value": "sms", "text": _("Send me an SMS"), "hint": {"text": _("Free of charge")}},
            ],
        },
        "district_field": {
            "name": "district",
            "label": {"text": _("District")},
            "items": [{"value": "", "text": _("Choose")}, {"value": "mul", "text": _("Multan")}],
        },
        "story_field": {"name": "story", "label": {"text": _("What happened?")}, "rows": 3},
        "photo_field": {
            "name": "photo",
            "label": {"text": _("Photo of the bill")},
            "hint": {"text": _("PDF or photo, 5 MB at most")},
        },
        "search_field": {
            "name": "q",
            "type": "search",
            "label": {"text": _("What do you need?"), "classes": "govuk-visually-hidden"},
        },
    }


def _error_list() -> list[Options]:
    return [
        {"href": "#since-year", "text": _("This date has not come yet. Write a date in the past.")},
        {"href": "#house", "text": _("Choose whether the house is yours or rented")},
    ]


def _house_field() -> Options:
    rent = component("input", {"name": "landlord", "label": {"text": _("Owner's name")}})
    return {
        "name": "house",
        "fieldset": {"legend": {"text": _("Whose house is it?")}},
        "items": [
            {"value": "own", "text": _("Own, or the family's"), "checked": True},
            {"value": "rent", "text": _("Rented"), "conditional": {"html": rent}},
            {"value": "employer", "text": _("From the employer")},
        ],
    }
