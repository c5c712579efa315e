"""One item of QTI 3.0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from exams.imports.draft import LETTERS, STEM, Draft, Picture
from exams.imports.labels import labels_of
from exams.imports.markup import hard_spaces
from exams.imports.text import BLANK

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_TEMPLATE = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
_LONGEST = 200


def write_item(draft: Draft, identifier: str, stimulus: str, images: Mapping[str, str]) -> Element:
    """Return an item as XML; ``images`` are the names of its pictures by SHA-256."""
    root = Element(
        "qti-assessment-item",
        {
            "xmlns": NAMESPACE, "identifier": identifier, "title": draft.code, "adaptive": "false",
            "time-dependent": "false", "xml:lang": "zh-CN",
        },
    )  # fmt: skip
    _declare(root, draft)
    SubElement(
        root,
        "qti-outcome-declaration",
        {"identifier": "SCORE", "cardinality": "single", "base-type": "float"},
    )
    if stimulus:
        reference = {"identifier": stimulus, "href": f"../stimuli/{stimulus}.xml"}
        SubElement(root, "qti-assessment-stimulus-ref", reference)
    labels = _labels(draft)
    body = SubElement(root, "qti-item-body", {f"data-{n.replace('_', '-')}": value for n, value in labels.items()})
    _ask(body, draft, images)
    _aside(body, "explanation", "tutor scorer", draft.explanation)
    _aside(body, "guide", "scorer", draft.guide)
    _score(root, draft)
    return root


def _labels(draft: Draft) -> dict[str, str]:
    """Return the labels that QTI has no place for: the options and their order are the interaction's."""
    found: dict[str, str] = {}
    for name, value in labels_of(draft):
        if name not in {"option_A", "option_B", "fixed"}:
            found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def _declare(root: Element, draft: Draft) -> None:
    if draft.type == "short_answer":
        _declaration(root, "RESPONSE", "single", "string", ())
    elif draft.type == "fill_in":
        for number, accepted in enumerate(draft.words, start=1):
            declaration = _declaration(root, _response(draft, number), "single", "string", accepted[:1])
            mapping = SubElement(declaration, "qti-mapping", {"default-value": "0"})
            for word in accepted:
                entry = {"map-key": word, "mapped-value": "1", "case-sensitive": "false"}
                SubElement(mapping, "qti-map-entry", entry)
    else:
        cardinality = "multiple" if draft.type == "multiple" else "single"
        _declaration(root, "RESPONSE", cardinality, "identifier", draft.key)


def _response(draft: Draft, number: int) -> str:
    return "RESPONSE" if len(draft.words) == 1 else f"RESPONSE{number}"


def _declaration(root: Element, identifier: str, cardinality: str, base: str, right: Sequence[str]) -> Element:
    declared = {"identifier": identifier, "cardinality": cardinality, "base-type": base}
    declaration = SubElement(root, "qti-response-declaration", declared)
    if right:
        correct = SubElement(declaration, "qti-correct-response")
        for value in right:
            SubElement(correct, "qti-value").text = value
    return declaration


def _ask(body: Element, draft: Draft, images: Mapping[str, str]) -> None:
    stem = SubElement(body, "p")
    for number, part in enumerate(draft.stem.split(BLANK) if draft.words else [draft.stem]):
        if number:
            response = {"response-identifier": _response(draft, number), "expected-length": str(_LONGEST)}
            SubElement(stem, "qti-text-entry-interaction", response)
        put_text(stem, part)
    for picture in draft.pictures:
        if picture.place == STEM:
            show_picture(body, picture, images[picture.sha256])
    if draft.type == "short_answer":
        SubElement(body, "qti-extended-text-interaction", {"response-identifier": "RESPONSE"})
    elif draft.type != "fill_in":
        _options(body, draft, images)


def _options(body: Element, draft: Draft, images: Mapping[str, str]) -> None:
    shuffled = draft.type != "true_false" and not draft.fixed
    interaction = SubElement(
        body,
        "qti-choice-interaction",
        {
            "response-identifier": "RESPONSE",
            "shuffle": "true" if shuffled else "false",
            "max-choices": "0" if draft.type == "multiple" else "1",
        },
    )
    for letter, option in zip(LETTERS, draft.options, strict=False):
        fixed = {"fixed": "true"} if draft.says_order and shuffled else {}
        choice = SubElement(interaction, "qti-simple-choice", {"identifier": letter, **fixed})
        put_text(choice, option)
        for picture in draft.pictures:
            if picture.place == letter:
                show_picture(choice, picture, images[picture.sha256])


def _aside(body: Element, kind: str, view: str, text: str) -> None:
    if text:
        block = SubElement(body, "qti-rubric-block", {"class": kind, "use": "scoring", "view": view})
        paragraphs(SubElement(block, "qti-content-body"), text)


def _score(root: Element, draft: Draft) -> None:
    if draft.type == "short_answer":
        return
    if len(draft.words) <= 1:
        template = "map_response" if draft.words else "match_correct"
        SubElement(root, "qti-response-processing", {"template": _TEMPLATE + template})
        return
    processing = SubElement(root, "qti-response-processing")
    total = SubElement(SubElement(processing, "qti-set-outcome-value", {"identifier": "SCORE"}), "qti-sum")
    for number in range(1, len(draft.words) + 1):
        SubElement(total, "qti-map-response", {"identifier": _response(draft, number)})


def paragraphs(parent: Element, text: str) -> None:
    """Write a text of several lines as one paragraph with line breaks."""
    put_text(SubElement(parent, "p"), text)


def put_text(parent: Element, text: str) -> None:
    """Append a text of several lines to what stands in an element."""
    for number, line in enumerate(text.split("\n")):
        if number:
            SubElement(parent, "br")
        _append(parent, hard_spaces(line))


def show_picture(parent: Element, picture: Picture, name: str) -> None:
    """Append a picture with its words."""
    SubElement(SubElement(parent, "div"), "img", {"src": f"../images/{name}", "alt": picture.alt})


def _append(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
