"""Every template is used, exists where it is named, compiles, and brings nothing inline."""

import ast
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture import tree

OF_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
NAMED = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[a-zA-Z][^<>]*>", re.DOTALL)
INLINE = re.compile(r"\s(style|on[a-z]+)\s*=", re.IGNORECASE)
HTML = [name for name in tree.templates() if name.endswith(".html")]


@cache
def constants() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return the texts of all Python code, and patterns of those with a hole (``f"documents/{kind}.html"``)."""
    texts, patterns = set(), set()
    for path in tree.python(*tree.PACKAGES):
        for node in ast.walk(tree.syntax(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[^/]+" for p in node.values)
                patterns.add("".join(parts))
    return frozenset(texts), tuple(re.compile(p) for p in patterns if r"\.html" in p or r"\.txt" in p)


@cache
def included() -> frozenset[str]:
    return frozenset(found for name in tree.templates() for found in NAMED.findall(tree.text(f"templates/{name}")))


@cache
def folders_of_libraries() -> tuple[Path, ...]:
    places = [
        Path(find_spec(name).origin).parent for name in ("allauth", "allauth.account", "allauth.mfa", "django.forms")
    ]
    return tuple(place / "templates" for place in places)


def replaces_a_librarys(name: str) -> bool:
    return any((folder / name).exists() for folder in folders_of_libraries())


def is_used(name: str) -> bool:
    texts, patterns = constants()
    if name in OF_DJANGO | included() | texts or replaces_a_librarys(name):
        return True
    if name.startswith("_ui/"):  # the tags of components name them by their stems
        return name.removeprefix("_ui/").removesuffix(".html") in texts
    return any(pattern.fullmatch(name) for pattern in patterns)


def test_every_template_is_used():
    assert [name for name in tree.templates() if not is_used(name)] == []


@pytest.mark.parametrize("name", HTML)
def test_every_template_compiles(name):
    get_template(name)


def test_every_template_that_is_named_exists():
    there = set(tree.templates())
    texts, _ = constants()
    named = included() | {t for t in texts if re.fullmatch(r"[\w/-]+/[\w-]+\.html", t)}
    assert sorted(n for n in named - there if not replaces_a_librarys(n)) == []


@pytest.mark.parametrize("name", HTML)
def test_nothing_is_inline(name):
    """The content security policy lets no inline script or style run."""
    source = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", tree.text(f"templates/{name}"), flags=re.DOTALL)
    for attributes, body in SCRIPT.findall(source):
        assert not body.strip() or 'type="application/json"' in attributes
    assert "<style" not in source.lower()
    assert [tag for tag in TAG.findall(source) if INLINE.search(tag)] == []
