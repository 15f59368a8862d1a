"""Text in several languages."""

import copy
import pickle

import pytest

from sahulat.kernel.text import Text

DOMICILE = Text({"en": "Domicile certificate", "ur": "ڈومیسائل سرٹیفکیٹ"})


def test_the_first_language_that_exists_is_picked_and_named() -> None:
    assert DOMICILE.pick(["sd", "ur", "en"]) == ("ur", "ڈومیسائل سرٹیفکیٹ")
    assert DOMICILE.pick(["sd"]) == ("en", "Domicile certificate")
    assert DOMICILE.pick([]) == ("en", "Domicile certificate")


def test_it_never_changes_and_is_equal_by_content() -> None:
    with pytest.raises(AttributeError):
        DOMICILE.anything = 1
    same = Text.from_json(DOMICILE.to_json())
    assert same == DOMICILE
    assert hash(same) == hash(DOMICILE)
    assert pickle.loads(pickle.dumps(DOMICILE)) == copy.deepcopy(DOMICILE) == DOMICILE  # noqa: S301


def test_changing_what_it_was_made_from_does_not_reach_it() -> None:
    source = {"en": "One"}
    text = Text(source)
    source["en"] = "Two"
    text.to_json()["en"] = "Three"
    assert text["en"] == "One"


@pytest.mark.parametrize("texts", [{}, {"en": " "}, {"English": "x"}, {"en": None}, {1: "x"}])
def test_blank_texts_and_odd_codes_are_refused(texts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"language|blank"):
        Text(texts)


@pytest.mark.parametrize("value", [None, [], "text", 3])
def test_what_is_no_object_is_no_text(value: object) -> None:
    with pytest.raises(ValueError, match="object"):
        Text.from_json(value)
