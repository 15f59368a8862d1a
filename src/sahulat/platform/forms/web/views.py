"""The views: each parses, calls one operation or query, and renders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from sahulat.foundation.access.public import SahulatRequest, SignInNeeded
from sahulat.foundation.files.public import Allowed, FileTooLarge, link, uploaded_content
from sahulat.foundation.languages.public import time_text
from sahulat.foundation.ui.public import render
from sahulat.kernel.refusals import FieldError
from sahulat.platform.catalogue.public import current_version, package
from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.operations import discard_draft, save_page, start_draft
from sahulat.platform.forms.queries import answer_rows, asking_on, draft, editable, form_of, open_drafts, submit_handler
from sahulat.platform.forms.rules.entering import after_button, pressed
from sahulat.platform.forms.rules.judging import Verdict, judge
from sahulat.platform.forms.rules.shape import label_of
from sahulat.platform.forms.types import Field, Form, Kind, Page, PageUnknown, Row, Upload
from sahulat.platform.forms.web.conditions import shown_when
from sahulat.platform.forms.web.fields import Drawing, draw
from sahulat.platform.forms.web.inputs import inputs_of
from sahulat.platform.forms.web.unsaved import keep_unsaved, take_unsaved
from sahulat.platform.forms.web.words import error_words, lang, said


def start(request: SahulatRequest, jurisdiction: str, agency: str, service: str) -> HttpResponse:
    """Before the first page: what comes, and go on with a draft that is there already."""
    key = f"{jurisdiction}/{agency}/{service}"
    if request.method == "POST":
        begun = start_draft(actor=request.actor, now=request.now, service_key=key)
        return HttpResponseRedirect(_next_address(begun, request.now))
    version = current_version(key)
    for each in open_drafts(actor=request.actor):
        if each.version.service_id == version.service_id and each.mends is None:
            return HttpResponseRedirect(_next_address(each, request.now))
    form = form_of(version.id)
    pages = [{"text": said(page.short), "star": "next"} for page in form.pages]
    definition = package(version.id).definition
    context = {"service": said(definition.name), "pages": {"items": pages}, "minutes": definition.minutes}
    return render(request, "forms/start.html", context)


def page(request: SahulatRequest, draft_id: UUID, page: str) -> HttpResponse:
    """One page of questions."""
    if request.method == "POST" and not request.actor.is_signed_in:
        # The session ended while the page was being filled: keep what was typed until the sign-in.
        keep_unsaved(request, draft_id, page)
        raise SignInNeeded
    own = draft(actor=request.actor, draft_id=draft_id)
    form, verdict = _judged(own, request.now)
    shown = _page(editable(own, form, verdict), page)
    if request.method != "POST":
        unsaved = take_unsaved(request, own, page)
        raw = inputs_of(shown, own.answers) if unsaved is None else unsaved
        return _page_response(request, own, shown, raw, {}, was_out=unsaved is not None)
    uploads, wrong = _uploads(request, shown)
    raw = {name: str(value) for name, value in request.POST.items()}
    result = save_page(actor=request.actor, now=request.now, draft_id=draft_id, page=page, raw=raw, uploads=uploads)
    own = draft(actor=request.actor, draft_id=draft_id)
    if pressed(shown, raw) is not None or any(name.startswith("drop-") for name in raw):
        inputs, focus = after_button(shown, raw)
        return _page_response(request, own, shown, inputs, {}, focus=focus)
    if "later" in raw:
        return HttpResponseRedirect(reverse("forms:saved", args=[draft_id]))
    errors = {**result.errors, **wrong}
    if errors:
        return _page_response(request, own, shown, raw, errors, status=422)
    return HttpResponseRedirect(_next_address(own, request.now, after=page))


def _page(form: Form, name: str) -> Page:
    for each in form.pages:
        if each.name == name:
            return each
    raise PageUnknown


def _judged(own: Draft, now: datetime) -> tuple[Form, Verdict]:
    form = form_of(own.version_id)
    return form, judge(form, own.answers, asking_on(now))


def _uploads(request: SahulatRequest, shown: Page) -> tuple[dict[str, Upload], dict[str, FieldError]]:
    """The files that came with the page, and what is wrong with those that are too large to be read."""
    uploads: dict[str, Upload] = {}
    wrong: dict[str, FieldError] = {}
    for one in shown.fields:
        came = request.FILES.get(one.name)
        if one.kind is not Kind.FILE or came is None:
            continue
        allowed = Allowed(media_types=frozenset(one.media_types), max_bytes=one.max_bytes)
        try:
            uploads[one.name] = Upload(name=came.name or "", content=uploaded_content(came, allowed))
        except FileTooLarge as refusal:
            wrong[one.name] = FieldError(refusal.message, refusal.params)
    return uploads, wrong


def _next_address(own: Draft, now: datetime, after: str | None = None) -> str:
    """The next page that isn't good yet, looking on from the one just saved; the check when all are."""
    form, verdict = _judged(own, now)
    names = [each.name for each in editable(own, form, verdict).pages]
    turn = names.index(after) + 1 if after in names else 0
    for name in [*names[turn:], *names[:turn]]:
        if name not in own.saved_pages or verdict.errors_on(form.page(name)):
            return reverse("forms:page", args=[own.id, name])
    return reverse("forms:check", args=[own.id])


def _page_response(
    request: SahulatRequest,
    own: Draft,
    shown: Page,
    raw: Mapping[str, str],
    errors: Mapping[str, FieldError],
    *,
    status: int = 200,
    focus: str | None = None,
    was_out: bool = False,
) -> HttpResponse:
    form, verdict = _judged(own, request.now)
    asking = asking_on(request.now)
    pages = editable(own, form, verdict).pages
    fields = tuple(one for one in shown.fields if _may_show(one, shown, verdict))
    drawing = Drawing(page=shown, raw=raw, errors=errors, answers=own.answers, asking=asking)
    names = [each.name for each in pages]
    at = names.index(shown.name)
    context = {
        "draft": own,
        "service": said(package(own.version_id).definition.name),
        "title": said(shown.title),
        "fields": draw(drawing, fields),
        "has_files": any(one.kind is Kind.FILE for one in fields),
        "summary": _summary(shown, errors),
        "progress": _progress(own, pages, at, verdict),
        "back": reverse("forms:page", args=[own.id, names[at - 1]]) if at else None,
        "focus": focus,
        "was_out": was_out,
        "buttons": {
            "save": {"text": gettext("Save and go on"), "name": "save", "value": "yes", "preventDoubleClick": True},
            "later": {
                "text": gettext("Do the rest later"),
                "name": "later",
                "value": "yes",
                "classes": "govuk-button--secondary",
            },
        },
    }
    return render(request, "forms/page.html", context, status=status)


def _may_show(one: Field, shown: Page, verdict: Verdict) -> bool:
    """Visible now, or perhaps visible in the browser once other answers of the same page are given.

    What only the server can tell appears when the page has been saved with the answers on which it hangs.
    """
    if not one.is_asked and one.kind is not Kind.GUIDANCE:
        return False
    on_page = {other.name: other for other in shown.fields}
    return one.name in verdict.visible or shown_when(one.when, on_page) is not None


def _progress(own: Draft, pages: tuple[Page, ...], at: int, verdict: Verdict) -> dict[str, Any]:
    states = [
        "now" if number == at else "done" if each.name in own.saved_pages and not verdict.errors_on(each) else "next"
        for number, each in enumerate(pages)
    ]
    params = {"number": at + 1, "count": len(pages), "title": pages[at].short.pick([lang()])[1]}
    progress = {"states": states, "text": gettext("Page %(number)s of %(count)s: %(title)s") % params}
    if own.revision:
        progress["saved"] = gettext("Saved %(time)s") % {"time": time_text(own.saved_at, lang())}
    return progress


def _summary(shown: Page, errors: Mapping[str, FieldError]) -> dict[str, Any] | None:
    """Every error, linked to its field, in the order of the page."""
    if not errors:
        return None
    kinds = {one.name: one for one in shown.fields}
    order = {one.name: number for number, one in enumerate(shown.fields)}
    paths = sorted(errors, key=lambda path: (order.get(path.split(".")[0], 0), path))
    items = [{"text": error_words(errors[path]), "href": f"#{_input_id(kinds, path)}"} for path in paths]
    title = ngettext("Put %(count)s thing right", "Put %(count)s things right", len(items)) % {"count": len(items)}
    return {"titleText": title, "errorList": items}


def _input_id(fields: Mapping[str, Field], path: str) -> str:
    parts = path.split(".")
    one = fields[parts[0]]
    if len(parts) == 3:
        one = next(sub for sub in one.fields if sub.name == parts[2])
    name = "-".join(parts)
    return {Kind.DATE: f"{name}-day", Kind.MONTH: f"{name}-month"}.get(one.kind, name)


def check(request: SahulatRequest, draft_id: UUID) -> HttpResponse:
    """All answers once more; send them."""
    own = draft(actor=request.actor, draft_id=draft_id)
    form, verdict = _judged(own, request.now)
    handler = submit_handler()
    if request.method == "POST" and handler is not None:
        # A sealed draft goes the same way again: whoever presses twice gets the same receipt.
        data = {name: str(value) for name, value in request.POST.items()}
        return HttpResponseRedirect(handler(actor=request.actor, now=request.now, draft_id=draft_id, form_data=data))
    mine = editable(own, form, verdict)
    rows = answer_rows(mine, verdict.answers, [lang()], places=asking_on(request.now).places)
    missing = _missing(own, form, mine, verdict)
    context = {
        "draft": own,
        "service": said(package(own.version_id).definition.name),
        "pages": [_checked(own, each, rows) for each in mine.pages],
        "summary": missing,
        "back": reverse("forms:page", args=[draft_id, mine.pages[-1].name]),
        "is_mending": own.mends is not None,
        "is_open": own.is_open,
    }
    return render(request, "forms/check.html", context)


def _missing(own: Draft, form: Form, mine: Form, verdict: Verdict) -> dict[str, Any] | None:
    """What is still missing, linked to its page."""
    items = []
    for path, error in verdict.errors.items():
        page_name = mine.page_of(path.split(".")[0]).name
        text = f"{label_of(form, path).pick([lang()])[1]}: {error_words(error)}"
        items.append({"text": text, "href": reverse("forms:page", args=[own.id, page_name])})
    if not items:
        return None
    title = ngettext("Put %(count)s thing right", "Put %(count)s things right", len(items)) % {"count": len(items)}
    return {"titleText": title, "errorList": items}


def _checked(own: Draft, each: Page, rows: tuple[Row, ...]) -> dict[str, Any]:
    listed = [
        {"key": {"text": row.label}, "value": {"html": said_row(own, row)}} for row in rows if row.page == each.name
    ]
    action = {
        "href": reverse("forms:page", args=[own.id, each.name]),
        "text": gettext("Change"),
        "visuallyHiddenText": each.short.pick([lang()])[1],
    }
    card = {"title": {"text": said(each.short), "headingLevel": 2}}
    if own.is_open:
        card["actions"] = {"items": [action]}
    return {"card": card, "rows": listed}


def said_row(own: Draft, row: Row) -> Any:
    """A row's value as safe HTML."""
    from_template = {"row": row, "draft": own}
    return _fragment("forms/value.html", from_template)


def _fragment(template: str, context: Mapping[str, Any]) -> Any:
    return render_to_string(template, dict(context))


def saved(request: SahulatRequest, draft_id: UUID) -> HttpResponse:
    """What was written is kept; how to come back."""
    own = draft(actor=request.actor, draft_id=draft_id)
    context = {
        "draft": own,
        "service": said(package(own.version_id).definition.name),
        "next": _next_address(own, request.now),
    }
    return render(request, "forms/saved.html", context)


def discard(request: SahulatRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    own = draft(actor=request.actor, draft_id=draft_id)
    definition = package(own.version_id).definition
    if request.method == "POST":
        discard_draft(actor=request.actor, now=request.now, draft_id=draft_id)
        jurisdiction, agency, service = definition.key.split("/")
        return HttpResponseRedirect(reverse("catalogue:service", args=[jurisdiction, agency, service]))
    context = {"draft": own, "service": said(definition.name), "next": _next_address(own, request.now)}
    return render(request, "forms/discard.html", context)


def own_file(request: SahulatRequest, draft_id: UUID, field: str) -> HttpResponse:
    """Open a file that one has uploaded oneself."""
    own = draft(actor=request.actor, draft_id=draft_id)
    kept = own.answers.get(field)
    if not isinstance(kept, dict) or "file" not in kept:
        raise PageUnknown
    return HttpResponseRedirect(link(UUID(kept["file"]), now=request.now))
