"""Our own parts: what they say to eyes, they say to ears too; nothing of another's is trusted."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from sahulat.foundation.ui.public import component, icon, reference


def test_the_three_questions_stand_in_their_order() -> None:
    shown = component("three-questions", {"whom": {"text": "AC"}, "since": {"text": "Mon"}, "until": {"text": "Fri"}})
    assert shown.index("With whom") < shown.index("Since when") < shown.index("Until when")


def test_a_step_says_its_state_in_words() -> None:
    shown = component("steps", {"items": [{"state": "late", "title": "Decision"}]})
    assert "Late:" in shown
    assert "s-star--late" in shown


@pytest.mark.parametrize("name", ["notice", "rows", "steps", "messages", "note-sheet", "known", "tag", "chips"])
def test_words_of_others_are_escaped(name: str) -> None:
    item = {"text": "<b>", "title": "<b>", "detail": "<b>", "state": "now", "href": "#", "by": "<b>", "source": "<b>"}
    shown = component(name, {"text": "<b>", "title": "<b>", "source": "<b>", "items": [item]})
    assert "<b>" not in shown


def test_a_component_without_items_shows_none() -> None:
    assert "<li" not in component("rows", {})


def test_a_reference_runs_left_to_right_and_is_not_broken() -> None:
    assert reference("PB-1") == '<bdi dir="ltr" class="s-ref">PB-1</bdi>'


def test_an_arrow_is_marked_as_turning_and_a_clock_is_not() -> None:
    assert "s-icon--turns" in icon("arrow-right")
    assert "s-icon--turns" not in icon("clock")


def test_the_promise_is_split_at_the_promised_day() -> None:
    shown = component("promise", {"promised": 7, "fact": 10, "most": 14, "label": "x"})
    assert 'width="50.0"' in shown
    assert 's-promise-late" y="5" height="8" x="50.0" width="21.4"' in shown


def test_a_button_of_the_desk_names_its_key() -> None:
    shown = Template('{% load ui %}{% component "button" text="Forward" key="F" %}').render(Context())
    assert 'data-key="f"' in shown


def test_urdu_is_spoken_where_urdu_is_read() -> None:
    with override("ur"):
        assert "کس کے پاس" in component("three-questions", {"whom": {}, "since": {}, "until": {}})
