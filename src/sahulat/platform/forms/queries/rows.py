"""Answers as rows of label and value, for the page that checks them, for cases and for desks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from sahulat.foundation.languages.public import day_text, month_text, number_text
from sahulat.kernel.identifiers import Cnic, Mobile
from sahulat.kernel.refusals import N_
from sahulat.platform.forms.queries.place_book import DatabasePlaces
from sahulat.platform.forms.types import Answers, Field, Form, Kind, PlaceBook, Row

YES, NO, AGREED = N_("Yes"), N_("No"), N_("Confirmed")
LEFT_TO_RIGHT = frozenset({Kind.CNIC, Kind.MOBILE})


def answer_rows(
    form: Form,
    answers: Answers,
    languages: Sequence[str],
    *,
    places: PlaceBook | None = None,
    blank: bool = False,
) -> tuple[Row, ...]:
    """Answers as rows in the reader's language, in the form's order.

    What isn't answered is left out unless `blank`. A file's row has its `file_id`; a group's row has `rows`, one
    tuple of rows for each entry. Records no look: the caller knows why the answers are shown.
    """
    book = places or DatabasePlaces(None)
    shown = []
    for page in form.pages:
        for one in page.fields:
            if one.holds_answer and (blank or answers.get(one.name) is not None):
                shown.append(_row(one, answers.get(one.name), languages, page.name, book))
    return tuple(shown)


def _row(one: Field, value: Any, languages: Sequence[str], page: str, book: PlaceBook) -> Row:
    label_lang, label = one.label.pick(languages)
    value_lang, text = answer_text(one, value, languages, book)
    entries: tuple[tuple[Row, ...], ...] = ()
    if one.kind is Kind.GROUP and value:
        entries = tuple(
            tuple(
                _row(sub, entry[sub.name], languages, page, book)
                for sub in one.fields
                if entry.get(sub.name) is not None
            )
            for entry in value
        )
    return Row(
        name=one.name,
        label=label,
        label_lang=label_lang,
        value=text,
        value_lang=value_lang,
        page=page,
        ltr=one.kind in LEFT_TO_RIGHT,
        file_id=UUID(value["file"]) if one.kind is Kind.FILE and value else None,
        rows=entries,
        raw=value,
    )


def answer_text(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    """(language, text) of one answer; an empty text for none. The language is "" for what a person typed."""
    if value is None:
        return "", ""
    return _WRITERS[one.kind](one, value, languages, book)


def _typed(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return "", str(value)


def _number(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return languages[0], number_text(Decimal(str(value)), languages[0])


def _date(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return languages[0], day_text(date.fromisoformat(value), languages[0])


def _month(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return languages[0], month_text(date.fromisoformat(f"{value}-01"), languages[0])


def _choice(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    for option in one.options:
        if option.code == value:
            return option.label.pick(languages)
    return "", str(value)


def _yes_no(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return languages[0], gettext(YES if value else NO)


def _agreed(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return languages[0], gettext(AGREED) if value else ""


def _cnic(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return "", Cnic.parse(value).formatted


def _mobile(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return "", Mobile.parse(value).formatted


def _address(one: Field, value: Mapping[str, str], languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    comma = "، " if languages[0] != "en" else ", "
    return "", comma.join(value[part] for part in ("line", "area", "postal") if value.get(part))


def _place(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    name = book.name(value)
    return name.pick(languages) if name is not None else ("", str(value))


def _file(one: Field, value: Mapping[str, Any], languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return "", str(value["name"])


def _group(one: Field, value: Sequence[Any], languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    return languages[0], number_text(len(value), languages[0])


def _computed(one: Field, value: Any, languages: Sequence[str], book: PlaceBook) -> tuple[str, str]:
    if isinstance(value, bool):
        return _yes_no(one, value, languages, book)
    if isinstance(value, int):
        return _number(one, value, languages, book)
    return "", str(value)


_WRITERS: dict[Kind, Callable[[Field, Any, Sequence[str], PlaceBook], tuple[str, str]]] = {
    Kind.TEXT: _typed,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.CNIC: _cnic,
    Kind.MOBILE: _mobile,
    Kind.ADDRESS: _address,
    Kind.PLACE: _place,
    Kind.FILE: _file,
    Kind.GROUP: _group,
    Kind.DECLARATION: _agreed,
    Kind.GUIDANCE: _typed,
    Kind.COMPUTED: _computed,
}
