"""The language of templates: fields, sections of a line, and gaps. Closed: nothing in it is ever run.

``{{party.name}}`` is a field of the vocabulary. ``{{?party.address}}…{{/}}`` stands only where the field has a value,
``{{!party.address}}…{{/}}`` only where it has none; both begin and end in one line, and a line that is left empty goes.
``【检查地点】`` is a gap: what the clerk is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

_MARK = re.compile(r"\{\{([?!]?)([a-z]+\.[a-z_]+|[a-z]+)\}\}|\{\{/\}\}")
_SECTION = re.compile(r"\{\{([?!])([a-z]+(?:\.[a-z_]+)?)\}\}((?:(?!\{\{[?!/]).)*)\{\{/\}\}")
_FIELD = re.compile(r"\{\{([a-z]+(?:\.[a-z_]+)?)\}\}")
_GAP = re.compile(r"【([^【】\n]{1,60})】")
LONGEST = 20000


@dataclass(frozen=True)
class Fault:
    """What is wrong with a template, and where. ``kind`` is field, section, mark or long."""

    line: int
    kind: str
    what: str


def faults(body: str, vocabulary: Collection[str]) -> list[Fault]:
    """Return what is wrong with a template: fields outside the vocabulary, sections left open, stray braces."""
    if len(body) > LONGEST:
        return [Fault(1, "long", str(LONGEST))]
    return [fault for number, line in enumerate(body.split("\n"), 1) for fault in _of_line(number, line, vocabulary)]


def _of_line(number: int, line: str, vocabulary: Collection[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(match[2] for match in _MARK.finditer(line) if match[2]):
        if name not in vocabulary:
            yield Fault(number, "field", name)
    plain = _SECTION.sub(r"\3", line)
    if "{{?" in plain or "{{!" in plain or "{{/" in plain:
        yield Fault(number, "section", plain.strip()[:40])
    elif "{{" in _FIELD.sub("", plain) or "}}" in _FIELD.sub("", plain):
        yield Fault(number, "mark", plain.strip()[:40])


def fields_of(body: str) -> list[str]:
    """Return the fields that a template uses, each once."""
    return list(dict.fromkeys(match[2] for match in _MARK.finditer(body) if match[2]))


def gaps_of(text: str) -> list[str]:
    """Return the labels of the gaps of a text, each once."""
    return list(dict.fromkeys(_GAP.findall(text)))


def fill(body: str, value: Callable[[str], str], label: Callable[[str], str]) -> str:
    """Return a template with the fields of a case; a field without a value becomes a gap of its label."""
    lines = []
    for line in body.split("\n"):
        kept = _SECTION.sub(lambda m: m[3] if bool(value(m[2])) is (m[1] == "?") else "", line)
        done = _FIELD.sub(lambda m: value(m[1]) or f"【{label(m[1])}】", kept)
        if done.strip() or not line.strip():
            lines.append(done)
    return "\n".join(lines)


def answered(text: str, answers: Mapping[str, str]) -> str:
    """Return a text with its gaps closed by the answers; a gap without an answer stays."""
    return _GAP.sub(lambda m: answers[m[1]] if m[1] in answers else m[0], text)
