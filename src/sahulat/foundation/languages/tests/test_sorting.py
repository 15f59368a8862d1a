"""Sort keys against dictionary order, and the folding that searches use."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.languages.public import fold, sort_key

# Ordered by hand after "Urdu Encoding and Collation Sequence" (PAN Localization), which Unicode CLDR's
# collation for "ur" follows: آ after ا, an aspirate after its plain letter, ں after ن, ڈ before ذ, ے last.
URDU_WORDS = [
    "اب", "اٹک", "اسلام آباد", "اسلامی", "ایبٹ آباد", "آب", "آم", "باغ", "بدین", "بہاولپور", "بیٹا",
    "بھائی", "بھکر", "پاکپتن", "پشاور", "پھول", "تربت", "تھر", "ٹانک", "ٹھٹہ", "ثمر", "جامشورو", "جہلم",
    "جھنگ", "چترال", "چھت", "حیدرآباد", "خانیوال", "خیبر", "دادو", "دیر", "دھان", "ڈیرہ", "ڈھول", "ذات",
    "راولپنڈی", "رحیم", "زیارت", "ژوب", "ساہیوال", "سکھر", "شکارپور", "صوابی", "ضلع", "طلب", "ظفر", "عمرکوٹ",
    "غذر", "فیصل آباد", "قصور", "کراچی", "کوئٹہ", "کھاریاں", "گجرات", "گھوٹکی", "لاہور", "لیہ", "لودھراں",
    "مردان", "ملتان", "ملیر", "نارووال", "نوشہرہ", "وہاڑی", "ہری پور", "ہنزہ", "یاسین",
]  # fmt: skip
ENGLISH_WORDS = ["apple", "Apple pie", "banana", "Cafe", "café", "cage", "District 2", "Zhob", "zoo"]


def by_key(words: list[str], lang: str) -> list[str]:
    shuffled = random.sample(words, len(words))
    return sorted(shuffled, key=lambda word: sort_key(word, lang))


def test_urdu_words_come_in_dictionary_order() -> None:
    order = [word for word in URDU_WORDS if word not in ("لیہ", "لودھراں")]
    assert by_key(order, "ur") == order


def test_waw_comes_before_yeh_inside_a_word() -> None:
    assert by_key(["لیہ", "لودھراں"], "ur") == ["لودھراں", "لیہ"]


def test_an_arabic_keyboard_sorts_like_an_urdu_one() -> None:
    assert by_key(["کراچی", "كراچي", "کشمیر"], "ur")[2] == "کشمیر"


def test_marks_decide_only_between_words_that_are_else_alike() -> None:
    assert by_key(["مُلک", "ملک", "ملکہ"], "ur") == ["ملک", "مُلک", "ملکہ"]


def test_english_words_come_in_dictionary_order() -> None:
    assert by_key(ENGLISH_WORDS, "en") == ENGLISH_WORDS


def test_a_shorter_name_comes_before_its_longer_one() -> None:
    assert by_key(["Dera Ghazi Khan", "Dera", "Derawar"], "en") == ["Dera", "Dera Ghazi Khan", "Derawar"]


def test_other_scripts_come_after_the_own_one() -> None:
    assert by_key(["Lahore", "یاسین"], "ur") == ["یاسین", "Lahore"]
    assert by_key(["یاسین", "Zhob"], "en") == ["Zhob", "یاسین"]


@given(st.text(max_size=30), st.sampled_from(["en", "ur"]))
def test_every_text_has_a_key_and_different_texts_have_different_ones(text: str, lang: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    assert sort_key(text, lang) == sort_key(plain, lang)
    assert sort_key(plain + "ا", lang) != sort_key(plain, lang)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("كراچي", "کراچی"),
        ("  ضلع   ملتان ", "ضلع ملتان"),
        ("مُلتان", "ملتان"),
        ("آٹا", "اٹا"),
        ("گاۂ", "گاہ"),
        ("ڈومیسائل ۱۲۳", "ڈومیسائل 123"),
        ("٤٥", "45"),
        ("رائے", "رایے"),
        ("DOMICILE Café", "domicile cafe"),
        ("سہول\u200cت", "سہولت"),
        ("ﻻہور", "لاہور"),
    ],
)
def test_spellings_of_the_same_word_meet(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


def test_letters_that_urdu_tells_apart_stay_apart() -> None:
    assert fold("بے") != fold("بی")
    assert fold("ٹال") != fold("تال")
    assert fold("ڑ") != fold("ر")
