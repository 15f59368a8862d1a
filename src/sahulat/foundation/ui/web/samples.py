"""Invented content for the pages that show the components."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahulat.foundation.ui.queries.pages import component, reference
from sahulat.foundation.ui.rules.days import DayTile, day_tiles
from sahulat.foundation.ui.web.form_samples import form_samples

Options = dict[str, Any]
TODAY = date(2026, 11, 24)
REFERENCE = "PB-4821-7730-6"


def page_samples() -> Options:
    """Options of every component of citizens' pages."""
    return {
        "three": {**_three(), "days": {"days": _on_time()}, "note": _("Nothing for you to do now.")},
        "late": _late(),
        "facts": {
            "items": [
                {"label": _("Fee"), "text": _("Rs 200")},
                {"label": _("Promised"), "text": _days(7)},
                {"label": _("In fact, last 90 days"), "text": _days(6), "detail": _("9 in 10 within 9 days")},
            ]
        },
        "steps": {"items": _steps()},
        "notices": _notices(),
        "tags": _tags(),
        "promises": [
            {"promised": 7, "fact": 6, "most": 12, "label": _("Promised 7 days, in fact 6")},
            {"promised": 7, "fact": 10, "most": 12, "label": _("Promised 7 days, in fact 10")},
        ],
        "rows": _rows(),
        "messages": {
            "items": [
                {"by": _("Clerk"), "at": _day(date(2026, 11, 20)), "text": _("The bill is blurred.")},
                {"by": _("You"), "at": _day(date(2026, 11, 20)), "text": _("Here is a new photo."), "mine": True},
            ]
        },
        "known": {
            "text": _("House 14, Street 3, Gulgasht Colony, Multan"),
            "source": _("From the identity register, with your permission."),
            "action": {"href": "#known", "text": _("My address has changed")},
        },
        "doors": {"items": [{"icon": icon, "text": text, "href": "#doors"} for icon, text in _life_events()]},
        "chips": {
            "items": [
                {"icon": "lamp-floor", "text": _("Street light"), "href": "#chips"},
                {"icon": "droplets", "text": _("Water"), "href": "#chips"},
                {"icon": "trash-2", "text": _("Rubbish"), "href": "#chips", "current": True},
            ]
        },
        **_larger_samples(),
        **form_samples(),
    }


def _larger_samples() -> Options:
    return {
        "table": _table(),
        "answers": _answers(),
        "pagination": {
            "previous": {"href": "#pages"},
            "next": {"href": "#pages"},
            "items": [{"number": n, "href": "#pages", "current": n == 2} for n in (1, 2, 3)],
        },
        "personas": _personas(),
        "phone": {
            "time": "11:18",
            "messages": [_("Domicile PB-4821-7730-6 is with the Assistant Commissioner. Until 30 Nov.")],
            "caption": _("Messages and codes arrive here."),
        },
        "verify": {
            "state": "done",
            "title": _("Genuine, and it holds"),
            "text": _("Checked just now"),
            "three": {
                "by": True,
                "whom": {"text": _("Assistant Commissioner, Multan City"), "detail": _("District Administration")},
                "since": {"text": _day(date(2026, 11, 27))},
                "until": {"text": _("No end"), "detail": _("not withdrawn")},
            },
        },
    }


def desk_samples() -> Options:
    """Options of every component of the desk."""
    note_field = component(
        "textarea", {"name": "note", "rows": 2, "label": {"text": _("Your note"), "classes": "govuk-visually-hidden"}}
    )
    return {
        "work": {
            "label": _("Work"),
            "groups": [
                {
                    "title": _("Work"),
                    "items": [
                        {"text": _("Mine"), "href": "#mine", "count": 14, "current": True},
                        {"text": _("My office"), "href": "#office", "count": 63},
                        {"text": _("Late"), "href": "#late", "count": 3, "late": True},
                    ],
                }
            ],
        },
        "inbox": _inbox(),
        "three": {**_three(), "line": True, "days": {"days": _on_time()}},
        "notes": {
            "items": [
                {"text": _("The bill is blurred."), "by": _("Clerk"), "at": _day(date(2026, 11, 20))},
                {"text": _("New photo is clear."), "by": _("Clerk"), "at": _day(date(2026, 11, 23))},
            ],
            "html": note_field,
        },
        "answers": _answers(),
        "history": {"items": [{"star": "done", "text": _("Papers checked"), "end": _day(date(2026, 11, 23))}]},
        "decisions": {
            "buttons": [
                {"text": _("Send back"), "icon": "undo-2", "key": "Q", "classes": "govuk-button--secondary"},
                {"text": _("Forward"), "icon": "send", "key": "F", "classes": "govuk-button--secondary"},
                {"text": _("Refuse with reason"), "icon": "x", "key": "R", "classes": "govuk-button--warning"},
            ],
            "last": {"text": _("See and approve"), "icon": "stamp", "key": "A"},
            "note": _("You see the certificate, then sign it."),
        },
        "keys": {
            "items": [
                {"keys": ["J", "K"], "text": _("down, up")},
                {"keys": ["Enter"], "text": _("open")},
                {"keys": ["/"], "text": _("search")},
            ]
        },
    }


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _day(day: date) -> str:
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{names[day.weekday()]} {day.day}"


def _working(first: date, last: date) -> list[date]:
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in every if day.weekday() < 5]


def _tiles(first: date, promised: date, last: date, stopped: Sequence[date] = ()) -> list[DayTile]:
    return day_tiles(
        days=_working(first, last), today=TODAY, promised=promised, stopped=stopped, label=_day, today_label=_("Today")
    )


def _on_time() -> list[DayTile]:
    return _tiles(date(2026, 11, 20), date(2026, 11, 30), date(2026, 11, 30), [date(2026, 11, 23)])


def _overdue() -> list[DayTile]:
    return _tiles(date(2026, 11, 16), date(2026, 11, 20), TODAY)


def _three() -> Options:
    return {
        "whom": {"text": _("Assistant Commissioner, Multan City"), "detail": "Hina Qureshi"},
        "since": {"text": _("Monday 23 November"), "detail": _("since yesterday")},
        "until": {"text": _("Monday 30 November"), "detail": _("4 working days left")},
    }


def _late() -> Options:
    tag = {"text": _("2 days late"), "classes": "s-tag--late"}
    return {
        "whom": {"text": _("Deputy Commissioner, Multan"), "detail": _("moved up, since the promise was broken")},
        "since": {"text": _("Monday 23 November"), "detail": _("since yesterday")},
        "until": {"text": _("Friday 20 November"), "tag": tag},
        "days": {"days": _overdue()},
    }


def _steps() -> list[Options]:
    return [
        {"state": "done", "title": _("Application received"), "detail": _("Thursday 19 November, 10:42")},
        {"state": "back", "title": _("Sent back to you, and mended"), "quote": _("The bill is blurred.")},
        {"state": "late", "title": _("Promise broken, moved up"), "detail": _("Deputy Commissioner, Multan")},
        {"state": "now", "title": _("Decision"), "detail": _("now")},
        {"state": "next", "title": _("Certificate in your documents"), "detail": _("and an SMS to your phone")},
    ]


def _notices() -> list[Options]:
    return [
        {"kind": "done", "title": _("Received"), "text": f"{_('Reference')} {REFERENCE}"},
        {
            "kind": "care",
            "title": _("We need one thing"),
            "text": _("The photo is blurred. Take it again in good light."),
        },
        {"kind": "refused", "title": _("Refused"), "text": _("Lived here for less than a year. You may appeal.")},
        {"text": _("The office is closed on Friday: holiday.")},
    ]


def _tags() -> list[Options]:
    return [
        {"text": _("Done"), "icon": "check", "classes": "s-tag--done"},
        {"text": _("Now"), "classes": "s-tag--now"},
        {"text": _("With you"), "icon": "hourglass", "classes": "s-tag--you"},
        {"text": _("2 days late"), "icon": "triangle-alert", "classes": "s-tag--late"},
        {"text": _("Not begun")},
    ]


def _rows() -> Options:
    return {
        "items": [
            {"icon": "file-text", "text": _("Electricity bill"), "detail": _("Photo, 240 kB"), "href": "#rows"},
            {"star": "done", "text": _("Copy of your identity card"), "detail": _("We read it from the register.")},
            {"icon": "phone", "text": _("Any phone"), "end": reference("*000#")},
        ]
    }


def _life_events() -> list[tuple[str, str]]:
    return [
        ("baby", _("A child is born")),
        ("graduation-cap", _("School or college")),
        ("store", _("Starting a business")),
        ("house", _("Building a house")),
    ]


def _table() -> Options:
    head = [
        {"text": _("Service")},
        {"text": _("Promised"), "format": "numeric"},
        {"text": _("In fact"), "format": "numeric"},
    ]
    link = component("link", {"text": _("Domicile certificate"), "href": "#table"})
    return {
        "head": head,
        "caption": _("How long it takes"),
        "captionClasses": "govuk-visually-hidden",
        "rows": [
            [{"html": link}, {"text": _days(7), "format": "numeric"}, {"text": _days(6), "format": "numeric"}],
            [
                {"text": _("Building plan")},
                {"text": _days(30), "format": "numeric"},
                {"text": _days(41), "format": "numeric"},
            ],
        ],
    }


def _answers() -> Options:
    def row(key: str, value: str, source: str, icon: str) -> Options:
        html = component("sourced", {"text": value, "source": source, "icon": icon})
        action = {"href": "#answers", "text": _("Change"), "visuallyHiddenText": key}
        return {"key": {"text": key}, "value": {"html": html}, "actions": {"items": [action]}}

    return {
        "rows": [
            row(_("Name"), _("Ayesha Bano"), _("Identity register"), "shield-check"),
            row(_("Identity number"), reference("•••••-•••••34-5"), _("Identity register"), "shield-check"),
            row(_("Living there since"), _("March 2015"), _("Citizen's word"), "pen"),
        ]
    }


def _personas() -> list[Options]:
    return [
        {"tile": "star", "name": _("Ayesha Bano, citizen"), "detail": _("Her domicile is under way"), "value": "1"},
        {"tile": "checks", "name": _("Rashid Mehmood, clerk"), "detail": _("22 papers to check"), "value": "2"},
        {
            "tile": "rosette",
            "name": _("Hina Qureshi, Assistant Commissioner"),
            "detail": _("14 to decide"),
            "value": "3",
        },
        {
            "tile": "diagonal",
            "name": _("Bilal Shah, service author"),
            "detail": _("Changes a form today"),
            "value": "4",
        },
        {"tile": "stars", "name": _("The Minister"), "detail": _("22 clauses late"), "value": "5"},
    ]


def _inbox() -> Options:
    def row(name: str, until: str, tiles: list[DayTile], tag: Options, *, current: bool = False) -> Options:
        return {
            "href": "#inbox",
            "name": name,
            "service": _("Domicile certificate"),
            "reference": REFERENCE,
            "asked": _("Decide"),
            "giver": _("Clerk"),
            "since": _("since Monday"),
            "until": until,
            "days": tiles,
            "days_label": _("Day 3 of 7"),
            "tag": tag,
            "current": current,
        }

    overdue = {"text": _("2 days late"), "classes": "s-tag--late"}
    left = {"text": _("4 days left"), "classes": "s-tag--plain"}
    return {
        "caption": _("My work"),
        "groups": [
            {
                "title": _("Late"),
                "count": 1,
                "late": True,
                "rows": [row(_("Bashir Ahmed"), _day(date(2026, 11, 20)), _overdue(), overdue)],
            },
            {
                "title": _("This week and next"),
                "count": 2,
                "rows": [
                    row(_("Ayesha Bano"), _day(date(2026, 11, 30)), _on_time(), left, current=True),
                    row(_("Imran Sheikh"), _day(date(2026, 11, 30)), _on_time(), left),
                ],
            },
        ],
    }
