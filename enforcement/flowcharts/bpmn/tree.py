"""XML read with line numbers and without any of XML's dangers: no document type, no entities, no other files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.problems import Problems

LARGEST = 512 * 1024
MOST_ELEMENTS = 20_000
DEEPEST = 40
NOT_UTF8 = _("The file is not in UTF-8; save it in UTF-8 and load it again.")
_SEPARATOR = " "  # never part of a name


@dataclass(slots=True)
class Element:
    """One XML element: namespace and local name apart, attributes by (namespace, name), its line in the file."""

    ns: str
    tag: str
    line: int
    attrs: dict[tuple[str, str], str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute without namespace, trimmed."""
        return self.attrs.get(("", name), default).strip()

    @property
    def id(self) -> str:
        """The BPMN id, or an empty string."""
        return self.get("id")

    @property
    def text(self) -> str:
        """The text directly inside, trimmed."""
        return "".join(self.pieces).strip()

    def all(self, ns: str, *tags: str) -> Iterator[Element]:
        """Yield the children of one namespace with one of the names."""
        return (child for child in self.children if child.ns == ns and child.tag in tags)


class _Stop(Exception):
    """End the reading at once."""

    def __init__(self, code: str, message: str | Promise) -> None:
        self.code = code
        self.message = message
        super().__init__()


class _Builder:
    """What expat calls while it reads."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction
        self.parser.XmlDeclHandler = self.declaration
        self.stack: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise _Stop("size", _("The file has more than 20,000 XML elements; load a smaller flowchart."))
        if len(self.stack) >= DEEPEST:
            raise _Stop("depth", _("The XML elements are nested too deeply; a flowchart needs less than 40 levels."))
        ns, tag = _apart(name)
        attrs = {_apart(key): value for key, value in attributes.items()}
        element = Element(ns, tag, self.parser.CurrentLineNumber, attrs)
        if self.stack:
            self.stack[-1].children.append(element)
        else:
            self.root = element
        self.stack.append(element)

    def end(self, _name: str) -> None:
        self.stack.pop()

    def characters(self, data: str) -> None:
        self.stack[-1].pieces.append(data)

    def doctype(self, *_about: object) -> None:
        raise _Stop("doctype", _("Document types and entities are not accepted; delete the line with <!DOCTYPE."))

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in {"utf-8", "utf8"}:
            raise _Stop("encoding", NOT_UTF8)

    def instruction(self, *_about: object) -> None:
        raise _Stop("instruction", _("Processing instructions are not accepted; delete the <?…?> line."))


def _apart(name: str) -> tuple[str, str]:
    ns, _found, tag = name.rpartition(_SEPARATOR)
    return ns, tag


def read(data: bytes, problems: Problems) -> Element | None:
    """Return the root element, or note why the file cannot be read and return None."""
    if len(data) > LARGEST:
        line = data.count(b"\n", 0, LARGEST) + 1
        problems.add("size", line, "", _("The file is larger than 512 KB; remove pictures and unused parts."))
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        problems.add("encoding", data.count(b"\n", 0, fault.start) + 1, "", NOT_UTF8)
        return None
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword
    except _Stop as stop:
        problems.add(stop.code, builder.parser.CurrentLineNumber, "", stop.message)
    except expat.ExpatError as error:
        line = error.lineno
        problems.add("xml", line, "", _("This is not well-formed XML (%(why)s); export it again."), why=error)
    except (ValueError, LookupError):
        problems.add("encoding", 1, "", _("The encoding of the file is not known; save it as UTF-8."))
    return None if problems else builder.root
