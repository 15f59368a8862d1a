"""What a case's document says, from its sealed answers, and who issues it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from sahulat.kernel.identifiers import Cnic
from sahulat.kernel.text import Text
from sahulat.platform.cases.models import Case
from sahulat.platform.cases.queries.definitions import rows_of, sealed_answers
from sahulat.platform.cases.rules.counting import initials
from sahulat.platform.documents.types import Contents, Issuer, Line
from sahulat.platform.forms.public import form_of
from sahulat.platform.forms.types import Field, Kind, Row
from sahulat.platform.organisations.public import holder_of, post

PRINTABLE = frozenset(
    {Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.MONTH, Kind.CHOICE, Kind.YES_NO, Kind.CNIC, Kind.ADDRESS, Kind.PLACE,
     Kind.COMPUTED}
)  # fmt: skip


def contents_of(case: Case) -> Contents:
    """The answers as lines and values in every language; the template chooses among them."""
    answers = sealed_answers(case)
    fields = {field.name: field for field in form_of(case.version_id).fields}
    by_language = {lang: rows_of(case, [lang], answers) for lang in settings.SAHULAT_LANGUAGES}
    lines = []
    for rows in zip(*by_language.values(), strict=True):
        field = fields.get(rows[0].name)
        if field is not None and field.kind in PRINTABLE:
            lines.append(_line(field, dict(zip(by_language, rows, strict=True)), case))
    return Contents(lines=tuple(lines), values={line.name: line.value for line in lines})


def _line(field: Field, rows: dict[str, Row], case: Case) -> Line:
    first = next(iter(rows.values()))
    value = _text({lang: row.value for lang, row in rows.items()})
    if field.kind is Kind.CNIC and isinstance(first.raw, str):
        cnic = Cnic.parse(first.raw)
        value = _text(dict.fromkeys(rows, cnic.formatted))
        masked: Text | None = _text(dict.fromkeys(rows, cnic.masked))
    else:
        masked = _masked(field, value, case)
    return Line(name=field.name, label=field.label, value=value, masked=masked)


def _masked(field: Field, value: Text, case: Case) -> Text | None:
    """A stranger with the paper in hand learns the place, and of the holder's name the first letters."""
    if field.kind is Kind.PLACE:
        return value
    if field.kind is Kind.TEXT and any(text in case.name.values() for text in value.values()):
        return _text({lang: initials(text) for lang, text in value.items()})
    return None


def _text(texts: dict[str, str]) -> Text:
    return Text({lang: text if text.strip() else "-" for lang, text in texts.items()})


def issuer_of(post_id: UUID, now: datetime) -> Issuer:
    """The post that issues, with its present holder."""
    held, holder = post(post_id), holder_of(post_id, now)
    return Issuer(
        post_id=post_id,
        title=held.title,
        agency=held.agency_names,
        government=government(),
        holder_person_id=holder.person_id if holder else None,
        holder_name=holder.names if holder else held.title,
    )


def government() -> Text:
    """The government of this installation's jurisdiction, as a certificate's head names it."""
    return _GOVERNMENTS.get(settings.SAHULAT_JURISDICTION, _GOVERNMENTS["pk"])


_GOVERNMENTS = {
    "pk": Text({"en": "Government of Pakistan", "ur": "حکومتِ پاکستان"}),
    "pk-punjab": Text({"en": "Government of the Punjab", "ur": "حکومتِ پنجاب"}),
}
