"""What a case's pinned service says: its name, form, reasons for refusal, and the answers as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson

from sahulat.kernel.text import Text
from sahulat.platform.cases.models import Answers, Case
from sahulat.platform.catalogue.public import package
from sahulat.platform.catalogue.types import Definition
from sahulat.platform.forms.public import answer_rows, form_of
from sahulat.platform.forms.types import Answers as AnswerValues
from sahulat.platform.forms.types import Field, Form, Kind, Row


def definition_of(case: Case) -> Definition:
    """The definition of the version that the case pins."""
    return package(case.version_id).definition


def service_name(case: Case) -> Text:
    """The name of the case's service."""
    return definition_of(case).name


def refusal_reasons(case: Case) -> Mapping[str, Text]:
    """The reasons for which this service may be refused, by code."""
    return definition_of(case).refusal_reasons


def sealed_answers(case: Case, number: int | None = None) -> AnswerValues:
    """The case's answers as they were sealed: the latest, or those of a number."""
    sealed = Answers.objects.get(case=case, number=number or case.answers_number)
    values: AnswerValues = orjson.loads(sealed.canonical)
    return values


def answered_fields(case: Case) -> frozenset[str]:
    """Names of the answers that the applicant gave and can mend: not computed values, not guidance."""
    answers = sealed_answers(case)
    return frozenset(field.name for field in form_of(case.version_id).fields if _mendable(field, answers))


def _mendable(field: Field, answers: AnswerValues) -> bool:
    return field.is_asked and field.kind is not Kind.DECLARATION and answers.get(field.name) is not None


def rows_of(case: Case, languages: Sequence[str], answers: AnswerValues | None = None) -> tuple[Row, ...]:
    """The answers as rows of label and value in the reader's language."""
    form: Form = form_of(case.version_id)
    return answer_rows(form, sealed_answers(case) if answers is None else answers, languages)


def changed_fields(case: Case) -> frozenset[str]:
    """Names of the answers that differ from those first sent."""
    if case.answers_number == 1:
        return frozenset()
    first, last = sealed_answers(case, 1), sealed_answers(case)
    return frozenset(name for name in first.keys() | last.keys() if first.get(name) != last.get(name))
