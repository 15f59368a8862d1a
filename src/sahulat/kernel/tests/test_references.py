"""Reference numbers: read out, typed in, and never mistaken for one another."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sahulat.kernel.references import MAX_DIGITS, MIN_DIGITS, MistypedReference, Reference, damm

letters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=8)
years = st.text("0123456789", min_size=1, max_size=3)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    parts = [draw(letters)]
    for _ in range(draw(st.integers(0, 2))):
        parts.append(draw(letters | years))
    digits = draw(st.integers(MIN_DIGITS, MAX_DIGITS))
    return Reference("-".join(parts), draw(st.integers(0, 10**digits - 1)), digits)


@given(references())
def test_what_is_written_reads_back(reference: Reference) -> None:
    assert Reference.parse(str(reference)) == reference
    assert Reference.parse(f"  {str(reference).lower().replace('-', ' ')} ") == reference


@given(st.integers(0, 10**8 - 1))
def test_it_reads_without_dashes_and_in_urdu_digits(number: int) -> None:
    reference = Reference("PB", number)
    urdu = str(reference).translate({ord("0") + n: chr(0x6F0 + n) for n in range(10)})
    assert Reference.parse(str(reference).replace("-", "")) == reference
    assert Reference.parse(f"\u200f{urdu}") == reference


@given(st.data(), references())
def test_every_single_wrong_digit_is_caught(data: st.DataObject, reference: Reference) -> None:
    text = str(reference)
    # The prefix's own digits stay digits, so a wrong one there is caught too.
    at = data.draw(st.sampled_from([n for n, char in enumerate(text) if char.isdigit()]))
    wrong = data.draw(st.sampled_from("0123456789"))
    assume(wrong != text[at])
    with pytest.raises(MistypedReference):
        Reference.parse(text[:at] + wrong + text[at + 1 :])


@given(st.data(), references())
def test_every_exchange_of_neighbouring_digits_is_caught(data: st.DataObject, reference: Reference) -> None:
    text = str(reference)
    places = [n for n, char in enumerate(text) if char.isdigit()]
    # A dash between them is no protection: both hands type the digits one after the other.
    neighbours = [
        (a, b) for a, b in itertools.pairwise(places) if text[a] != text[b] and not text[a + 1 : b].strip("-")
    ]
    assume(neighbours)
    a, b = data.draw(st.sampled_from(neighbours))
    swapped = text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]
    with pytest.raises(MistypedReference):
        Reference.parse(swapped)


def test_the_check_digit_is_damms_own_example() -> None:
    assert damm("572") == 4
    assert damm("5724") == 0


def test_the_forms_are_those_that_are_printed() -> None:
    assert str(Reference("PB", 48217730)) == "PB-4821-7730-9"
    assert str(Reference("PB-MUL-26", 4517, digits=6)) == "PB-MUL-26-004517-9"


@pytest.mark.parametrize(
    "text", ["", "PB", "4821-7730-9", "PB-4821-7730", "PB-48-17", "PB-4821-7730-9<script>", "پنجاب"]
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(MistypedReference):
        Reference.parse(text)


@pytest.mark.parametrize("prefix", ["", "pb", "PB-2026", "26-PB", "P B", "PB-"])
def test_a_prefix_that_would_read_back_otherwise_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        Reference(prefix, 1)
