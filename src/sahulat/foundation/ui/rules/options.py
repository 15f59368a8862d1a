"""Prepares a component's options for its template: ids, descriptions, which box is ticked. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sahulat.foundation.ui.rules.attributes import printed

Options = dict[str, Any]


def prepared(name: str, params: Options) -> Options:
    """The options as the template of that component wants them."""
    # In a template `params.items` would else mean the dictionary's own method.
    params.setdefault("items", [])
    prepare = _PREPARATIONS.get(name)
    return prepare(params) if prepare else params


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


def _described(params: Options, id_: object, described_by: object) -> Options:
    """Hint and error with their ids, and the list of both for aria-describedby."""
    result: Options = {}
    if params.get("hint"):
        result["hint"] = {**params["hint"], "id": f"{id_}-hint"}
        described_by = _joined(described_by, f"{id_}-hint")
    if params.get("errorMessage"):
        result["errorMessage"] = {**params["errorMessage"], "id": f"{id_}-error"}
        described_by = _joined(described_by, f"{id_}-error")
    result["describedBy"] = described_by or ""
    return result


def _field(params: Options) -> Options:
    """A field with one control: input, textarea, select, file-upload."""
    id_ = params.get("id") or params.get("name")
    label = {**(params.get("label") or {}), "for": id_}
    return {**params, "id": id_, "label": label, **_described(params, id_, params.get("describedBy"))}


def _input(params: Options) -> Options:
    result = _field(params)
    spellcheck = params.get("spellcheck")
    optional = {
        "spellcheck": str(spellcheck).lower() if isinstance(spellcheck, bool) else None,
        "value": params.get("value"),
        "disabled": params.get("disabled"),
        "aria-describedby": result["describedBy"] or None,
    }
    optional.update({k: params.get(k) for k in ("autocomplete", "autocapitalize", "pattern", "inputmode")})
    result["own"] = {
        "class": _joined("govuk-input", params.get("classes"), params.get("errorMessage") and "govuk-input--error"),
        "id": result["id"],
        "name": params.get("name"),
        "type": params.get("type") or "text",
        **{key: {"value": value, "optional": True} for key, value in optional.items()},
    }
    group = params.get("formGroup") or {}
    around = (params.get("prefix"), params.get("suffix"), group.get("beforeInput"), group.get("afterInput"))
    result["wrapped"] = any(part and (part.get("text") or part.get("html")) for part in around)
    return result


def _textarea(params: Options) -> Options:
    result = _field(params)
    if isinstance(params.get("spellcheck"), bool):
        result["spellcheck"] = str(params["spellcheck"]).lower()
    return result


def _chosen(item: Mapping[str, Any], matches: bool) -> bool:
    return bool(item.get("checked") or item.get("selected")) or (
        matches and item.get("checked") is not False and item.get("selected") is not False
    )


def _select(params: Options) -> Options:
    result = _field(params)
    value = params.get("value")
    result["items"] = [
        {
            **item,
            "has_value": "value" in item,
            "value": printed(item.get("value", "")),
            "selected": _chosen(item, bool(value) and item.get("value", item.get("text")) == value),
        }
        for item in params.get("items") or []
        if item
    ]
    return result


def _choices(params: Options, block: str, described: Options, is_chosen: Callable[[Any], bool]) -> list[Options]:
    prefix = params.get("idPrefix") or params.get("name")
    items = []
    for index, item in enumerate(params.get("items") or [], start=1):
        if not item:
            continue
        id_ = item.get("id") or (f"{prefix}-{index}" if index > 1 else str(prefix))
        hint = item.get("hint") or {}
        has_hint = bool(hint.get("text") or hint.get("html"))
        outer = described["describedBy"] if block == "checkboxes" and not params.get("fieldset") else ""
        label, conditional = item.get("label") or {}, item.get("conditional") or {}
        items.append(
            {
                **item,
                "id": id_,
                "name": (item.get("name") if block == "checkboxes" else None) or params.get("name"),
                "checked": _chosen(item, is_chosen(item.get("value"))),
                "describedBy": _joined(outer, has_hint and f"{id_}-item-hint"),
                "conditional": conditional.get("html") if conditional else None,
                "label": {
                    "html": item.get("html"),
                    "text": item.get("text"),
                    "for": id_,
                    "classes": _joined(f"govuk-{block}__label", label.get("classes")),
                    "attributes": label.get("attributes"),
                },
                "hint": has_hint
                and {
                    **hint,
                    "id": f"{id_}-item-hint",
                    "classes": _joined(f"govuk-{block}__hint", hint.get("classes")),
                },
            }
        )
    return items


def _radios(params: Options) -> Options:
    fieldset = params.get("fieldset") or {}
    described = _described(params, params.get("idPrefix") or params.get("name"), fieldset.get("describedBy"))
    value = params.get("value")
    items = _choices(params, "radios", described, lambda v: bool(value) and v == value)
    return {**params, **described, "items": items}


def _checkboxes(params: Options) -> Options:
    fieldset = params.get("fieldset") or {}
    outer = fieldset.get("describedBy") or params.get("describedBy")
    described = _described(params, params.get("idPrefix") or params.get("name"), outer)
    values = params.get("values") or ()
    return {**params, **described, "items": _choices(params, "checkboxes", described, lambda v: v in values)}


_PARTS = (("day", 2), ("month", 2), ("year", 4))


def _date_input(params: Options) -> Options:
    fieldset = params.get("fieldset") or {}
    described = _described(params, params.get("id"), fieldset.get("describedBy"))
    values = params.get("values") or {}
    parts: dict[str, Options] = {}
    for part, width in _PARTS:
        default = {"name": part, "value": values.get(part), "classes": f"govuk-input--width-{width}"}
        parts[part] = params.get(part, default)
    items = list(params.get("items") or parts.values())
    faulty = any(_has_error(item) for item in items if item)
    shown = [_date_item(params, item, parts, values, faulty) for item in items if item]
    return {**params, **described, "items": shown}


def _has_error(item: Mapping[str, Any]) -> bool:
    return bool(item.get("error")) or "govuk-input--error" in (item.get("classes") or "")


def _date_item(
    params: Options, item: Mapping[str, Any], parts: dict[str, Options], values: Mapping[str, Any], faulty: bool
) -> Options:
    name, value, width = item.get("name"), item.get("value"), 2
    for part, part_width in _PARTS:
        default = parts[part] or {}
        if item is default or (name and name in (part, default.get("name"))):
            name, width = name or part, part_width
            value = default.get("value") if value is None else value
            break
    classes = item.get("classes") or ""
    own = []
    general_error = params.get("errorMessage") and not faulty and item.get("error") is not False
    if "govuk-input--error" not in classes and (_has_error(item) or general_error):
        own.append("govuk-input--error")
    if "govuk-input--width-" not in classes:
        own.append(f"govuk-input--width-{width}")
    full = f"{params['namePrefix']}-{name}" if params.get("namePrefix") else name
    return _input(
        {
            "label": {"text": item.get("label") or str(name).capitalize(), "classes": "govuk-date-input__label"},
            "id": item.get("id") or f"{params.get('id')}-{name}",
            "classes": _joined("govuk-date-input__input", *own, classes),
            "name": full,
            "value": values.get(str(full)) if value is None else value,
            "type": "text",
            "inputmode": item.get("inputmode") or "numeric",
            "autocomplete": item.get("autocomplete"),
            "pattern": item.get("pattern"),
            "attributes": item.get("attributes"),
        }
    )


def _summary_list(params: Options) -> Options:
    rows = [{**row, "links": _links(row)} for row in params.get("rows") or [] if row]
    with_actions = any(row["links"] for row in rows)
    return {**params, "rows": rows, "with_actions": with_actions, "card_links": _links(params.get("card") or {})}


def _links(part: Mapping[str, Any]) -> list[Options]:
    return list((part.get("actions") or {}).get("items") or [])


def _pagination(params: Options) -> Options:
    ends = params.get("previous") or params.get("next")
    items = [item for item in params.get("items") or [] if item]
    return {**params, "items": items, "block": not params.get("items") and bool(ends)}


def _panel(params: Options) -> Options:
    interruption = "govuk-panel--interruption" in (params.get("classes") or "")
    return {**params, "interruption": interruption, "links": [_panel_link(link) for link in _links(params)]}


def _panel_link(link: Options) -> Options:
    if link.get("href") and link.get("type") != "button":
        return link
    classes = _joined("govuk-button--inverse", link.get("classes"))
    return {"button": {**link, "type": link.get("type") or "button", "classes": classes}}


def _promise(params: Options) -> Options:
    """Lengths of the bar, in hundredths of the scale."""
    most = max(params.get("most") or 0, params["fact"], params["promised"]) or 1
    fact, promised = (round(100 * params[name] / most, 1) for name in ("fact", "promised"))
    return {
        **params,
        "fact_end": str(min(fact, promised)),
        "late_width": str(round(fact - promised, 1)) if fact > promised else "",
        "tick": str(min(promised, 99.2)),
    }


def _with_count(params: Options) -> Options:
    items = [{"count": None, **item} for item in params.get("items") or []]
    return {**params, "items": items}


def _work_list(params: Options) -> Options:
    return {**params, "groups": [_with_count(group) for group in params.get("groups") or []]}


def _noted(*names: str) -> Callable[[Options], Options]:
    """Options whose mere presence counts, as `has_<name>`, printed as the browser wants it."""

    def prepare(params: Options) -> Options:
        extra: Options = {}
        for name in names:
            if name in params:
                value = params[name]
                extra[f"has_{name}"] = True
                extra[name] = str(value).lower() if isinstance(value, bool) else value
        return {**params, **extra}

    return prepare


_PREPARATIONS: dict[str, Callable[[Options], Options]] = {
    "input": _input,
    "textarea": _textarea,
    "select": _select,
    "file-upload": _field,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "date-input": _date_input,
    "summary-list": _summary_list,
    "pagination": _pagination,
    "panel": _panel,
    "promise": _promise,
    "chips": _with_count,
    "work-list": _work_list,
    "button": _noted("preventDoubleClick"),
    "error-summary": _noted("disableAutoFocus"),
    "error-message": _noted("visuallyHiddenText"),
    "notification-banner": _noted("disableAutoFocus"),
}
