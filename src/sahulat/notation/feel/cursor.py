"""A place in a list of tokens, and the refusals that name it."""

from __future__ import annotations

from sahulat.notation.feel.diagnostics import FeelSyntaxError
from sahulat.notation.feel.grammar import KEYWORDS
from sahulat.notation.feel.tokens import Kind, Token


class Cursor:
    """Reads a list of tokens from front to back; the parser looks back where it must."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _stands(self, text: str) -> bool:
        return self._token.text == text and self._token.kind is not Kind.STRING

    def _take(self, text: str) -> bool:
        if self._stands(text):
            self._at += 1
            return True
        return False

    def _need(self, *texts: str) -> Token:
        if self._token.text in texts and self._token.kind is not Kind.STRING:
            return self._next()
        raise self._refusal(" or ".join(f"'{text}'" for text in texts))

    def _refusal(self, expected: str, found: Token | str | None = None) -> FeelSyntaxError:
        token = found if isinstance(found, Token) else self._token
        return FeelSyntaxError(token.place, expected, found if isinstance(found, str) else str(token))

    def _declared(self, closing: str, what: str) -> str:
        """A name that is being declared: all tokens up to its delimiter, blanks between them as one space."""
        first = self._at
        while self._token.kind is not Kind.END and not self._stands(closing):
            if self._token.kind is Kind.STRING or self._token.text in (
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                ",",
                "@",
                ":",
            ):
                raise self._refusal(f"{what} and then '{closing}'")
            self._at += 1
        taken = self._tokens[first : self._at]
        if not taken or taken[0].kind is not Kind.WORD or self._token.kind is Kind.END:
            raise self._refusal(f"{what} and then '{closing}'")
        if len(taken) == 1 and taken[0].text in KEYWORDS:
            raise self._refusal(what, taken[0])
        return "".join(
            token.text + (" " if later.start > token.end else "")
            for token, later in zip(taken, [*taken[1:], taken[-1]], strict=True)
        ).strip()
