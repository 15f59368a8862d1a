"""From tokens to a tree: a Pratt parser that knows which names are in scope (DMN 1.5, 10.3.1.2).

Where the standard's grammar is ambiguous, or a construct isn't supported yet, it refuses and says what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import cast

from sahulat.notation.feel.cursor import Cursor
from sahulat.notation.feel.diagnostics import FeelSyntaxError
from sahulat.notation.feel.functions import BUILT_INS
from sahulat.notation.feel.grammar import COMPARATORS, COMPARE, KEYWORDS, LITERALS, POWERS, UNARY
from sahulat.notation.feel.names import Names, Scopes
from sahulat.notation.feel.syntax import (
    Arithmetic,
    ArithmeticOperator,
    Between,
    Call,
    Comparator,
    CompareTest,
    Comparison,
    Constant,
    ContextOf,
    Filter,
    ForEach,
    If,
    In,
    Iterator,
    ListOf,
    Logic,
    Name,
    Negation,
    Node,
    Path,
    Quantified,
    RangeTest,
    ValueTest,
    children,
)
from sahulat.notation.feel.temporal import at_literal
from sahulat.notation.feel.tokens import Kind, Token, tokenise

MAX_DEPTH = 150

_MEMBERS = ("time offset",)
_FUNCTIONS = Names(BUILT_INS)
# A dot between members, not the one in "decision A 2.1".
_MEMBER_DOT = re.compile(r"\.(?![0-9])")


def parse(source: str, names: Collection[str] | None) -> Node:
    """The tree of a source. With `names` None any single word may be a name. Raises FeelSyntaxError."""
    parser = _Parser(tokenise(source), names)
    root = parser.whole()
    _check_depth(root)
    return root


def _check_depth(root: Node) -> None:
    todo = [(root, 1)]
    while todo:
        node, depth = todo.pop()
        if depth > MAX_DEPTH:
            raise FeelSyntaxError(node.place, f"at most {MAX_DEPTH} expressions inside one another", "more")
        todo.extend((child, depth + 1) for child in children(node))


class _Parser(Cursor):
    """Reads one list of tokens once."""

    def __init__(self, tokens: list[Token], names: Collection[str] | None) -> None:
        declared = [_MEMBER_DOT.split(name) for name in names or ()]
        super().__init__(tokens)
        self._depth = 0
        self._scopes = Scopes([parts[0] for parts in declared], open_=names is None)
        self._members = Names([*_MEMBERS, *(part for parts in declared for part in parts[1:])])
        self._prefixes: dict[str, Callable[[Token], Node]] = {
            "(": self._brackets,
            "[": self._list,
            "{": self._context,
            "-": self._negation,
            "@": self._at_literal,
        }
        # Set while the upper end of a range is read: there "[" closes the range and is no filter.
        self._range_end = False

    # Expressions

    def whole(self) -> Node:
        """One expression and nothing after it."""
        node = self._expression()
        if self._token.kind is not Kind.END:
            raise self._refusal("an operator or the end")
        return node

    def _expression(self, power: int = 0) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._refusal(f"at most {MAX_DEPTH} expressions inside one another", "more")
        left = self._prefix()
        while self._operator_power() > power:
            left = self._infix(left)
        self._depth -= 1
        return left

    def _operator_power(self) -> int:
        token = self._token
        if token.kind in (Kind.STRING, Kind.NUMBER, Kind.END):
            return 0
        if token.text == "[" and self._range_end:
            return 0
        if token.text == "instance":
            raise self._refusal("an operator", "'instance of', which is not supported yet")
        return POWERS.get(token.text, 0)

    def _prefix(self) -> Node:
        token = self._token
        if token.kind in (Kind.NUMBER, Kind.STRING):
            self._at += 1
            return Constant(token.place, token.value)
        if token.kind is Kind.WORD:
            return self._word(token)
        read = self._prefixes.get(token.text)
        if read is None or token.kind is Kind.END:
            raise self._refusal("an expression")
        self._at += 1
        return read(token)

    def _infix(self, left: Node) -> Node:
        token = self._next()
        text, place = token.text, token.place
        if text in ("and", "or"):
            return self._logic(left, token)
        if text in COMPARATORS:
            right = self._expression(COMPARE)
            return self._single(Comparison(place, cast("Comparator", text), left, right))
        if text == "in":
            return self._single(In(place, left, self._tests()))
        if text == "between":
            # `and` binds weaker than the low end, so it is left standing for us.
            low = self._expression(COMPARE)
            self._need("and")
            return self._single(Between(place, left, low, self._expression(COMPARE)))
        if text == ".":
            return Path(place, left, self._member())
        if text == "[":
            return self._filter(left, token)
        return Arithmetic(place, cast("ArithmeticOperator", text), left, self._expression(POWERS[text]))

    def _logic(self, left: Node, token: Token) -> Node:
        operands = [left, self._expression(POWERS[token.text])]
        while self._take(token.text):
            operands.append(self._expression(POWERS[token.text]))
        return Logic(token.place, "and" if token.text == "and" else "or", tuple(operands))

    def _single(self, node: Node) -> Node:
        """A comparison; another one may not follow without brackets, since readers disagree on what it means."""
        if self._operator_power() >= COMPARE:
            raise self._refusal("'and', 'or' or the end; put brackets around this comparison to go on with it")
        return node

    # What begins with a symbol

    def _brackets(self, token: Token) -> Node:
        outer, self._range_end = self._range_end, False
        inner = self._expression()
        self._range_end = outer
        if self._stands(".."):
            raise self._refusal("')'", "'..'; a range is supported after 'in' only")
        self._need(")")
        return inner

    def _list(self, token: Token) -> Node:
        outer, self._range_end = self._range_end, False
        items = self._separated("]")
        self._range_end = outer
        return ListOf(token.place, tuple(items))

    def _separated(self, closing: str) -> list[Node]:
        items: list[Node] = []
        if self._take(closing):
            return items
        while True:
            items.append(self._expression())
            if self._stands(".."):
                raise self._refusal(f"',' or '{closing}'", "'..'; a range is supported after 'in' only")
            if self._stands(":"):
                raise self._refusal(f"',' or '{closing}'", "':'; named arguments are not supported yet")
            if self._need(",", closing).text == closing:
                return items

    def _context(self, token: Token) -> Node:
        entries: list[tuple[str, Node]] = []
        self._scopes.enter(())
        outer, self._range_end = self._range_end, False
        while not self._take("}"):
            if entries:
                self._need(",")
            key, place = self._key(), self._token
            if any(key == other for other, _ in entries):
                raise self._refusal("each key once", place)
            self._need(":")
            entries.append((key, self._expression()))
            self._scopes.declare(key)
            self._members.add(key)
            if not self._stands("}") and not self._stands(","):
                raise self._refusal("',' or '}'")
        self._range_end = outer
        self._scopes.leave()
        return ContextOf(token.place, tuple(entries))

    def _key(self) -> str:
        if self._token.kind is Kind.STRING:
            return str(self._next().value)
        return self._declared(":", "a key")

    def _negation(self, token: Token) -> Node:
        return Negation(token.place, self._expression(UNARY))

    def _at_literal(self, token: Token) -> Node:
        if self._token.kind is not Kind.STRING:
            raise self._refusal("a string after '@'")
        written = self._next()
        value = at_literal(str(written.value))
        if value is None:
            raise self._refusal("a date, time, date and time or duration", written)
        return Constant(token.place, value)

    # What begins with a word

    def _word(self, token: Token) -> Node:
        known = self._scopes.longest(self._tokens, self._at)
        built_in = _FUNCTIONS.longest(self._tokens, self._at)
        if built_in and (known is None or built_in[0] >= known[0]):
            after = self._tokens[self._at + built_in[0]]
            if after.text == "(":
                self._at += built_in[0] + 1
                return self._call(token, built_in[1])
        if token.text in KEYWORDS and (known is None or known[0] == 1):
            return self._keyword(token)
        if known is not None:
            self._at += known[0]
            return Name(token.place, known[1], known[2])
        if self._tokens[self._at + 1].text == "(":
            raise self._refusal("a built-in function that is supported", f"'{token.text}'")
        if not self._scopes.takes_any_word:
            raise self._refusal("a known name")
        self._at += 1
        return Name(token.place, token.text, self._scopes.outermost_open)

    def _keyword(self, token: Token) -> Node:
        if token.text == "function":
            raise self._refusal("an expression", "'function', which is not supported yet")
        self._at += 1
        if token.text in LITERALS:
            return Constant(token.place, LITERALS[token.text])
        if token.text == "if":
            condition = self._expression()
            self._need("then")
            yes = self._expression()
            self._need("else")
            return If(token.place, condition, yes, self._expression())
        if token.text in ("some", "every", "for"):
            return self._iteration(token)
        raise self._refusal("an expression", token)

    def _call(self, token: Token, function: str) -> Node:
        outer, self._range_end = self._range_end, False
        arguments = self._separated(")")
        self._range_end = outer
        low, high = BUILT_INS[function].arity
        if not low <= len(arguments) <= high:
            expected = f"{low}" if low == high else f"{low} to {high}" if high < 99 else f"{low} or more"
            raise FeelSyntaxError(token.place, f"{expected} arguments of {function}", f"{len(arguments)}")
        return Call(token.place, function, tuple(arguments))

    def _iteration(self, token: Token) -> Node:
        closing = "return" if token.text == "for" else "satisfies"
        iterators: list[Iterator] = []
        self._scopes.enter(())
        while True:
            place = self._token.place
            name = self._declared("in", "a variable")
            self._need("in")
            source = self._expression()
            if self._stands(".."):
                raise self._refusal(f"',' or '{closing}'", "'..'; iterating over a range is not supported yet")
            iterators.append(Iterator(place, name, source))
            self._scopes.declare(name)
            if self._need(",", closing).text == closing:
                break
        body = self._expression()
        self._scopes.leave()
        if token.text == "for":
            return ForEach(token.place, tuple(iterators), body)
        return Quantified(token.place, "some" if token.text == "some" else "every", tuple(iterators), body)

    # What follows an expression

    def _member(self) -> str:
        known = self._members.longest(self._tokens, self._at)
        if known:
            self._at += known[0]
            return known[1]
        if self._token.kind is not Kind.WORD:
            raise self._refusal("a member's name after '.'")
        return self._next().text

    def _filter(self, left: Node, token: Token) -> Node:
        outer, self._range_end = self._range_end, False
        self._scopes.enter(("item",), open_=True)
        condition = self._expression()
        self._scopes.leave()
        self._range_end = outer
        self._need("]")
        return Filter(token.place, left, condition)

    # Unary tests, after `in`

    def _tests(self) -> tuple[CompareTest | RangeTest | ValueTest, ...]:
        if not self._stands("(") or self._range_begins():
            return (self._test(),)
        self._at += 1
        outer, self._range_end = self._range_end, False
        tests = [self._test()]
        while self._need(",", ")").text == ",":
            tests.append(self._test())
        self._range_end = outer
        if self._operator_power() > COMPARE:
            raise self._refusal("no operator after the tests; put brackets around the whole operand")
        return tuple(tests)

    def _test(self) -> CompareTest | RangeTest | ValueTest:
        token = self._token
        if token.text in COMPARATORS and token.kind is Kind.SYMBOL:
            self._at += 1
            return CompareTest(token.place, cast("Comparator", token.text), self._expression(COMPARE))
        if self._range_begins():
            return self._range(self._next())
        return ValueTest(token.place, self._expression(COMPARE))

    def _range(self, opening: Token) -> RangeTest:
        outer, self._range_end = self._range_end, False
        low = self._expression(COMPARE)
        self._need("..")
        self._range_end = True
        high = self._expression(COMPARE)
        self._range_end = outer
        closing = self._need("]", ")", "[")
        return RangeTest(opening.place, low, high, opening.text == "[", closing.text == "]")

    def _range_begins(self) -> bool:
        """Does a range begin here? Its `..` comes before any comma of the same depth."""
        if self._token.text not in ("[", "]", "(") or self._token.kind is not Kind.SYMBOL:
            return False
        depth = 0
        for token in self._tokens[self._at + 1 :]:
            if token.kind is not Kind.SYMBOL:
                continue
            if token.text in ("(", "[", "{"):
                depth += 1
            elif token.text in (")", "]", "}"):
                depth -= 1
            if depth < 0 or (depth == 0 and token.text == ","):
                return False
            if depth == 0 and token.text == "..":
                return True
        return False
