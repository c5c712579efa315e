"""Write XML line by line: attributes that are empty are left out, and nothing is ever written unescaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Paper:
    """The lines of a file under writing, each as deep as the elements that are open."""

    def __init__(self) -> None:
        """Begin with the declaration."""
        self.lines = ['<?xml version="1.0" encoding="UTF-8"?>']
        self.depth = 0

    def put(self, tag: str, text: str = "", **attributes: object) -> None:
        """Write one element without children. A trailing _ of a name is dropped, __ in it becomes a hyphen."""
        body = f">{escape(_clean(text))}</{tag}>" if text else "/>"
        self._line(f"<{tag}{_said(attributes)}{body}")

    @contextmanager
    def within(self, tag: str, **attributes: object) -> Iterator[None]:
        """Write an element around what is written meanwhile."""
        self._line(f"<{tag}{_said(attributes)}>")
        self.depth += 1
        yield
        self.depth -= 1
        self._line(f"</{tag}>")

    def _line(self, text: str) -> None:
        self.lines.append("  " * self.depth + text)

    def __str__(self) -> str:
        return "\n".join(self.lines) + "\n"


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _said(attributes: dict[str, object]) -> str:
    pairs = ((name.rstrip("_").replace("__", "-"), _word(value)) for name, value in attributes.items())
    return "".join(f" {name}={quoteattr(_clean(value))}" for name, value in pairs if value)


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
