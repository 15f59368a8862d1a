"""Checking a document: by the square code, by number and code, or by the file itself. For everyone."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.files.public import Allowed, FileTooLarge, uploaded_content
from sahulat.foundation.languages.public import date_text, day_text, zone
from sahulat.foundation.ui.public import render
from sahulat.kernel.text import Text
from sahulat.platform.accounts.public import spend_tries
from sahulat.platform.accounts.types import Limit
from sahulat.platform.documents.queries import (
    document_by_code,
    document_by_content,
    shown_lines,
    verify_signature,
)
from sahulat.platform.documents.types import DocumentUnknown, Issued, NotAPdf, SignatureVerdict, State

ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")
# Mobile operators put thousands of people behind one address, so these only bound machines.
CHECKS_BY_NUMBER = Limit("checks-of-documents", 300, timedelta(minutes=15))
CHECKS_OF_FILES = Limit("checks-of-files", 60, timedelta(minutes=15))
PDF = Allowed(media_types=frozenset({"application/pdf"}), max_bytes=20_000_000)


def scanned(request: SahulatRequest, token: str) -> HttpResponse:
    """What stands behind the square code of a paper."""
    try:
        issued = document_by_code(token=token)
    except DocumentUnknown as refusal:
        return _asked(request, {"code": gettext(refusal.message)}, status=404)
    return _answer(request, issued)


def check(request: SahulatRequest) -> HttpResponse:
    """Type number and code; or go on to choose a file. Raises TooManyTries."""
    if request.method != "POST":
        return _asked(request, {})
    number, code = request.POST.get("number", "")[:60], request.POST.get("code", "")[:60]
    missing = {}
    if not number.strip():
        missing["number"] = gettext("Enter the number that stands on the document.")
    if not code.strip():
        missing["code"] = gettext("Enter the code that stands beside the square.")
    if missing:
        return _asked(request, missing, status=422)
    _spend(request, CHECKS_BY_NUMBER)
    try:
        return _answer(request, document_by_code(token=code, number=number))
    except DocumentUnknown as refusal:
        return _asked(request, {"code": gettext(refusal.message)}, status=404)


def check_file(request: SahulatRequest) -> HttpResponse:
    """Check a PDF: is it one that we issued, and is its signature whole? The file isn't kept. Raises TooManyTries."""
    came = request.FILES.get("file")
    if request.method != "POST" or came is None:
        wrong = {"file": gettext("Choose the PDF that you were given.")} if request.method == "POST" else {}
        return _asked(request, wrong, status=422 if wrong else 200)
    _spend(request, CHECKS_OF_FILES)
    try:
        content = uploaded_content(came, PDF)
    except FileTooLarge as refusal:
        return _asked(request, {"file": gettext(refusal.message) % refusal.params}, status=413)
    if not content.startswith(b"%PDF-"):
        return _asked(request, {"file": gettext(NotAPdf.message)}, status=NotAPdf.status)
    verdict = verify_signature(content, now=request.now)
    issued = document_by_content(hashlib.sha256(content).hexdigest())
    if issued is not None and verdict.holds:
        return _answer(request, issued)
    return render(request, "documents/not-genuine.html", _why_not(verdict))


def _spend(request: SahulatRequest, limit: Limit) -> None:
    """Spend a try of the network that asks; only its keyed hash is kept. Raises TooManyTries."""
    network = str(request.META.get("REMOTE_ADDR", ""))
    if network:
        spend_tries(actor=request.actor, now=request.now, tries=[(limit, network)])


def _why_not(verdict: SignatureVerdict) -> dict[str, Any]:
    """For a file that isn't the very one we issued."""
    if not verdict.signed:
        text = gettext("This file carries no signature of ours that can be read. Ask its holder for the original file.")
    elif not (verdict.intact and verdict.covers_all):
        text = gettext("The file was changed after it was signed. Don't rely on it: ask its holder for the original.")
    elif not verdict.trusted:
        text = gettext("Somebody else signed this file. We don't know that signature.")
    else:
        text = gettext("The signature is ours, but this isn't the file that we issued. Check it by number and code.")
    return {"answer": {"state": "late", "title": gettext("Not genuine"), "text": text}}


def _asked(request: SahulatRequest, wrong: dict[str, str], status: int = 200) -> HttpResponse:
    summary = None
    if wrong:
        items = [{"text": text, "href": f"#{name}"} for name, text in wrong.items()]
        title = ngettext("Put %(count)s thing right", "Put %(count)s things right", len(items)) % {"count": len(items)}
        summary = {"titleText": title, "errorList": items}
    kept = {name: request.POST.get(name, "")[:60] for name in ("number", "code")}
    context = {
        "summary": summary,
        "number": _input(
            "number", gettext("Number of the document"), kept, wrong, gettext("Such as PB-DOM-26-004517-3")
        ),
        "code": _input("code", gettext("Code beside the square"), kept, wrong, gettext("16 letters and digits")),
        "file": {
            "name": "file",
            "id": "file",
            "label": {"text": gettext("The PDF as you received it"), "classes": "govuk-label--s"},
            "attributes": {"accept": "application/pdf"},
            "hint": {"text": gettext("We look at the file and don't keep it.")},
            **({"errorMessage": {"text": wrong["file"]}} if "file" in wrong else {}),
        },
    }
    return render(request, "documents/check.html", context, status=status)


def _input(name: str, label: str, kept: dict[str, str], wrong: dict[str, str], hint: str) -> dict[str, Any]:
    params: dict[str, Any] = {
        "name": name,
        "id": name,
        "label": {"text": label, "classes": "govuk-label--s"},
        "hint": {"text": hint},
        "value": kept[name],
        "spellcheck": False,
        "autocomplete": "off",
        "attributes": {"dir": "ltr"},
        "classes": "govuk-input--width-20",
    }
    if name in wrong:
        params["errorMessage"] = {"text": wrong[name]}
    return params


def _answer(request: SahulatRequest, issued: Issued) -> HttpResponse:
    lang = get_language() or "en"
    state = issued.state(request.now.astimezone(zone()).date())
    titles = {
        State.VALID: gettext("Genuine, and it holds"),
        State.EXPIRED: gettext("Genuine, but its time is over"),
        State.REVOKED: gettext("Withdrawn: it no longer holds"),
    }
    at = gettext("Checked just now, %(at)s") % {"at": date_text(request.now, lang)}
    answer = {
        "state": "done" if state is State.VALID else "late",
        "title": titles[state],
        "text": at,
        "three": _three(issued, state, lang),
    }
    context = {
        "answer": answer,
        "rows": {"rows": _rows(issued, lang)},
        "checked": {"items": _checked(state)},
        "withdrawn": state is State.REVOKED,
    }
    return render(request, "documents/checked.html", context)


def _three(issued: Issued, state: State, lang: str) -> dict[str, Any]:
    until: dict[str, str] = {"text": gettext("No end") if issued.valid_to is None else day_text(issued.valid_to, lang)}
    if state is State.REVOKED and issued.revoked_at is not None:
        until = {"text": gettext("Withdrawn"), "detail": day_text(issued.revoked_at, lang)}
    elif state is State.VALID:
        until["detail"] = gettext("not withdrawn")
    return {
        "by": True,
        "whom": {"text": issued.issuer_title.pick([lang])[1], "detail": issued.agency.pick([lang])[1]},
        "since": {"text": day_text(issued.valid_from, lang)},
        "until": until,
    }


def _rows(issued: Issued, lang: str) -> list[dict[str, Any]]:
    rows = [{"key": {"text": gettext("What")}, "value": {"text": issued.title.pick([lang])[1]}}]
    for line in shown_lines(issued.id):
        label, value = Text.from_json(line["label"]), Text.from_json(line["value"])
        rows.append({"key": {"text": label.pick([lang])[1]}, "value": {"html": _isolated(value.pick([lang])[1])}})
    rows.append({"key": {"text": gettext("Number")}, "value": {"html": _isolated(issued.number), "classes": "s-ref"}})
    return rows


def _isolated(words: str) -> SafeString:
    """A masked value keeps its own direction: its dots would turn round beside the other script."""
    direction = "rtl" if ARABIC_SCRIPT.search(words) else "ltr"
    return format_html('<bdi dir="{}">{}</bdi>', direction, words)


def _checked(state: State) -> list[dict[str, str]]:
    items = [
        {"text": gettext("It stands in our books under this number"), "star": "done"},
        {"text": gettext("Its code is right"), "star": "done"},
    ]
    if state is State.REVOKED:
        return [*items, {"text": gettext("It was withdrawn"), "star": "late"}]
    return [*items, {"text": gettext("It was not withdrawn"), "star": "done"}]
