"""Texts of a service and of our own in the reader's language, marked where they are in another."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from sahulat.foundation.languages.public import language
from sahulat.kernel.refusals import FieldError
from sahulat.kernel.text import Text
from sahulat.platform.forms.types import AnswerError


def lang() -> str:
    """The reader's language."""
    return get_language() or "en"


def said(text: Text) -> str | SafeString:
    """The text in the reader's language, or in another one with its language and direction."""
    code, words = text.pick([lang()])
    if code == lang():
        return words
    return format_html('<span lang="{}" dir="{}">{}</span>', code, language(code).direction, words)


def option(text: Text | None) -> dict[str, Any] | None:
    """The text as a component's option."""
    if text is None:
        return None
    words = said(text)
    return {"html": words} if isinstance(words, SafeString) else {"text": words}


def error_words(error: FieldError) -> str:
    """What is wrong, in the reader's language."""
    if isinstance(error, AnswerError) and error.text is not None:
        return error.text.pick([lang()])[1]
    words = gettext(error.message)
    return words % error.params if error.params else words
