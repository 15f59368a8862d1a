"""Names with spaces, digits, dashes, apostrophes and keywords in them (DMN 1.5, 10.3.1.4 and 10.3.1.6).

A name is recognised by its tokens: in the innermost scope that knows the longest one. Where none is known, one
word is a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sahulat.notation.feel.tokens import Token, words_of


class Names:
    """The names one scope declares, found by their tokens, longest first."""

    __slots__ = ("_by_first",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Declare a name; one that has no tokens can't be written and is left out."""
        words = words_of(name)
        if words:
            known = self._by_first.setdefault(words[0], [])
            if (words, name) not in known:
                known.append((words, name))
                known.sort(key=lambda entry: len(entry[0]), reverse=True)

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
        """(number of tokens, declared name) of the longest name that stands at a position, or None."""
        for words, name in self._by_first.get(tokens[at].text, ()):
            # The END token must be left over, so a name can't reach beyond the source.
            if at + len(words) < len(tokens) and all(map(_is, tokens[at : at + len(words)], words)):
                return len(words), name
        return None


class Scopes:
    """Scopes within one another while a source is read. `open` scopes take any word: their members are unknown."""

    __slots__ = ("_stack",)

    def __init__(self, names: Iterable[str], *, open_: bool) -> None:
        self._stack: list[tuple[Names, bool]] = [(Names(names), open_)]

    def enter(self, names: Iterable[str], *, open_: bool = False) -> None:
        """Go into a scope that declares `names`."""
        self._stack.append((Names(names), open_))

    def leave(self) -> None:
        """Come out of the innermost scope."""
        self._stack.pop()

    def declare(self, name: str) -> None:
        """Add a name to the innermost scope."""
        self._stack[-1][0].add(name)

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, str, bool] | None:
        """(number of tokens, name, is it free) of the longest name known at a position; the inner one wins a tie."""
        best: tuple[int, str, bool] | None = None
        for depth in range(len(self._stack) - 1, -1, -1):
            found = self._stack[depth][0].longest(tokens, at)
            if found and (best is None or found[0] > best[0]):
                best = (*found, depth == 0)
        return best

    @property
    def takes_any_word(self) -> bool:
        """May a word that no scope knows be a name here?"""
        return any(open_ for _, open_ in self._stack)

    @property
    def outermost_open(self) -> bool:
        """Is an unknown word a variable that the host may give?"""
        return self._stack[0][1]


def _is(token: Token, word: str) -> bool:
    return token.text == word
