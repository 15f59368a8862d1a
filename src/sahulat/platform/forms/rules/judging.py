"""What of a form is visible, what its computed fields hold, and what is wrong with the answers.

Fields may refer only to fields that stand before them (the compiler sees to it), so one pass in order decides
everything: what is hidden counts as unanswered for all that follows, and is never required.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sahulat.kernel.refusals import FieldError
from sahulat.notation.feel import Expression
from sahulat.platform.forms.rules import messages
from sahulat.platform.forms.rules.context import TODAY, feel_value, json_value
from sahulat.platform.forms.types import AnswerError, Answers, Asking, Field, Form, Kind, Page, Period


@dataclass(slots=True)
class Verdict:
    """The visible answers with computed ones, the visible pages and fields, and what is wrong."""

    answers: Answers = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    visible: set[str] = field(default_factory=set)
    errors: dict[str, FieldError] = field(default_factory=dict)

    def errors_on(self, page: Page) -> dict[str, FieldError]:
        """What is wrong on that page."""
        names = {f.name for f in page.fields}
        return {path: error for path, error in self.errors.items() if path.split(".")[0] in names}


def holds(expression: Expression | None, context: Mapping[str, Any]) -> bool:
    """Whether a condition is true; null counts as not true, no condition as true."""
    return expression is None or expression.evaluate(context).value is True


def judge(form: Form, answers: Mapping[str, Any], asking: Asking) -> Verdict:
    """The whole verdict on these answers. Total: any JSON is judged, whatever is in it."""
    verdict = Verdict()
    context: dict[str, Any] = {f.name: None for f in form.fields if f.holds_answer}
    context[TODAY] = asking.today
    for page in form.pages:
        shown = holds(page.when, context)
        if shown:
            verdict.pages.append(page.name)
        for one in page.fields:
            if shown and holds(one.when, context):
                verdict.visible.add(one.name)
                _judge_field(one, answers, context, verdict, asking)
    return verdict


def _judge_field(
    one: Field, answers: Mapping[str, Any], context: dict[str, Any], verdict: Verdict, asking: Asking
) -> None:
    if one.computed is not None:
        value = json_value(one.computed.evaluate(context).value)
        context[one.name] = value if isinstance(value, str | bool) else one.computed.evaluate(context).value
    elif one.kind is Kind.GROUP:
        value = _judge_group(one, answers.get(one.name), context, verdict, asking)
    else:
        value, error = _judge_value(one, answers.get(one.name), context, asking)
        if error is not None:
            verdict.errors[one.name] = error
    if value is not None:
        verdict.answers[one.name] = value


def _judge_value(one: Field, value: Any, context: dict[str, Any], asking: Asking) -> tuple[Any, FieldError | None]:
    """(value or None, what is wrong); puts the value into the context."""
    if not one.is_asked:
        return None, None
    if value is not None and not is_typed(one, value, asking):
        context[one.name] = None
        return None, FieldError(messages.NOT_RIGHT)
    if value is None:
        return None, _missing(one, context)
    context[one.name] = feel_value(one, value)
    wrong = _out_of_time(one, value, asking.today) or _elsewhere(one, value, context, asking)
    if wrong is not None:
        return value, wrong
    if one.constraint is not None and not holds(one.constraint, context):
        english = (one.constraint_message or {"en": messages.NOT_RIGHT})["en"]
        return value, AnswerError(english, text=one.constraint_message)
    return value, None


def _missing(one: Field, context: Mapping[str, Any]) -> FieldError | None:
    required = one.required if isinstance(one.required, bool) else holds(one.required, context)
    if not required:
        return None
    if one.required_message is not None:
        return AnswerError(one.required_message["en"], text=one.required_message)
    return messages.missing(one.kind)


def _out_of_time(one: Field, value: str, today: date) -> FieldError | None:
    if one.period is None:
        return None
    first = value if one.kind is Kind.DATE else f"{value}-01"
    last = value if one.kind is Kind.DATE else f"{value}-28"
    if one.period is Period.PAST and first > today.isoformat():
        return FieldError(messages.NOT_YET)
    # A promise of a coming day is judged when it is entered; it doesn't turn wrong while the draft lies.
    if one.period is Period.FUTURE and last < today.isoformat():
        return FieldError(messages.ALREADY_PAST)
    return None


def _elsewhere(one: Field, value: Any, context: Mapping[str, Any], asking: Asking) -> FieldError | None:
    """A tehsil of another district than the one answered before."""
    if one.kind is not Kind.PLACE or one.within is None:
        return None
    around = context.get(one.within)
    if around is not None and any(o.code == value for o in asking.places.options(one.level or "", around)):
        return None
    return FieldError(messages.NOT_AN_OPTION)


def _judge_group(
    one: Field, value: Any, context: dict[str, Any], verdict: Verdict, asking: Asking
) -> list[dict[str, Any]] | None:
    given = value if isinstance(value, list) else []
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(given):
        inner = {**context, **{sub.name: None for sub in one.fields if sub.holds_answer}}
        kept: dict[str, Any] = {}
        for sub in one.fields:
            if not holds(sub.when, inner):
                continue
            answer = row.get(sub.name) if isinstance(row, dict) else None
            answer, error = _judge_value(sub, answer, inner, asking)
            if error is not None:
                verdict.errors[f"{one.name}.{number}.{sub.name}"] = error
            if answer is not None:
                kept[sub.name] = answer
        rows.append(kept)
    context[one.name] = feel_value(one, rows)
    error = _wrong_count(one, len(rows), context)
    if error is not None:
        verdict.errors[one.name] = error
    return rows or None


def _wrong_count(one: Field, count: int, context: Mapping[str, Any]) -> FieldError | None:
    if count == 0:
        return _missing(one, context)
    if one.least is not None and count < one.least:
        return FieldError(messages.TOO_FEW, {"least": one.least})
    if one.most is not None and count > one.most:
        return FieldError(messages.TOO_MANY, {"most": one.most})
    return None


def is_typed(one: Field, value: Any, asking: Asking) -> bool:
    """Whether a stored or foreign JSON value is of the field's type: what feel_value can turn into FEEL."""
    if one.kind in (Kind.YES_NO, Kind.DECLARATION):
        return isinstance(value, bool) and (value or one.kind is Kind.YES_NO)
    if one.kind is Kind.NUMBER:
        return _is_number(value)
    if one.kind in (Kind.ADDRESS, Kind.FILE):
        needed = ("line",) if one.kind is Kind.ADDRESS else ("file", "name", "sha256", "media_type")
        return isinstance(value, dict) and all(isinstance(value.get(part), str) and value[part] for part in needed)
    if not isinstance(value, str) or not value:
        return False
    return _is_typed_text(one, value, asking)


def _is_typed_text(one: Field, value: str, asking: Asking) -> bool:
    if one.kind is Kind.CHOICE:
        return any(option.code == value for option in one.options)
    if one.kind is Kind.PLACE:
        return asking.places.name(value) is not None
    if one.kind in (Kind.DATE, Kind.MONTH):
        return _is_date(value if one.kind is Kind.DATE else f"{value}-01")
    if one.kind is Kind.CNIC:
        return len(value) == 13 and value.isascii() and value.isdigit()
    return True


def _is_number(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) < 2**53
    if not isinstance(value, str) or len(value) > 24:
        return False
    body = value.removeprefix("-")
    return body.isascii() and body.count(".") <= 1 and body.replace(".", "").isdigit()


def _is_date(value: str) -> bool:
    if len(value) != 10:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
