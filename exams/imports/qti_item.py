"""One item of QTI, or one shared stimulus."""

from __future__ import annotations

import base64
import binascii
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from exams.imports.draft import RIGHT_WRONG, STEM, Draft, Picture
from exams.imports.found import Unreadable
from exams.imports.labels import Reading, letter_of, named
from exams.imports.markup import Prose, refuse_lost
from exams.imports.package import PackageRefused
from exams.imports.qti_names import attribute, inside, name
from exams.imports.qti_scoring import maps, refuse_unknown_scoring, right_of
from exams.imports.text import BLANK
from exams.imports.vocabulary import RIGHT_OR_WRONG, type_of

PARTS = frozenset({
    "responseDeclaration", "outcomeDeclaration", "assessmentStimulusRef", "stylesheet", "itemBody",
    "responseProcessing",
})  # fmt: skip
"""What an item may have; all else would be lost."""
_FRAMES = frozenset({"itemBody", "stimulusBody", "contentBody", "prompt", "simpleChoice"})
_DATA = "data-"


@dataclass(slots=True)
class Place:
    """Where a file of QTI stands: its path, how to fetch the others, and what to say when something is wrong."""

    reading: Reading
    path: str
    fetch: Callable[[str], bytes]
    said: str

    def beside(self, href: str) -> str:
        """Return the path of what this file refers to."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(href)))

    def pictures(self, prose: Prose, place: str = STEM) -> tuple[Picture, ...]:
        """Return the pictures of a text.

        Raises:
            Unreadable: if one is not in the package.
        """
        found = []
        for source, alt in prose.pictures:
            most = self.reading.given.most_picture_kb
            sha256 = self.reading.found.take_picture(self.said, self._bytes(source), most_kb=most)
            if sha256:
                found.append(Picture(sha256, alt, place))
        return tuple(found)

    def _bytes(self, source: str) -> bytes:
        try:
            if source.startswith("data:image/") and ";base64," in source:
                return base64.b64decode("".join(source.partition(";base64,")[2].split()), validate=True)
            return self.fetch(self.beside(source))
        except (binascii.Error, PackageRefused):
            facts = {"source": source[:80]}
            raise Unreadable(_("the picture %(source)s is not in the package, or damaged") % facts) from None


@dataclass(slots=True)
class Body:
    """What a body says: its text, its interactions, and what is meant for others than candidates."""

    prose: Prose = field(default_factory=Prose)
    interactions: list[Element] = field(default_factory=list)
    aside: dict[str, str] = field(default_factory=dict)

    def walk(self, element: Element) -> None:
        """Take an element and all below it.

        Raises:
            Unreadable: for what is not taken.
        """
        tag = name(element)
        if tag == "rubricBlock" and "candidate" not in attribute(element, "view").split():
            self._aside(element)
        elif tag.endswith("Interaction"):
            self._interaction(tag, element)
        elif tag == "object" and attribute(element, "type").startswith("image/"):
            self.prose.start("img", {"src": attribute(element, "data"), "alt": "".join(element.itertext())})
        else:
            html = "div" if tag in _FRAMES or tag == "rubricBlock" else tag
            self.prose.start(html, element.attrib)
            self._inner(element)
            self.prose.end(html)

    def _inner(self, element: Element) -> None:
        self.prose.add(element.text or "")
        for child in element:
            self.walk(child)
            self.prose.add(child.tail or "")

    def _interaction(self, tag: str, element: Element) -> None:
        if tag not in {"choiceInteraction", "textEntryInteraction", "extendedTextInteraction"}:
            raise Unreadable(_("the interaction <%(name)s> is not taken") % {"name": tag})
        self.interactions.append(element)
        if tag == "textEntryInteraction":
            self.prose.blank(BLANK)
            return
        self.prose.start("div", {})
        for prompt in inside(element, "prompt"):
            self.walk(prompt)
        self.prose.end("div")

    def _aside(self, element: Element) -> None:
        body = Body()
        body.prose.start("div", {})
        body._inner(element)
        refuse_lost(body.prose, pictures=False)
        kind = "explanation" if "explanation" in element.get("class", "").split() else "guide"
        said = [self.aside.get(kind, ""), body.prose.text]
        self.aside[kind] = "\n".join(part for part in said if part)


def item_of(root: Element, place: Place, *, case: str) -> Draft:
    """Return the item that a file holds; ``case`` is the code of the case it belongs to.

    Raises:
        Unreadable: for what this system has no type for, or would lose, naming the element.
    """
    if attribute(root, "adaptive") == "true":
        raise Unreadable(_("it is adaptive, which is not taken"))
    for part in root:
        if name(part) not in PARTS:
            raise Unreadable(_("its part <%(name)s> would be lost") % {"name": name(part)})
    refuse_unknown_scoring(root)
    body = Body()
    for part in inside(root, "itemBody"):
        body.walk(part)
    refuse_lost(body.prose, pictures=True)
    kinds = {name(interaction) for interaction in body.interactions}
    if len(kinds) != 1 or (len(body.interactions) > 1 and kinds != {"textEntryInteraction"}):
        names = ", ".join(sorted(kinds)) or "-"
        raise Unreadable(
            _("an item has one interaction, or several blanks; this one has: %(names)s") % {"names": names}
        )
    declared = {attribute(d, "identifier"): d for d in inside(root, "responseDeclaration")}
    readers = {"choiceInteraction": _choice, "textEntryInteraction": _words, "extendedTextInteraction": _essay}
    return readers[kinds.pop()](_Item(root, place, body, {**_labels(root), "case": case}, declared))


def _labels(root: Element) -> dict[str, str]:
    pairs = [(n, v) for part in inside(root, "itemBody") for n, v in part.attrib.items() if n.startswith(_DATA)]
    return named((n.removeprefix(_DATA).replace("-", "_"), v) for n, v in pairs)


@dataclass(frozen=True, slots=True)
class _Item:
    root: Element
    place: Place
    body: Body
    labels: dict[str, str]
    declared: Mapping[str, Element]

    def right(self, interaction: Element) -> list[str]:
        declaration = self.declared.get(attribute(interaction, "responseIdentifier"))
        if declaration is None:
            raise Unreadable(_("the interaction has no <responseDeclaration>"))
        return right_of(declaration, by_map=maps(self.root))

    def build(self, type_: str, **facts: object) -> Draft:
        pictures = (*self.place.pictures(self.body.prose), *facts.pop("pictures", ()))  # type: ignore[misc]
        aside = self.body.aside
        words = [aside.get("explanation", ""), "" if type_ == "short_answer" else aside.get("guide", "")]
        return self.place.reading.draft(
            self.place.said, self.labels, type_=type_, stem=self.body.prose.text, pictures=pictures,
            explanation="\n".join(part for part in words if part), **facts,
        )  # fmt: skip


def _choice(item: _Item) -> Draft:
    interaction = item.body.interactions[0]
    options: list[str] = []
    pictures: list[Picture] = []
    names: dict[str, str] = {}
    for number, choice in enumerate(inside(interaction, "simpleChoice")):
        body = Body()
        body.walk(choice)
        refuse_lost(body.prose, pictures=True)
        if body.interactions or body.aside:
            raise Unreadable(_("an option has parts of its own, which is not taken"))
        options.append(body.prose.text)
        pictures += item.place.pictures(body.prose, letter_of(number))
        names[attribute(choice, "identifier")] = letter_of(number)
    right = item.right(interaction)
    key = tuple(names.get(value, "?") for value in right)
    order = attribute(interaction, "shuffle") == "false" or any(
        attribute(choice, "fixed") == "true" for choice in inside(interaction, "simpleChoice")
    )
    return item.build(
        _type_of_choice(item, options, key), options=tuple(options), key=key, pictures=tuple(pictures), fixed=order
    )


def _type_of_choice(item: _Item, options: list[str], key: tuple[str, ...]) -> str:
    said = type_of(item.labels.get("type", ""))
    if said:
        return said
    declaration = item.declared[attribute(item.body.interactions[0], "responseIdentifier")]
    truths = {RIGHT_OR_WRONG.get(option.upper()) for option in options}
    if len(options) == len(RIGHT_WRONG) and truths == {"A", "B"}:
        return "true_false"
    several = attribute(declaration, "cardinality") == "multiple" and len(key) != 1
    return "multiple" if several else "single"


def _words(item: _Item) -> Draft:
    return item.build("fill_in", words=tuple(tuple(item.right(entry)) for entry in item.body.interactions))


def _essay(item: _Item) -> Draft:
    return item.build("short_answer", guide=item.body.aside.get("guide", ""))
