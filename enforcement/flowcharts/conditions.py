"""The small language of branch conditions: comparisons over declared facts, never code.

``outcome == 'approved' and amount >= 5000``. A condition is parsed into nested tuples that survive JSON, and judged
against the facts of a run. Nothing here evaluates text as Python.

Grammar::

    any   := all ('or' all)*
    all   := one ('and' one)*
    one   := 'not' one | side [OP side | ['not'] 'in' '[' literal (',' literal)* ']']
    side  := NAME | literal | '(' any ')'
    OP    := '==' | '!=' | '<' | '<=' | '>' | '>='

The tree: ``("value", v)``, ``("name", n)``, ``("not", t)``, ``("and", t, …)``, ``("or", t, …)``,
``("compare", op, left, right)``, ``("in", side, (v, …))``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal

LANGUAGE = "urn:x-gov-cn:enforcement:cond:1"
LONGEST = 300
DEEPEST = 20
KEYWORDS = frozenset({"and", "or", "not", "in", "true", "false"})
OUTCOME = "outcome"

Tree: TypeAlias = tuple[Any, ...]
Value: TypeAlias = "str | int | float | bool | Decimal | date | None"

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>-?[0-9]{1,15}(?:\.[0-9]{1,6})?(?![\w.]))|(?P<text>'[^'\\\n]*')"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]{0,63})|(?P<mark>==|!=|<=|>=|<|>|\(|\)|\[|\]|,)"
)
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_FLIP = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class ConditionRefused(Refusal):
    """Refuse a condition that is not in the language; ``column`` counts from 1."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    sentence = _("This condition cannot be read.")
    remedy = _("Compare facts with ==, !=, <, <=, >, >= or in [...], and join the parts with and, or, not.")

    def __init__(self, column: int, sentence: str | Promise) -> None:
        """Keep the column and say what is wrong there."""
        self.column = column
        super().__init__(sentence)


class UndecidableCondition(Refusal):
    """Refuse to choose a branch by a fact that nobody has stated; ``fact`` names it."""

    sentence = _("The next step depends on a fact that has not been recorded.")
    remedy = _("Record the fact, then do the step again.")

    def __init__(self, fact: str) -> None:
        """Name the fact."""
        self.fact = fact
        super().__init__(field=fact)


class _Tokens:
    """The words of one condition with their columns, read from left to right."""

    def __init__(self, text: str) -> None:
        self.items = list(self._split(text))
        self.at = 0
        self.depth = 0

    @staticmethod
    def _split(text: str) -> Iterator[tuple[str, str, int]]:
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise ConditionRefused(position + 1, _("There is a character here that conditions do not know."))
            kind = str(match.lastgroup)
            if kind != "space":
                yield kind, match.group(), position + 1
            position = match.end()
        yield "end", "", len(text) + 1

    @property
    def kind(self) -> str:
        return self.items[self.at][0]

    @property
    def word(self) -> str:
        """The token as written; texts in quotes never equal a keyword or a mark."""
        return self.items[self.at][1]

    @property
    def column(self) -> int:
        return self.items[self.at][2]

    def take(self, *words: str) -> str:
        """Return the token and go on if it is one of the words, else an empty string."""
        if self.kind != "end" and self.word in words:
            self.at += 1
            return self.items[self.at - 1][1]
        return ""

    def need(self, word: str) -> None:
        if not self.take(word):
            raise ConditionRefused(self.column, _("A bracket is missing here."))

    def deeper(self, by: int) -> None:
        self.depth += by
        if self.depth > DEEPEST:
            raise ConditionRefused(self.column, _("The condition is nested too deeply; use fewer brackets."))


def parse(text: str) -> Tree:
    """Read a condition into its tree.

    Raises:
        ConditionRefused: with the column, if the text is longer than 300 characters or not in the language.
    """
    if len(text) > LONGEST:
        raise ConditionRefused(LONGEST + 1, _("A condition has at most 300 characters; split it into two gateways."))
    tokens = _Tokens(text)
    tree = _any(tokens)
    if tokens.kind != "end":
        raise ConditionRefused(tokens.column, _("The condition should end here."))
    if tree[0] == "value" and not isinstance(tree[1], bool):
        raise ConditionRefused(1, _("This is a value, not a comparison."))
    return tree


def _any(tokens: _Tokens) -> Tree:
    parts = [_all(tokens)]
    while tokens.take("or"):
        parts.append(_all(tokens))
    return ("or", *map(_judged, parts)) if len(parts) > 1 else parts[0]


def _all(tokens: _Tokens) -> Tree:
    parts = [_one(tokens)]
    while tokens.take("and"):
        parts.append(_one(tokens))
    return ("and", *map(_judged, parts)) if len(parts) > 1 else parts[0]


def _judged(tree: Tree) -> Tree:
    """Let only what is true or false stand between and, or, not."""
    if tree[0] == "value" and not isinstance(tree[1], bool):
        raise ConditionRefused(1, _("A number or text alone is neither true nor false; compare it with a fact."))
    return tree


def _one(tokens: _Tokens) -> Tree:
    if tokens.take("not"):
        tokens.deeper(1)
        inner = _one(tokens)
        tokens.deeper(-1)
        return ("not", _judged(inner))
    left = _side(tokens)
    if mark := tokens.take(*_COMPARISONS):
        return ("compare", mark, left, _side(tokens))
    if tokens.take("in"):
        return ("in", left, _list(tokens))
    if tokens.word == "not" and tokens.items[tokens.at + 1][1] == "in":
        tokens.at += 2
        return ("not", ("in", left, _list(tokens)))
    return left


def _side(tokens: _Tokens) -> Tree:
    if tokens.take("("):
        tokens.deeper(1)
        inner = _any(tokens)
        tokens.need(")")
        tokens.deeper(-1)
        return inner
    if tokens.kind == "word" and tokens.word not in KEYWORDS:
        tokens.at += 1
        return ("name", tokens.items[tokens.at - 1][1])
    return ("value", _literal(tokens))


def _literal(tokens: _Tokens) -> str | int | float | bool:
    kind, word, column = tokens.items[tokens.at]
    if kind == "end" or (kind not in {"number", "text"} and word not in {"true", "false"}):
        raise ConditionRefused(column, _("A fact, a number, a 'text', true or false is expected here."))
    tokens.at += 1
    if kind == "text":
        return word[1:-1]
    if kind == "number":
        return float(word) if "." in word else int(word)
    return word == "true"


def _list(tokens: _Tokens) -> tuple[str | int | float | bool, ...]:
    tokens.need("[")
    values = [_literal(tokens)]
    while tokens.take(","):
        values.append(_literal(tokens))
    tokens.need("]")
    return tuple(values)


# ---------------------------------------------------------------------------------------------------- judging


def evaluate(tree: Sequence[Any], facts: Mapping[str, Value]) -> bool:
    """Judge a parsed condition (tuples, or the lists that JSON made of them) against the facts.

    A missing fact counts as "nothing": it equals no value and is in no list. Ordering by it, or asking it to be true
    or false on its own, has no answer.

    Raises:
        UndecidableCondition: naming the fact that is missing or of the wrong kind for the comparison.
    """
    return _judge(tree, facts, unknown=False) is True


def foresee(tree: Sequence[Any], known: Mapping[str, Value]) -> bool | None:
    """Judge a condition when only some facts are known: True, False, or None where it could still be either."""
    return _judge(tree, known, unknown=True)


def _judge(tree: Sequence[Any], facts: Mapping[str, Value], *, unknown: bool) -> bool | None:
    kind = tree[0]
    if kind == "not":
        inner = _judge(tree[1], facts, unknown=unknown)
        return None if inner is None else not inner
    if kind in {"and", "or"}:
        return _joined(tree, facts, unknown=unknown)
    if unknown and any(name not in facts for name in names(tree)):
        return None
    if kind == "compare":
        return _compared(tree[1], tree[2], tree[3], facts)
    if kind == "in":
        side = _worth(tree[1], facts)
        return any(_same(side, value) for value in tree[2])
    answer = _worth(tree, facts)
    if not isinstance(answer, bool):
        raise UndecidableCondition(next(names(tree), ""))
    return answer


def _joined(tree: Sequence[Any], facts: Mapping[str, Value], *, unknown: bool) -> bool | None:
    decisive = tree[0] == "or"
    open_parts = False
    for part in tree[1:]:
        answer = _judge(part, facts, unknown=unknown)
        if answer is decisive:
            return decisive
        open_parts = open_parts or answer is None
    return None if open_parts else not decisive


def _compared(mark: str, left: Sequence[Any], right: Sequence[Any], facts: Mapping[str, Value]) -> bool:
    one, other = _worth(left, facts), _worth(right, facts)
    if mark == "==":
        return _same(one, other)
    if mark == "!=":
        return not _same(one, other)
    if not _orderable(one, other):
        raise UndecidableCondition(next(iter([*names(left), *names(right)]), ""))
    return _ORDER[mark](one, other)


def _worth(tree: Sequence[Any], facts: Mapping[str, Value]) -> Value:
    if tree[0] == "name":
        value = facts.get(tree[1])
        return value.isoformat()[:10] if isinstance(value, date) else value
    if tree[0] == "value":
        value = tree[1]
        return value if isinstance(value, str | int | float) else None
    return _judge(tree, facts, unknown=False)


def _number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _same(one: Value, other: Value) -> bool:
    """Compare like with like: true is not 1, and '1' is not 1."""
    if one is None or other is None:
        return False
    if _number(one) and _number(other):
        return one == other
    return type(one) is type(other) and one == other


def _orderable(one: Value, other: Value) -> bool:
    if _number(one) and _number(other):
        return True
    return all(isinstance(side, str) and _DAY.match(side) for side in (one, other))


# ---------------------------------------------------------------------------------------------------- asking


def names(tree: Sequence[Any]) -> Iterator[str]:
    """Yield the facts that a condition reads, in order."""
    if tree[0] == "name":
        yield tree[1]
    elif tree[0] in {"and", "or", "not"}:
        for part in tree[1:]:
            yield from names(part)
    elif tree[0] == "compare":
        yield from names(tree[2])
        yield from names(tree[3])
    elif tree[0] == "in":
        yield from names(tree[1])


def against(tree: Sequence[Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield every comparison of a fact with a literal as (fact, mark, literal); a fact alone is compared with True."""
    if tree[0] == "name":
        yield tree[1], "==", True
    elif tree[0] in {"and", "or", "not"}:
        for part in tree[1:]:
            yield from against(part)
    elif tree[0] == "compare":
        yield from _against_compared(tree)
    elif tree[0] == "in" and tree[1][0] == "name":
        for value in tree[2]:
            yield tree[1][1], "==", value


def _against_compared(tree: Sequence[Any]) -> Iterator[tuple[str, str, Any]]:
    mark, left, right = tree[1], tree[2], tree[3]
    if left[0] == "name" and right[0] == "value":
        yield left[1], mark, right[1]
    elif left[0] == "value" and right[0] == "name":
        yield right[1], _FLIP[mark], left[1]
    else:
        for side in (left, right):
            if side[0] != "name":
                yield from against(side)
