"""The forms of this room: their fields as options of the design system's components, with errors and what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, pgettext

Field = tuple[str, dict[str, Any]]


def text_field(name: str, label: str, typed: Mapping[str, Any], errors: Mapping[str, str], **more: Any) -> Field:
    """A line to type in. `more` are further options of the component; `hint` is plain text."""
    return "input", {**_named(name, label, errors, more.pop("hint", "")), "value": typed.get(name, ""), **more}


def mobile_field(typed: Mapping[str, Any], errors: Mapping[str, str]) -> Field:
    """The mobile number."""
    return text_field(
        "mobile",
        gettext("Mobile number"),
        typed,
        errors,
        hint=gettext("For example 0300 1234567"),
        type="tel",
        autocomplete="tel",
        classes="govuk-input--width-20",
        attributes={"dir": "ltr"},
    )


def code_field(errors: Mapping[str, str]) -> Field:
    """The code from the message."""
    return text_field(
        "code",
        gettext("Code from the message"),
        {},
        errors,
        hint=gettext("6 digits. It can take a minute to arrive."),
        inputmode="numeric",
        autocomplete="one-time-code",
        classes="govuk-input--width-10",
        attributes={"dir": "ltr", "maxlength": "12"},
    )


def password_field(name: str, label: str, errors: Mapping[str, str], *, new: bool = False, hint: str = "") -> Field:
    """A password; never shown again once typed."""
    return text_field(
        name,
        label,
        {},
        errors,
        hint=hint,
        type="password",
        autocomplete="new-password" if new else "current-password",
        classes="govuk-input--width-20",
        attributes={"dir": "ltr"},
    )


def name_fields(typed: Mapping[str, Any], errors: Mapping[str, str]) -> list[Field]:
    """The name in both scripts; one is enough."""
    return [
        text_field(
            "name-ur",
            gettext("Your name in Urdu letters"),
            typed,
            errors,
            autocomplete="name",
            attributes={"dir": "rtl", "lang": "ur"},
        ),
        text_field(
            "name-en",
            gettext("Your name in English letters"),
            typed,
            errors,
            hint=gettext("One of the two is enough. Write it as on your identity card."),
            attributes={"dir": "ltr", "lang": "en"},
        ),
    ]


def radio_field(name: str, legend: str, items: Sequence[Mapping[str, Any]], errors: Mapping[str, str]) -> Field:
    """One of several."""
    options: dict[str, Any] = {"idPrefix": name, "name": name, "fieldset": {"legend": {"text": legend}}, "items": items}
    return "radios", _with_error(options, name, errors)


def summary_of(errors: Mapping[str, str]) -> dict[str, Any]:
    """The error summary that stands above a form and links to the fields."""
    listed = [{"text": text, "href": f"#{name}"} for name, text in errors.items()]
    return {"titleText": pgettext("error summary", "Look at this again"), "errorList": listed}


def _named(name: str, label: str, errors: Mapping[str, str], hint: str) -> dict[str, Any]:
    options: dict[str, Any] = {"id": name, "name": name, "label": {"text": label}}
    if hint:
        options["hint"] = {"text": hint}
    return _with_error(options, name, errors)


def _with_error(options: dict[str, Any], name: str, errors: Mapping[str, str]) -> dict[str, Any]:
    if name in errors:
        options["errorMessage"] = {"text": errors[name]}
    return options
