"""The task page: answers with their source, the note sheet, the history, and what can be decided here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.languages.public import date_text
from sahulat.foundation.ui.public import component, render
from sahulat.kernel.identifiers import Cnic
from sahulat.kernel.ids import new_id
from sahulat.platform.cases import operations
from sahulat.platform.cases.models import Case, CaseEntry, Holding
from sahulat.platform.cases.queries.definitions import changed_fields, rows_of, service_name
from sahulat.platform.cases.queries.holders import in_hand, named_posts
from sahulat.platform.cases.queries.inbox import neighbours
from sahulat.platform.cases.queries.named import named_otherwise
from sahulat.platform.cases.queries.papers import papers_of
from sahulat.platform.cases.queries.queried import entries_of, notes_of
from sahulat.platform.cases.types import CaseUnknown, EntryKind, Outcome, State
from sahulat.platform.cases.web import three
from sahulat.platform.cases.web.wording import day, here, hidden, marked, plain, preferred, since, told, words
from sahulat.platform.forms.public import form_of
from sahulat.platform.forms.types import Field, Kind, Row
from sahulat.platform.processes.public import standing_still


def task_page(request: SahulatRequest, task_id: UUID) -> HttpResponse:
    """A task of the actor's office. Whoever holds it sees the buttons; others read."""
    return show_task(request, task_id)


def show_task(request: SahulatRequest, task_id: UUID, **more: Any) -> HttpResponse:
    """The page; `shown` is (field, number) of an identity number to show, `status` the answer's."""
    status = more.pop("status", 200)
    with hidden():
        holding = operations.look_at_task(actor=request.actor, now=request.now, task_id=task_id)
    case = holding.case
    entries = entries_of(case)
    before, after = neighbours(actor=request.actor, holding=holding)
    context: dict[str, Any] = {
        "case": case,
        "task": holding,
        "title": f"{plain(case.name)}: {plain(service_name(case))}",
        "three": _three(request, holding, entries),
        "notices": _notices(case),
        "answers": answer_list(case, holding, request, more.pop("shown", None)),
        "papers": [_paper(each, case) for each in papers_of(case, preferred(), request.now)],
        "notes": _notes(case, request),
        "history": _history(case, request),
        "sent": _sent(case),
        "note_label": _("Your note"),
        "mine": is_mine(request, holding),
        "outcomes": set(holding.outcomes) if is_mine(request, holding) else set(),
        "bar": bar(request, holding),
        "key": str(new_id(request.now)),
        "before": reverse("cases:task", kwargs={"task_id": before}) if before else "",
        "after": reverse("cases:task", kwargs={"task_id": after}) if after else "",
        **more,
    }
    return render(request, "cases/task.html", context, status=status)


def _notices(case: Case) -> list[dict[str, str]]:
    """What an officer has to know before reading on."""
    found = []
    if standing_still([case.id]):
        text = _("The rules of this service could not say how it goes on. Those who run this installation are told.")
        found.append({"kind": "care", "title": _("This application stands still"), "text": text})
    name = named_otherwise(case)
    if name:
        title = _("Applied by %(applicant)s, for %(name)s") % {"applicant": plain(case.name), "name": name}
        text = _("The name or the identity number in the answers is not that of the account. Compare both papers.")
        found.append({"kind": "info", "title": title, "text": text})
    return found


def is_mine(request: SahulatRequest, holding: Holding) -> bool:
    """Whether the actor may act on the task now."""
    own = holding.case.applicant_id == request.actor.person_id
    return holding.closed_at is None and holding.post_id == request.actor.post_id and not own


def _three(request: SahulatRequest, holding: Holding, entries: list[Any]) -> dict[str, Any] | None:
    case, now = holding.case, request.now
    if not case.is_open:
        return None
    held = in_hand(case, now)
    shown = three.three_questions(case, held, entries, now)
    shown["line"] = True
    shown.pop("note")
    if is_mine(request, holding):
        posts, holders = named_posts({holding.post_id, holding.from_post_id}, now)
        giver = three.person_of(holding.from_post_id, posts, holders)
        title = plain(posts[holding.post_id].title)
        shown["whom"] = {
            "text": _("You, as %(post)s") % {"post": title},
            "detail": _("from %(giver)s") % {"giver": giver} if giver else _("from the applicant"),
        }
        shown["since"] = {"text": day(holding.since), "detail": since(holding.since, now)}
    return shown


def bar(request: SahulatRequest, holding: Holding) -> dict[str, Any] | None:
    """Options of the decision bar: only what this task offers, approve last and filled."""
    if not is_mine(request, holding):
        return None
    offered = set(holding.outcomes)
    buttons = []
    if Outcome.QUERY in offered:
        buttons.append(_button("send-back", holding, _("Query back"), "undo-2", "q", "govuk-button--secondary"))
    if offered & {Outcome.FORWARD, Outcome.COMPLETE}:
        buttons.append(_button("forward", holding, _("Forward"), "send", "f", "govuk-button--secondary"))
    if Outcome.REFUSE in offered:
        buttons.append(_button("refuse", holding, _("Refuse with reason"), "x", "r", "govuk-button--warning"))
    options: dict[str, Any] = {"buttons": buttons}
    if Outcome.APPROVE in offered:
        options["last"] = _seeing(holding)
        options["note"] = _("You see the document, then sign it.")
    return options


def _seeing(holding: Holding) -> dict[str, Any]:
    """The button of the form that has the document frozen: it is no link, since it changes something."""
    options = _button("prepare", holding, _("See and approve"), "stamp", "a", "")
    options.pop("href")
    options["attributes"]["form"] = "prepare"
    return options | {"preventDoubleClick": True}


def _button(name: str, holding: Holding, text: str, icon: str, key: str, classes: str) -> dict[str, Any]:
    return {
        "href": reverse(f"cases:{name}", kwargs={"task_id": holding.id}),
        "text": text,
        "icon": icon,
        "key": key.upper(),
        "classes": classes,
        "attributes": {"data-key": key},
    }


def answer_list(case: Case, holding: Holding, request: SahulatRequest, shown: tuple[str, str] | None) -> dict[str, Any]:
    """Options of the summary list: each answer with its source; identity numbers masked."""
    changed = changed_fields(case)
    fields = {field.name: field for field in form_of(case.version_id).fields}
    rows = []
    for row in rows_of(case, preferred()):
        value = _value(row, fields[row.name], row.name, holding, shown)
        source, icon = _("Citizen’s word"), "pen"
        if row.name in changed:
            value, source = format_html('<mark class="s-marked">{}</mark>', value), _("Mended by the citizen")
        html = component("sourced", html=value, source=source, icon=icon)
        rows.append({"key": {"text": _label(row)}, "value": {"html": html}})
    return {"rows": rows}


def _label(row: Row) -> str | SafeString:
    return row.label if row.label_lang in ("", here()) else marked(row.label, row.label_lang)


def _value(row: Row, field: Field, path: str, holding: Holding, shown: tuple[str, str] | None) -> str | SafeString:
    """The value of a row; `path` says where the answer stands: the field, or group-number-field."""
    if field.kind is Kind.CNIC:
        return _identifier(row, path, holding, shown)
    if row.rows:
        entries = enumerate(row.rows)
        texts = (_entry(entry, field, f"{path}-{number}", holding, shown) for number, entry in entries)
        lines = format_html_join("", "<li>{}</li>", ((text,) for text in texts))
        return format_html('<ol class="govuk-list govuk-list--number">{}</ol>', lines)
    marks = mark_safe(' dir="ltr"') if row.ltr else ""
    return format_html("<bdi{}>{}</bdi>", marks, row.value)


def _entry(
    entry: tuple[Row, ...], group: Field, path: str, holding: Holding, shown: tuple[str, str] | None
) -> SafeString:
    """One entry of a group; its identity numbers are masked like any other."""
    fields = {field.name: field for field in group.fields}
    values = ((row.label, _value(row, fields[row.name], f"{path}-{row.name}", holding, shown)) for row in entry)
    return format_html_join("; ", "{}: {}", values)


def _identifier(row: Row, path: str, holding: Holding, shown: tuple[str, str] | None) -> SafeString:
    if shown is not None and shown[0] == path:
        return format_html('<bdi dir="ltr">{}</bdi>', shown[1])
    href = reverse("cases:identifier", kwargs={"task_id": holding.id, "field": path})
    return format_html(
        '<bdi dir="ltr">{}</bdi> <a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>',
        Cnic.parse(str(row.raw)).masked,
        href,
        _("Show"),
        row.label,
    )


def identifier(request: SahulatRequest, task_id: UUID, field: str) -> HttpResponse:
    """The page with one identity number in full; the look is on record."""
    with hidden():
        number = operations.show_identifier(actor=request.actor, now=request.now, task_id=task_id, field=field)
    response = show_task(request, task_id, shown=(field, number))
    response["Cache-Control"] = "no-store"
    return response


def _paper(paper: Any, case: Case) -> dict[str, Any]:
    return {
        "icon": "image" if paper.is_image else "file-text",
        "text": paper.label,
        "detail": _("%(name)s, %(size)s kB") % {"name": paper.name, "size": paper.kilobytes},
        "href": paper.href,
    }


def _notes(case: Case, request: SahulatRequest) -> list[dict[str, Any]]:
    notes = notes_of(case)
    posts, holders = named_posts({note.post_id for note in notes}, request.now)
    return [
        {
            "text": note.text,
            "by": three.person_of(note.post_id, posts, holders),
            "at": date_text(note.at, here()),
        }
        for note in notes
    ]


def _event(entry: CaseEntry) -> tuple[str, str | SafeString]:
    """Star and words of one line of the history."""
    return {
        EntryKind.RECEIVED: ("done", _("Received")),
        EntryKind.SENT_BACK: ("back", _("Sent back to the applicant")),
        EntryKind.MENDED: ("done", _("Mended by the applicant")),
        EntryKind.FORWARDED: ("done", words(entry.step)),
        EntryKind.APPROVED: ("done", _("Approved")),
        EntryKind.ISSUED: ("done", _("Issued")),
        EntryKind.REFUSED: ("late", _("Refused")),
        EntryKind.WITHDRAWN: ("next", _("Taken back by the applicant")),
    }[EntryKind(entry.kind)]


def _history(case: Case, request: SahulatRequest) -> list[dict[str, Any]]:
    entries = entries_of(case)
    posts, holders = named_posts({entry.post_id for entry in entries}, request.now)
    items = []
    for entry in reversed(entries):
        star, text = _event(entry)
        who = three.person_of(entry.post_id, posts, holders)
        when = date_text(entry.at, here())
        items.append({"star": star, "text": text, "detail": told(who, when)})
    return items


def _sent(case: Case) -> str:
    return _("sent %(day)s") % {"day": day(case.submitted_at)}


def to_task(task_id: UUID) -> HttpResponse:
    """Back to the task's page."""
    return HttpResponseRedirect(reverse("cases:task", kwargs={"task_id": task_id}))


def my_task(request: SahulatRequest, task_id: UUID) -> Holding:
    """The task for one of its decision pages. Raises CaseUnknown unless the actor may act on it now."""
    with hidden():
        holding = operations.look_at_task(actor=request.actor, now=request.now, task_id=task_id)
    if not is_mine(request, holding) and holding.case.standing is State.WITHDRAWN:
        raise CaseUnknown
    return holding
