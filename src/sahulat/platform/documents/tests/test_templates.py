"""A template may only draw; it is tried out before it is published."""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from sahulat.kernel.refusals import Refusal
from sahulat.platform.catalogue.public import package_folders, read_package
from sahulat.platform.catalogue.testing import DOCUMENT, TrialContext, a_definition
from sahulat.platform.documents.queries import font_folder
from sahulat.platform.documents.rules.codes import ALPHABET, grouped, new_code, read_code, square_code
from sahulat.platform.documents.rules.drawing import DrawingFailed, draw_pdf
from sahulat.platform.documents.rules.drawn import draw_document
from sahulat.platform.documents.rules.templates import compile_template, sample
from sahulat.platform.documents.types import Template

FIRST = '#import "/sahulat.typ": *\n'
SERVICES = Path(__file__).resolve().parents[5] / "services"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def compiled(content: str) -> tuple[Template | None, list[str]]:
    context = TrialContext(file="document.typ", definition=a_definition())
    template = compile_template(font_folder)(content, context)
    return template, [each.message["en"] for each in context.findings.all]


def test_the_small_paper_can_be_drawn() -> None:
    template, findings = compiled(DOCUMENT)
    assert findings == []
    assert template is not None
    assert set(template.texts) == {"statement", "name", "number"}


@pytest.mark.parametrize(
    "line",
    [
        '#import "/etc/passwd": *',
        '#include "/other.typ"',
        '#import "@preview/cetz:0.3.0": *',
        '#eval("1 + 1")',
        '#(std.eval)("1")',
        '#dictionary(std).at("ev" + "al")("1")',
        '#read("/sahulat.typ")',
        '#read("../../../etc/passwd")',
        "#sys.inputs",
        '#image("wordmark.svg")',
        '#plugin("x.wasm")',
        '#json("x.json")',
        '#bibliography("x.bib")',
        '#pdf.attach("/wordmark.svg")',
        '#pdf.embed("/wordmark.svg")',
        '#set raw(theme: "/wordmark.svg", syntaxes: "/wordmark.svg")',
        '#link("https://sahulat.invalid/")[Pay here]',
    ],
)
def test_a_template_reaches_nothing_but_its_data(line: str) -> None:
    template, findings = compiled(FIRST + line)
    assert template is None
    assert any("may only draw" in words for words in findings)


def test_what_cannot_be_drawn_is_found_with_its_line() -> None:
    _, findings = compiled(FIRST + "#show: certificate\n#unknown-function()\n")
    assert any("can't be drawn" in words for words in findings)


def test_a_template_that_never_ends_is_stopped() -> None:
    loop = "#let f(n) = { for i in range(100000) { for j in range(100000) { n += 1 } }; n }\n#f(0)\n"
    context = TrialContext(file="document.typ", definition=a_definition())
    compile_template(font_folder, seconds=2)(FIRST + loop, context)
    assert [each.message["en"] for each in context.findings.all] == ["Drawing it takes too long or too much memory."]


DOUBLING = '#let s = "x"\n#for i in range(40) { s = s + s }\n#s.len()\n'
GREEDY = "#let f(n) = if n > 0 { (f(n - 1), f(n - 1)) }\n#repr(f(40))\n"


@pytest.mark.parametrize("source", [DOUBLING, GREEDY, '#("x" * 3000000000)\n'])
def test_drawing_ends_whatever_the_template_and_the_next_is_drawn(source: str) -> None:
    fonts = font_folder()
    template, _ = compiled(DOCUMENT)
    assert fonts is not None
    assert template is not None
    data = sample(template, TrialContext(definition=a_definition()))
    started = time.monotonic()
    with pytest.raises(DrawingFailed):
        draw_document(source, data, fonts=fonts, at=NOW, seconds=2)
    assert time.monotonic() - started < 4
    drawn = draw_document(template.source, data, fonts=fonts, at=NOW)
    assert drawn.pdf == draw_pdf(template.source, data, fonts=fonts, at=NOW), "the same bytes as drawn at home"
    assert len(drawn.pictures) == 1


def test_the_same_inputs_give_the_same_bytes_and_they_are_tagged_pdf_ua() -> None:
    template, _ = compiled(DOCUMENT)
    fonts = font_folder()
    assert template is not None
    assert fonts is not None, "the fonts for print are built by make"
    data = sample(template, TrialContext(definition=a_definition()))
    data["answers"] = {"full_name": {"en": "Ayesha", "ur": "عائشہ"}}
    first = draw_pdf(template.source, data, fonts=fonts, at=NOW)
    assert first == draw_pdf(template.source, data, fonts=fonts, at=NOW)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        assert len(pdf.pages) == 1
    assert b"DEMO" not in draw_pdf(template.source, {**data, "demo": False}, fonts=fonts, at=NOW)


WORDS = {"en": "Muhammad Abdurrahman ", "ur": "محمد عبدالرحمٰن قریشی "}
ONE_WORD = {"en": "W", "ur": "ض"}
LONGEST_ADDRESS = 2 * 200 + 7  # two lines and a postal code
LONGEST_OTHER = 40  # dates, numbers, names of places


@pytest.mark.parametrize("words", [WORDS, ONE_WORD], ids=["words", "one long word"])
@pytest.mark.parametrize("folder", package_folders([SERVICES]), ids=lambda folder: folder.name)
def test_a_certificate_is_one_page_with_its_square_however_long_the_answers(
    folder: Path, words: dict[str, str]
) -> None:
    package = read_package(folder)
    template, form, fonts = package.parts["document.typ"], package.parts["form.yaml"], font_folder()
    assert fonts is not None
    data = sample(template, TrialContext(definition=package.definition, parts=package.parts))
    for name in form.names:
        field = form.field(name)
        most = {"address": LONGEST_ADDRESS, "text": field.most}.get(str(field.kind), LONGEST_OTHER)
        data["answers"][name] = {code: (text * most)[:most] for code, text in words.items()}
    drawn = draw_document(template.source, data, fonts=fonts, at=NOW)
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        assert len(pdf.pages) == 1
    assert len(drawn.pictures) == 1


def test_a_template_with_a_missing_answer_still_draws_a_dash() -> None:
    template, _ = compiled(DOCUMENT)
    fonts = font_folder()
    assert template is not None
    assert fonts is not None
    assert draw_pdf(template.source, sample(template, TrialContext(definition=a_definition())), fonts=fonts, at=NOW)


def test_a_fault_at_run_time_is_an_own_error() -> None:
    fonts = font_folder()
    assert fonts is not None
    with pytest.raises(DrawingFailed):
        draw_pdf("#panic()", {}, fonts=fonts, at=NOW)
    assert not issubclass(DrawingFailed, Refusal)


def test_codes_are_long_and_forgive_how_they_are_typed() -> None:
    code = new_code()
    assert len(code) == 16
    assert set(code) <= set(ALPHABET)
    assert new_code() != code
    assert read_code(grouped(code).lower()) == code
    assert read_code("OIL0 0000 0000 0000") == "0110000000000000"
    assert read_code("۰۰۰۰-0000-0000-0000") == "0" * 16
    assert read_code("short") is None


def test_the_square_has_crisp_edges_and_a_quiet_border() -> None:
    drawn = square_code("http://localhost:8000/v/ABCDEFGHJKMNPQRS")
    assert 'shape-rendering="crispEdges"' in drawn
    assert drawn.startswith("<svg ")
