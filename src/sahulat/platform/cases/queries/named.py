"""For whom an application is, where that is not the person whose account sent it."""

from __future__ import annotations

from sahulat.foundation.languages.public import fold
from sahulat.kernel.identifiers import Cnic
from sahulat.platform.cases.models import Case
from sahulat.platform.cases.queries.definitions import sealed_answers
from sahulat.platform.forms.public import form_of
from sahulat.platform.forms.types import Kind
from sahulat.platform.people.public import persons_with

NAMES = {"name": "en", "name_en": "en", "name_ur": "ur"}
"""Fields that ask for the applicant's name, with the script in which it is asked."""
NUMBER = "cnic"


def named_otherwise(case: Case) -> str:
    """The name that the answers give where it isn't that of who sent them; "" where it is.

    The identity number counts too: one that the records know as somebody else's makes it another person, even of
    the same name. Leaves no look beyond that at the case: a number is only compared, by its keyed hash.
    """
    answers = sealed_answers(case)
    kinds = {field.name: field.kind for field in form_of(case.version_id).fields}
    given = {
        lang: str(answers[field])
        for field, lang in NAMES.items()
        if kinds.get(field) is Kind.TEXT and answers.get(field)
    }
    same = all(fold(name) == fold(case.name[lang]) for lang, name in given.items() if lang in case.name)
    if given and not (same and _own_number(case, answers.get(NUMBER) if kinds.get(NUMBER) is Kind.CNIC else None)):
        return next(iter(given.values()))
    return ""


def _own_number(case: Case, number: object) -> bool:
    holders = persons_with(Cnic.parse(str(number))) if number is not None else []
    return not holders or case.applicant_id in holders
