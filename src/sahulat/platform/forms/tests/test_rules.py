"""Answers are read, shown or hidden, and judged by pure rules."""

import json
import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.kernel.refusals import FieldError
from sahulat.platform.forms.rules import messages
from sahulat.platform.forms.rules.entering import after_button, read_entered
from sahulat.platform.forms.rules.judging import judge
from sahulat.platform.forms.rules.sealing import canonical, seal
from sahulat.platform.forms.rules.shape import restricted
from sahulat.platform.forms.rules.values import Unacceptable, clean, read_value
from sahulat.platform.forms.testing import a_form, asking
from sahulat.platform.forms.types import Form

FORM = a_form(
    """\
pages:
  - name: one
    fields:
      - {name: name, kind: text, least: 2, most: 20}
      - {name: words, kind: text, lines: 4, required: false}
      - {name: age, kind: number, least: 0, most: 150}
      - {name: weight, kind: number, decimals: 2, required: false}
      - {name: born_on, kind: date, period: past}
      - {name: since, kind: month, period: past, constraint: "since >= date(born_on.year, born_on.month, 1)"}
      - {name: starts_on, kind: date, period: future, required: false}
      - {name: cnic, kind: cnic}
      - {name: mobile, kind: mobile, required: false}
      - {name: home, kind: address}
      - {name: district, kind: place, level: district}
  - name: two
    fields:
      - {name: tehsil, kind: place, level: tehsil, within: district}
      - {name: house, kind: choice, options: [own, rented]}
      - {name: landlord, kind: text, when: 'house = "rented"'}
      - {name: landlord_mobile, kind: mobile, when: landlord != null}
      - {name: married, kind: yes-no}
      - {name: adult, kind: computed, value: age >= 18}
      - {name: spouse, kind: text, when: married and adult}
      - name: children
        kind: group
        required: married
        most: 3
        fields:
          - {name: name, kind: text, required: true}
          - {name: at_school, kind: yes-no}
          - {name: school, kind: text, when: at_school}
    when: age > 3
  - name: three
    fields:
      - {name: hint, kind: guidance}
      - {name: scan, kind: file, media_types: [application/pdf], required: 'house = "rented"'}
      - {name: right, kind: declaration}
""".replace("{name: name, kind: text, required: true}", "{name: child, kind: text}")
)


def value(name: str, /, **raw: str) -> Any:
    return read_value(FORM.field(name), {key.replace("__", "-"): text for key, text in raw.items()}, name, asking())


def refused(name: str, /, **raw: str) -> str:
    with pytest.raises(Unacceptable) as wrong:
        value(name, **raw)
    return wrong.value.error.message


def good() -> dict[str, Any]:
    scan = {
        "file": "0195f000-0000-7000-8000-000000000000",
        "name": "a.pdf",
        "sha256": "00",
        "media_type": "application/pdf",
    }
    return {
        "name": "Ayesha", "age": 25, "born_on": "2001-03-14", "since": "2015-03", "cnic": "0000000012345",
        "home": {"line": "House 14"}, "district": "multan", "tehsil": "multan-city", "house": "rented",
        "landlord": "Tariq", "landlord_mobile": "+923001234567", "married": True, "spouse": "Bilal",
        "children": [{"child": "Hina", "at_school": True, "school": "Girls' School"}], "scan": scan, "right": True,
    }  # fmt: skip


def test_whole_answers_have_nothing_wrong() -> None:
    verdict = judge(FORM, good(), asking())
    assert verdict.errors == {}
    assert verdict.pages == ["one", "two", "three"]
    assert verdict.answers == {**good(), "adult": True}


@pytest.mark.parametrize(
    ("field", "raw", "expected"),
    [
        ("name", {"name": "  Ayesha   Bano "}, "Ayesha Bano"),
        ("name", {"name": "   "}, None),
        ("words", {"words": "a\r\nb"}, "a\nb"),
        ("age", {"age": "۲۵"}, 25),
        ("age", {"age": " 1,00 "}, 100),
        ("weight", {"weight": "12.50"}, "12.5"),
        ("weight", {"weight": "3.00"}, 3),
        ("born_on", {"born_on__day": "14", "born_on__month": "۳", "born_on__year": "2001"}, "2001-03-14"),
        ("since", {"since__month": "3", "since__year": "2015"}, "2015-03"),
        ("since", {"since__month": "11", "since__year": "2026"}, "2026-11"),
        ("cnic", {"cnic": "00000-0001234-5"}, "0000000012345"),
        ("cnic", {"cnic": "٠٠٠٠٠ ٠٠٠١٢٣٤ ٥"}, "0000000012345"),
        ("mobile", {"mobile": "0300 1234567"}, "+923001234567"),
        ("home", {"home__line": "House 14", "home__postal": "۶۰۷۰۰"}, {"line": "House 14", "postal": "60700"}),
        ("district", {"district": "multan"}, "multan"),
        ("married", {"married": "no"}, False),
        ("right", {"right": "yes"}, True),
        ("right", {}, None),
    ],
)
def test_what_people_type_becomes_a_typed_answer(field: str, raw: dict[str, str], expected: object) -> None:
    assert value(field, **raw) == expected


@pytest.mark.parametrize(
    ("field", "raw", "message"),
    [
        ("name", {"name": "x" * 21}, messages.TOO_LONG),
        ("name", {"name": "x"}, messages.TOO_SHORT),
        ("name", {"name": "a\x00b"}, messages.STRANGE_LETTERS),
        ("age", {"age": "many"}, messages.NOT_A_NUMBER),
        ("age", {"age": "1e3"}, messages.NOT_A_NUMBER),
        ("age", {"age": "2.5"}, messages.NOT_WHOLE),
        ("age", {"age": "-1"}, messages.TOO_SMALL),
        ("age", {"age": "151"}, messages.TOO_LARGE),
        ("born_on", {"born_on__day": "31", "born_on__month": "2", "born_on__year": "2001"}, messages.NOT_A_DATE),
        ("born_on", {"born_on__day": "31"}, messages.NOT_A_DATE),
        ("born_on", {"born_on__day": "1", "born_on__month": "1", "born_on__year": "2062"}, messages.NOT_YET),
        ("since", {"since__month": "3", "since__year": "2062"}, messages.NOT_YET),
        ("since", {"since__month": "13", "since__year": "2015"}, messages.NOT_A_MONTH),
        (
            "starts_on",
            {"starts_on__day": "1", "starts_on__month": "1", "starts_on__year": "2020"},
            messages.ALREADY_PAST,
        ),
        ("home", {"home__area": "Bosan"}, messages.MISSING[FORM.field("home").kind]),
        ("home", {"home__line": "x", "home__postal": "12"}, messages.POSTAL_CODE),
        ("district", {"district": "atlantis"}, messages.NOT_AN_OPTION),
        ("house", {"house": "castle"}, messages.NOT_AN_OPTION),
        ("married", {"married": "maybe"}, messages.NOT_AN_OPTION),
    ],
)
def test_what_cannot_be_taken_says_what_to_do(field: str, raw: dict[str, str], message: str) -> None:
    assert refused(field, **raw) == message


def test_a_wrong_identity_number_is_refused() -> None:
    assert "13 digits" in refused("cnic", cnic="12345")


def test_a_hidden_question_neither_blocks_nor_stays() -> None:
    answers = {**good(), "house": "own"}
    verdict = judge(FORM, answers, asking())
    assert verdict.errors == {}
    assert {"landlord", "landlord_mobile"}.isdisjoint(verdict.answers)


def test_what_hangs_on_a_hidden_answer_is_hidden_too() -> None:
    answers = {**good(), "age": 12}
    assert "spouse" not in judge(FORM, answers, asking()).answers


def test_a_hidden_page_hides_its_questions() -> None:
    answers = {**good(), "age": 2}
    verdict = judge(FORM, answers, asking())
    assert verdict.pages == ["one", "three"]
    assert "tehsil" not in verdict.answers
    assert not [path for path in verdict.errors if path in ("tehsil", "house")]


def test_a_required_condition_counts() -> None:
    answers = {name: value for name, value in good().items() if name not in ("scan", "children")}
    assert set(judge(FORM, answers, asking()).errors) == {"scan", "children"}
    assert judge(FORM, {**answers, "house": "own", "married": False}, asking()).errors == {}


def test_a_tehsil_of_another_district_is_wrong() -> None:
    assert set(judge(FORM, {**good(), "district": "lahore"}, asking()).errors) == {"tehsil"}


def test_a_constraint_compares_answers() -> None:
    assert set(judge(FORM, {**good(), "since": "1999-01"}, asking()).errors) == {"since"}


def test_a_row_of_a_group_is_judged_by_itself() -> None:
    children = [{"child": "Hina", "at_school": True}, {"at_school": False, "school": "lost"}]
    verdict = judge(FORM, {**good(), "children": children}, asking())
    assert set(verdict.errors) == {"children.0.school", "children.1.child"}
    assert verdict.answers["children"][1] == {"at_school": False}


def test_too_many_rows_are_too_many() -> None:
    rows = [{"child": f"c{n}", "at_school": False} for n in range(4)]
    assert judge(FORM, {**good(), "children": rows}, asking()).errors["children"].message == messages.TOO_MANY


def test_blank_rows_vanish_and_errors_are_numbered_by_the_rows_that_stay() -> None:
    page = FORM.page("two")
    raw = {"children-rows": "3", "children-1-child": "Hina", "children-2-at_school": "maybe"}
    found = read_entered(page, raw, {}, asking())
    assert found.values["children"] == [{"child": "Hina"}, {}]
    assert set(found.errors) == {"children.1.at_school"}


def test_adding_and_removing_rows_keeps_what_was_typed() -> None:
    page = FORM.page("two")
    raw = {"children-rows": "2", "children-0-child": "A", "children-1-child": "B", "add-children": "yes"}
    added, focus = after_button(page, raw)
    assert (added["children-rows"], focus) == ("3", "children-2")
    removed, _ = after_button(page, {**added, "remove-children-0": "yes"})
    assert removed == {"children-rows": "2", "children-0-child": "B"}
    assert after_button(page, {"children-rows": "2"}) == ({"children-rows": "2"}, None)


def test_a_restricted_form_holds_only_the_named_fields() -> None:
    assert [(page.name, [one.name for one in page.fields]) for page in restricted(FORM, {"cnic", "scan"}).pages] == [
        ("one", ["cnic"]),
        ("three", ["scan"]),
    ]


def test_sealed_answers_do_not_hang_on_the_order_of_keys() -> None:
    answers = good()
    turned = dict(reversed(list(answers.items())))
    assert seal(answers) == seal(turned)
    assert json.loads(canonical(answers)) == answers
    assert seal({**answers, "name": "Other"})[1] != seal(answers)[1]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=12) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from([*FORM.names, "stranger"])


@st.composite
def some_answers(draw: st.DrawFn) -> dict[str, Any]:
    """Good answers with some left out, mixed up or made of nonsense."""
    answers = good()
    for name in draw(st.lists(NAMES, max_size=8)):
        action = draw(st.sampled_from(["drop", "swap", "junk"]))
        if action == "drop":
            answers.pop(name, None)
        else:
            answers[name] = draw(JSON) if action == "junk" else answers.get(draw(NAMES))
    return answers


@given(some_answers())
def test_any_answers_are_judged_and_the_verdict_is_stable(answers: dict[str, Any]) -> None:
    first = judge(FORM, answers, asking())
    again = judge(FORM, first.answers, asking())
    assert again.answers == first.answers
    assert again.pages == first.pages
    assert set(again.errors) <= set(first.errors)
    if not first.errors:
        assert again.errors == {}
        assert seal(again.answers) == seal(first.answers)


@given(some_answers())
def test_what_is_hidden_never_blocks(answers: dict[str, Any]) -> None:
    verdict = judge(FORM, answers, asking())
    assert {path.split(".")[0] for path in verdict.errors} <= verdict.visible
    assert set(verdict.answers) <= verdict.visible
    assert all(isinstance(error, FieldError) for error in verdict.errors.values())


RAW = st.dictionaries(
    st.sampled_from([
        "name", "age", "born_on-day", "born_on-month", "born_on-year", "since-month", "since-year", "cnic", "mobile",
        "home-line", "home-postal", "district", "house", "married", "children-rows", "children-0-child", "right",
    ]),
    st.text(max_size=30) | st.integers(-5, 3000).map(str) | st.sampled_from(["multan", "rented", "yes", "no"]),
)  # fmt: skip


@given(RAW)
def test_whatever_is_typed_is_read_or_refused_in_words(raw: dict[str, str]) -> None:
    for page in FORM.pages:
        found = read_entered(page, raw, {}, asking())
        answers = {name: value for name, value in found.values.items() if value is not None}
        assert all(error.message for error in found.errors.values())
        # What was read is of its type: judging it never turns it away as something unreadable.
        wrong = judge(Form(pages=(page,)), answers, asking()).errors
        assert not [path for path, error in wrong.items() if error.message == messages.NOT_RIGHT and path in answers]


STEERING = "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u061c\u00ad\u2060\ufeff"


@pytest.mark.parametrize("sign", STEERING)
def test_what_steers_directions_unseen_never_reaches_an_answer(sign: str) -> None:
    assert clean(f"Ay{sign}esha{sign} عا{sign}ئشہ") == "Ayesha عائشہ"


def test_joiners_stay_where_they_shape_an_urdu_word_only() -> None:
    assert clean("بے\u200cنظیر") == "بے\u200cنظیر"
    assert clean("Aye\u200csha \u200dعائشہ\u200c") == "Ayesha عائشہ"


@given(st.text(alphabet=st.sampled_from([*STEERING, *"\u200c\u200d ابے\u064e\u0653aé\u0301-1"]) | st.characters()))
def test_a_cleaned_text_has_no_sign_that_steers_and_stays_as_it_is(text: str) -> None:
    with suppress(Unacceptable):
        tidy = clean(text)
        assert clean(tidy) == tidy
        steering = {sign for sign in tidy if unicodedata.category(sign) in ("Cf", "Zl", "Zp", "Cs")}
        assert steering <= {"\u200c", "\u200d"}
