"""document.typ: checked so that it can do nothing but draw, tried out, and its texts collected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from sahulat.platform.catalogue.types import PartContext
from sahulat.platform.documents.rules.drawing import DrawingFailed
from sahulat.platform.documents.rules.drawn import SECONDS, DrawingStopped, draw_document
from sahulat.platform.documents.types import Template

LIBRARY_IMPORT = '#import "/sahulat.typ": *'
# Words with which a template could reach further than its data, or run text as code. `import` and `include` stand
# once, in the first line; a computed import needs one of these words too, so it can't be written.
FORBIDDEN = ("import", "include", "eval", "plugin", "std", "dictionary", "read", "sys", "json", "yaml", "toml",
             "csv", "xml", "cbor", "bytes", "module", "image", "bibliography", "pdf", "attach", "embed", "raw", "theme",
             "syntaxes", "path", "link", "html", "cite", "asset", "document", "metadata", "state", "query", "label",
             "location", "style", "csl")  # fmt: skip
_WORD = re.compile(r"[^\W\d][\w-]*")
_KEY = re.compile(r'\b(?:row|own-number|statement|text-of)\(\s*"([a-z][a-z0-9_.-]*)"')
_ANSWER = re.compile(r'\b(?:en|ur|of):\s*"([a-z][a-z0-9_]*)"')
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
TRIAL_AT = datetime(2026, 1, 1, tzinfo=UTC)


class FontFolder(Protocol):
    """Tells where the fonts lie; None when they aren't built."""

    def __call__(self) -> Path | None: ...


def compile_template(fonts: FontFolder, *, seconds: float = SECONDS) -> Any:
    """The PartCompiler of document.typ, with the fonts that trials are drawn with and the time that one may take."""

    def compiler(content: str, context: PartContext) -> Template | None:
        if not _may_only_draw(content, context):
            return None
        texts = {key: context.texts.text(f"document.{key}") for key in _KEY.findall(content)}
        _check_names(content, texts, context)
        if not context.definition.outputs:
            context.find("", "The service names no output that this would draw.", "خدمت میں کوئی output نہیں لکھا۔")
        template = Template(source=content, texts=texts)
        if not context.is_sealed:
            _try_out(template, context, fonts(), seconds)
        return template

    return compiler


def _may_only_draw(content: str, context: PartContext) -> bool:
    lines = content.splitlines()
    if not lines or lines[0].strip() != LIBRARY_IMPORT:
        context.find("line 1", f"The first line must be {LIBRARY_IMPORT}", f"پہلی سطر یہ ہو: {LIBRARY_IMPORT}")
        return False
    good = True
    for number, line in enumerate(lines[1:], 2):
        words = set(_WORD.findall(line.replace("-", " "))) & set(FORBIDDEN)
        if "@" in line and "@" in line.replace("\\@", ""):
            words.add("@")
        for word in sorted(words):
            good = False
            context.find(
                f"line {number}",
                f"{word} isn't allowed in a document: it may only draw.",
                f"کاغذ میں {word} استعمال نہیں ہو سکتا۔",
            )
    return good


def _check_names(content: str, texts: Mapping[str, Any], context: PartContext) -> None:
    """Answers that the template names must be answers of the form."""
    form = context.parts.get("form.yaml")
    if form is None:
        return
    used = set(_ANSWER.findall(content))
    for text in texts.values():
        for words in text.values():
            used.update(_PLACEHOLDER.findall(words))
    for name in sorted(used - set(form.names)):
        context.find(name, f"The form has no answer called {name}.", f"فارم میں {name} نام کا کوئی جواب نہیں۔")


def _try_out(template: Template, context: PartContext, fonts: Path | None, seconds: float) -> None:
    """Draw it once with sample data, in another process that can be stopped."""
    if fonts is None:
        context.find(
            "",
            "The fonts aren't built, so it was not tried out.",
            "فونٹ نہیں بنے، اس لیے آزمایا نہیں گیا۔",
            warning=True,
        )
        return
    try:
        draw_document(template.source, sample(template, context), fonts=fonts, at=TRIAL_AT, seconds=seconds)
    except DrawingStopped:
        context.find(
            "",
            "Drawing it takes too long or too much memory.",
            "اسے بنانے میں بہت دیر لگتی ہے یا بہت میموری خرچ ہوتی ہے۔",
        )
    except DrawingFailed as failed:
        said = str(failed).strip()[:600]
        context.find(_line_in(said), f"It can't be drawn: {said}", "یہ کاغذ نہیں بن سکتا۔ قوسین اور نام دیکھیں۔")


def _line_in(diagnostic: str) -> str:
    found = re.search(r":(\d+):\d+", diagnostic)
    return f"line {found[1]}" if found else ""


def sample(template: Template, context: PartContext) -> dict[str, Any]:
    """Data as a real case would give it, for trials: each name stands for itself."""
    form = context.parts.get("form.yaml")
    names = form.names if form is not None else ()
    both = {"en": "Sample", "ur": "نمونہ"}
    outputs = context.definition.outputs
    return inputs(
        template,
        title=outputs[0].name.to_json() if outputs else both,
        agency=context.definition.agency.to_json(),
        government=both,
        number="PB-DOM-26-000000-0",
        code="0000 0000 0000 0000",
        verify="sahulat.invalid/verify",
        qr='<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>',
        demo=True,
        answers=dict.fromkeys(names, both),
        issuer={"title": both, "holder": both},
        since=both,
        until=both,
    )


def inputs(
    template: Template,
    *,
    title: Mapping[str, str],
    agency: Mapping[str, str],
    government: Mapping[str, str],
    number: str,
    code: str,
    verify: str,
    qr: str,
    demo: bool,
    answers: Mapping[str, Mapping[str, str]],
    issuer: Mapping[str, Mapping[str, str]],
    since: Mapping[str, str],
    until: Mapping[str, str],
) -> dict[str, Any]:
    """What typst/sahulat.typ calls `data`."""
    return {
        "title": _both(title),
        "agency": _both(agency),
        "government": _both(government),
        "number": number,
        "code": code,
        "verify": verify,
        "qr": qr,
        "qr-alt": "A square code with the address at which this document can be checked",
        "demo": demo,
        "answers": {name: _both(value) for name, value in answers.items()},
        "texts": {key: _both(text.to_json()) for key, text in template.texts.items()},
        "issuer": {name: _both(value) for name, value in issuer.items()},
        "from": _both(since),
        "until": _both(until),
    }


def _both(text: Mapping[str, str]) -> dict[str, str]:
    """English and Urdu; one stands for the other where it is missing."""
    some = next(iter(text.values()))
    return {"en": text.get("en", some), "ur": text.get("ur", some)}
