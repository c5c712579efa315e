"""What a template of a paper is, and how the text that describes one is read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

SINCE: Final = date(2021, 7, 15)
"""The day on which the 2021 text of 行政处罚法 came into force: since when a template holds that names no other."""
_HEAD = re.compile(r"^([a-z-]+): (.*)$")


@dataclass(frozen=True)
class Ask:
    """Something the case does not know: asked of the clerk by its label. ``kind`` is line, text, day or pick."""

    label: str
    kind: str
    options: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Template:
    """A template of a paper. ``body`` is in the language of :mod:`cases.drafting.language`.

    ``layout`` is official (GB/T 9704) or form (rows 名称｜内容); ``number`` the kind in its number, "" for none; ``to``
    the addressee: "party", the label of what is asked, or ""; ``approve`` the duty that issues it; ``made_by`` the act
    that writes it by itself; ``needs`` the fields that the law demands in it.
    """

    key: str
    title: str
    group: str
    body: str
    code: str = ""
    layout: str = "form"
    number: str = ""
    to: str = ""
    inner: bool = False
    approve: str = "handle"
    made_by: str = ""
    basis: str = ""
    needs: tuple[str, ...] = ()
    since: date = SINCE
    asks: tuple[Ask, ...] = ()
    own_id: int | None = None

    @property
    def version(self) -> str:
        """What a paper made from it names: key and day, or the agency's own row."""
        return f"own:{self.own_id}" if self.own_id else f"{self.key}@{self.since.isoformat()}"

    @property
    def sha256(self) -> str:
        """The fingerprint of all that decides what a paper made from it says."""
        asks = "\n".join(written(ask) for ask in self.asks)
        said = f"{self.key}\x1f{self.title}\x1f{self.layout}\x1f{self.number}\x1f{self.to}\x1f{asks}\x1f{self.body}"
        return hashlib.sha256(said.encode()).hexdigest()


def read_ask(text: str) -> Ask:
    """Return what one line asks: ``label | kind`` or ``label | choice / choice``, and ``| may be empty``."""
    parts = [part.strip(" ") for part in text.split("|")]
    label, kind = parts[0], parts[1] if len(parts) > 1 else "line"
    options = tuple(word.strip(" ") for word in kind.split("/")) if "/" in kind else ()
    if not label or (not options and kind not in {"line", "text", "day"}):
        raise ValueError(text)
    return Ask(label, "pick" if options else kind, options, optional=parts[2:] == ["may be empty"])


def written(ask: Ask) -> str:
    """Return the line that says what is asked."""
    kind = " / ".join(ask.options) if ask.options else ask.kind
    return " | ".join([ask.label, kind, *(["may be empty"] if ask.optional else [])])


def read_template(text: str, group: str) -> Template:
    """Return the template that a piece of the catalogue describes: its name, its heads, its body, what it asks."""
    first, *lines = text.strip("\n").split("\n")
    key, _space, title = first.partition(" ")
    made = Template(key=key, title=title.strip(), group=group, body="")
    body, asks = [], []
    for line in lines:
        head = _HEAD.match(line)
        if head is None:
            body.append(line)
        elif head[1] == "ask":
            asks.append(read_ask(head[2]))
        else:
            made = _with(made, head[1], head[2].strip())
    return replace(made, body="\n".join(body), asks=tuple(asks), code=made.code or key)


def _with(template: Template, name: str, value: str) -> Template:
    given: dict[str, object] = {
        "inner": value == "yes", "needs": tuple(value.split()), "made_by": value,
        "since": date.fromisoformat(value) if name == "since" else SINCE,
    }  # fmt: skip
    known = {"code", "layout", "number", "to", "inner", "approve", "made-by", "basis", "needs", "since"}
    if name not in known:
        raise ValueError(f"{template.key}: {name}")
    field = name.replace("-", "_")
    return replace(template, **{field: given.get(field, value)})  # type: ignore[arg-type]
