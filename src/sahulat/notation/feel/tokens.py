"""From source to tokens (DMN 1.5, 10.3.1.2, rules 27-35 and 62-66). Names of several words are put together later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from enum import Enum

from sahulat.notation.feel.diagnostics import FeelSyntaxError, Place
from sahulat.notation.feel.values import FEEL_CONTEXT

MAX_SOURCE = 65_536


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    STRING = "string"
    SYMBOL = "symbol"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind, its text as written, its value when it is a literal, and where it stands."""

    kind: Kind
    text: str
    value: int | Decimal | str | None
    place: Place
    start: int
    end: int

    def __str__(self) -> str:
        return "the end" if self.kind is Kind.END else f"'{self.text}'"


_START = (
    "?A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_PART = _START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_TOKEN = re.compile(
    rf"""(?P<blank>(?:[\s\u0085\u180e\u200b\ufeff]|//[^\n\r]*|/\*(?s:.*?)\*/)+)
    |(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<word>[{_START}][{_PART}]*)
    |(?P<string>"(?:[^"\\\n\r]|\\.)*")
    |(?P<symbol>\.\.|\*\*|!=|<=|>=|->|[-+*/=<>(){{}}\[\],:.@'])""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_PLAIN = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t", "'": "'"}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def tokenise(source: str) -> list[Token]:
    """All tokens of a source and an END. Raises FeelSyntaxError for a source over 64 KB or a stray character."""
    if len(source) > MAX_SOURCE:
        raise FeelSyntaxError(Place(1, 1), f"at most {MAX_SOURCE} characters", f"{len(source)}")
    tokens: list[Token] = []
    position, line, line_start = 0, 1, 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        place = Place(line, position - line_start + 1)
        if match is None:
            raise _stray(source, position, place)
        text, position = match.group(), match.end()
        if match.lastgroup == "blank":
            breaks = text.count("\n")
            if breaks:
                line += breaks
                line_start = match.start() + text.rindex("\n") + 1
            continue
        tokens.append(_token(str(match.lastgroup), text, place, match.start()))
    tokens.append(Token(Kind.END, "", None, Place(line, position - line_start + 1), position, position))
    return tokens


def words_of(name: str) -> tuple[str, ...]:
    """The texts of a name's tokens, by which it is recognised in a source. Raises FeelSyntaxError."""
    return tuple(token.text for token in tokenise(name) if token.kind is not Kind.END)


def _token(group: str, text: str, place: Place, start: int) -> Token:
    kind = Kind(group)
    value: int | Decimal | str | None = None
    if kind is Kind.NUMBER:
        value = _number(text, place)
    elif kind is Kind.STRING:
        value = _unescaped(text[1:-1], place)
    return Token(kind, text, value, place, start, start + len(text))


def _number(text: str, place: Place) -> int | Decimal:
    if text.isdigit() and len(text) <= 34:
        return int(text)
    try:
        return FEEL_CONTEXT.create_decimal(text)
    except DecimalException as error:
        raise FeelSyntaxError(place, "a number that FEEL can hold, below 1e6145", "a larger one") from error


def _unescaped(text: str, place: Place) -> str:
    if "\\" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        short, long, plain = match.groups()
        if plain is not None:
            if plain not in _PLAIN:
                raise FeelSyntaxError(place, "an escape of FEEL's, such as \\n or \\u0627", f"\\{plain}")
            return _PLAIN[plain]
        code = int(short or long, 16)
        if code > 0x10FFFF:
            raise FeelSyntaxError(place, "a character of Unicode", f"\\U{long}")
        return chr(code)

    joined = _SURROGATES.sub(
        lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"),
        _ESCAPE.sub(character, text),
    )
    if any("\ud800" <= char <= "\udfff" for char in joined):
        raise FeelSyntaxError(place, "a character of Unicode", "half a surrogate pair")
    return joined


def _stray(source: str, position: int, place: Place) -> FeelSyntaxError:
    if source[position] == '"':
        return FeelSyntaxError(place, "a closing quotation mark on the same line", "none")
    if source.startswith("/*", position):
        return FeelSyntaxError(place, "the comment's end, */", "none")
    return FeelSyntaxError(place, "an expression", f"'{source[position]}'")
