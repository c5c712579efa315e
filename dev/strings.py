"""Find the strings of the interface in Python files (through the syntax tree) and in templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Function → (position of the context, of the text, of the plural); None where it has none.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
# What Django's templatize leaves of a template: calls of gettext with literals.
CALL = re.compile(r"\b(n?p?gettext|_)\(")


@dataclass(frozen=True)
class Found:
    """A string of the interface and where it stands first."""

    text: str
    place: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one string: its context and its text."""
        return self.context, self.text


def of_python(source: str, place: str) -> Iterator[Found]:
    """Yield the strings that Python code marks; a call whose text is not a constant is passed by."""
    tree = ast.parse(source)
    called = _other_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found = _of_call(node, f"{place}:{node.lineno}", called)
            if found is not None:
                yield found


def of_template(source: str, place: str) -> Iterator[Found]:
    """Yield the strings of ``translate``, ``blocktranslate`` and ``_()`` in a template, each with its line."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 (compiling needs no Django)

    # Django turns a percent sign of a template's string into two for gettext and back; so does this.
    code = templatize(source, origin=place)
    for number, line in enumerate(code.split("\n"), start=1):
        for match in CALL.finditer(line):
            call = _parsed(line[match.start() :])
            found = _of_call(call, f"{place}:{number}") if call is not None else None
            if found is not None:
                yield found


def _parsed(text: str) -> ast.Call | None:
    """Return the call that a text begins with."""
    for end in (i + 1 for i, char in enumerate(text) if char == ")"):
        try:
            node = ast.parse(text[:end], mode="eval").body
        except SyntaxError:
            continue
        return node if isinstance(node, ast.Call) else None
    return None


def _other_names(tree: ast.AST) -> dict[str, str]:
    """Return the functions that a module imports under another name than ``_``, by that name."""
    return {
        one.asname: one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.asname and one.asname not in FUNCTIONS
    }


def _of_call(node: ast.Call, place: str, called: Mapping[str, str] = MappingProxyType({})) -> Found | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    name = called.get(name, name)
    if name not in FUNCTIONS:
        return None
    context, text, plural = (_constant(node, position) for position in FUNCTIONS[name])
    return Found(text=text, place=place, plural=plural, context=context) if text else None


def _constant(node: ast.Call, position: int | None) -> str:
    if position is None or position >= len(node.args):
        return ""
    argument = node.args[position]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""
