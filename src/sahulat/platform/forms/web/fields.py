"""Fields as components of the design system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from sahulat.kernel.refusals import N_, FieldError
from sahulat.platform.forms.rules.entering import rows_of
from sahulat.platform.forms.types import Asking, Field, Kind, Page
from sahulat.platform.forms.web.conditions import shown_when
from sahulat.platform.forms.web.words import error_words, lang, option, said

NUMERIC = {"inputmode": "numeric", "attributes": {"dir": "ltr"}}
DAY, MONTH, YEAR = N_("Day"), N_("Month"), N_("Year")
YES, NO = N_("Yes"), N_("No")


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the template prints it: a component with its options; groups and kept files bring more."""

    name: str
    component: str
    params: dict[str, Any]
    shown_when: str | None = None
    rows: tuple[tuple[Shown, ...], ...] = ()
    kept: Mapping[str, Any] | None = None
    error: str | None = None
    can_add: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is needed to draw the fields of a page."""

    page: Page
    raw: Mapping[str, str]
    errors: Mapping[str, FieldError]
    answers: Mapping[str, Any]
    asking: Asking


def draw(drawing: Drawing, fields: tuple[Field, ...]) -> list[Shown]:
    """The given fields of the page."""
    on_page = {one.name: one for one in drawing.page.fields}
    return [
        replace(_draw(one, one.name, one.name, drawing), shown_when=shown_when(one.when, on_page)) for one in fields
    ]


def _draw(one: Field, name: str, path: str, drawing: Drawing) -> Shown:
    if one.kind is Kind.GROUP:
        return _group(one, drawing)
    component, params = _DRAWN[one.kind](one, name, drawing)
    error = drawing.errors.get(path)
    if error is not None:
        if one.kind is Kind.ADDRESS:
            params["parts"][0]["classes"] = "govuk-input--error"
        params["errorMessage"] = {"text": error_words(error), "visuallyHiddenText": gettext("Error")}
    hint = option(one.hint)
    if hint is not None and one.kind is not Kind.GUIDANCE:
        params["hint"] = hint
    kept = drawing.answers.get(one.name) if one.kind is Kind.FILE else None
    return Shown(name=name, component=component, params=params, kept=kept)


def _group(one: Field, drawing: Drawing) -> Shown:
    count = rows_of(one, drawing.raw)
    inner = {sub.name: sub for sub in one.fields}
    rows = []
    for number in range(count):
        prefix = f"{one.name}-{number}-"
        drawn = []
        for sub in one.fields:
            shown = _draw(sub, prefix + sub.name, f"{one.name}.{number}.{sub.name}", drawing)
            drawn.append(replace(shown, shown_when=shown_when(sub.when, inner, prefix)))
        rows.append(tuple(drawn))
    error = drawing.errors.get(one.name)
    return Shown(
        name=one.name,
        component="",
        params={"label": said(one.label), "hint": said(one.hint) if one.hint else "", "count": count},
        rows=tuple(rows),
        error=error_words(error) if error is not None else None,
        can_add=one.most is None or count < one.most,
    )


def _label(one: Field) -> dict[str, Any]:
    return {**(option(one.label) or {}), "classes": "govuk-label--s"}


def _legend(one: Field) -> dict[str, Any]:
    return {"legend": {**(option(one.label) or {}), "classes": "govuk-fieldset__legend--s"}}


def _input(one: Field, name: str, drawing: Drawing, **more: Any) -> tuple[str, dict[str, Any]]:
    return "input", {"name": name, "id": name, "label": _label(one), "value": drawing.raw.get(name), **more}


def _text(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    _, params = _input(one, name, drawing, attributes={"dir": "auto"})
    if one.lines > 1:
        return "textarea", {**params, "rows": one.lines}
    return "input", {**params, "spellcheck": False}


def _number(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    return _input(one, name, drawing, classes="govuk-input--width-5", **NUMERIC)


def _cnic(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    return _input(one, name, drawing, classes="govuk-input--width-20", spellcheck=False, **NUMERIC)


def _mobile(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    attributes = {"dir": "ltr"}
    return _input(
        one, name, drawing, type="tel", autocomplete="tel", classes="govuk-input--width-20", attributes=attributes
    )


def _dated(*parts: tuple[str, str]) -> Callable[[Field, str, Drawing], tuple[str, dict[str, Any]]]:
    def draw_date(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
        items = [
            {
                "name": part,
                "label": gettext(label),
                "value": drawing.raw.get(f"{name}-{part}", ""),
                "attributes": {"dir": "ltr"},
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}",
            }
            for part, label in parts
        ]
        return "date-input", {"id": name, "namePrefix": name, "fieldset": _legend(one), "items": items}

    return draw_date


def _choice(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    items = [{**(option(each.label) or {}), "value": each.code, "hint": option(each.hint)} for each in one.options]
    params = {"name": name, "idPrefix": name, "fieldset": _legend(one), "items": items}
    return "radios", {**params, "value": drawing.raw.get(name)}


def _yes_no(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    items = [{"text": gettext(YES), "value": "yes"}, {"text": gettext(NO), "value": "no"}]
    params = {"name": name, "idPrefix": name, "fieldset": _legend(one), "items": items}
    return "radios", {**params, "classes": "govuk-radios--inline", "value": drawing.raw.get(name)}


def _place(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    within = drawing.answers.get(one.within) if one.within else one.under
    places = drawing.asking.places.options(one.level or "", within)
    items = [{"text": gettext("Choose"), "value": ""}]
    items += [{"text": each.label.pick([lang()])[1], "value": each.code} for each in places]
    params = {"name": name, "id": name, "label": _label(one), "items": items}
    return "select", {**params, "value": drawing.raw.get(name) or ""}


LINE, AREA, POSTAL = N_("House and street"), N_("Area or village"), N_("Postal code, if you know it")


def _address(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    """Three inputs in one fieldset; the template draws them."""
    parts = [
        {
            "name": f"{name}-{part}",
            "id": name if part == "line" else f"{name}-{part}",
            "label": {"text": gettext(label)},
            "value": drawing.raw.get(f"{name}-{part}", ""),
            "autocomplete": complete,
            "attributes": {"dir": "ltr" if part == "postal" else "auto"},
            "classes": "govuk-input--width-5" if part == "postal" else "",
        }
        for part, label, complete in (
            ("line", LINE, "address-line1"),
            ("area", AREA, "address-level3"),
            ("postal", POSTAL, "postal-code"),
        )
    ]
    return "address", {"legend": said(one.label), "parts": parts}


def _declaration(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    items = [{**(option(one.label) or {}), "value": "yes", "checked": drawing.raw.get(name) == "yes"}]
    return "checkboxes", {"name": name, "idPrefix": name, "items": items}


def _file(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    accept = {"accept": ",".join(one.media_types)}
    return "file-upload", {"name": name, "id": name, "label": _label(one), "attributes": accept}


def _guidance(one: Field, name: str, drawing: Drawing) -> tuple[str, dict[str, Any]]:
    return "inset-text", option(one.label) or {}


_DRAWN: dict[Kind, Callable[[Field, str, Drawing], tuple[str, dict[str, Any]]]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.DATE: _dated(("day", DAY), ("month", MONTH), ("year", YEAR)),
    Kind.MONTH: _dated(("month", MONTH), ("year", YEAR)),
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.CNIC: _cnic,
    Kind.MOBILE: _mobile,
    Kind.ADDRESS: _address,
    Kind.PLACE: _place,
    Kind.FILE: _file,
    Kind.DECLARATION: _declaration,
    Kind.GUIDANCE: _guidance,
    Kind.COMPUTED: _guidance,
}
