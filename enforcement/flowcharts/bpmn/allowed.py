"""Walk the XML tree and note everything that is not on the allow-list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.bpmn.tree import Element
from enforcement.flowcharts.bpmn.vocabulary import (
    BPMN,
    BPMNDI,
    COLOUR,
    DRAWING,
    EXECUTES,
    LAW,
    REASONS,
    SHAPES,
    TOOL,
    XSI,
)
from enforcement.flowcharts.problems import Problems

_VALUES = {
    ("startEvent", "isInterrupting"): {"true"},
    ("boundaryEvent", "cancelActivity"): {"true", "false"},
    ("process", "isExecutable"): {"true", "false"},
}


def check(root: Element, problems: Problems) -> None:
    """Note each element and attribute that a flowchart may not hold."""
    if (root.ns, root.tag) != (BPMN, "definitions"):
        problems.add("root", root.line, "", _("This is not a BPMN 2.0 file; it should begin with bpmn:definitions."))
        return
    _element(root, "", problems)


def _element(element: Element, owner: str, problems: Problems) -> None:
    owner = element.id or owner
    for (ns, name), value in element.attrs.items():
        if not _attribute_known(element, ns, name):
            _foreign_or_unknown_attribute(element, owner, ns, name, problems)
        elif value.strip() not in _VALUES.get((element.tag, name), {value.strip()}):
            problems.add(
                "value", element.line, owner, _("%(name)s may not be “%(value)s”; write true or false."),
                name=name, value=value,
            )  # fmt: skip
    for child in element.children:
        _child(element, child, owner, problems)


def _attribute_known(element: Element, ns: str, name: str) -> bool:
    if ns == "":
        return name in SHAPES[element.tag].attributes
    if ns == XSI:
        return name in {"type", "schemaLocation"}
    return ns in COLOUR or (ns == TOOL and element.tag == "definitions")


def _foreign_or_unknown_attribute(element: Element, owner: str, ns: str, name: str, problems: Problems) -> None:
    if ns:
        _vendor(element.line, owner, ns, name, problems)
    else:
        problems.add(
            "attribute", element.line, owner, _("The attribute %(name)s is not accepted on %(tag)s; delete it."),
            name=name, tag=element.tag,
        )  # fmt: skip


def _vendor(line: int, owner: str, ns: str, name: str, problems: Problems) -> None:
    if any(vendor in ns.lower() for vendor in EXECUTES):
        message = _("%(name)s belongs to a workflow product (%(ns)s) and may run programs; delete it.")
    else:
        message = _("%(name)s comes from an unknown extension (%(ns)s); delete it.")
    problems.add("vendor", line, owner, message, name=name, ns=ns)


def _child(parent: Element, child: Element, owner: str, problems: Problems) -> None:
    owner = child.id or owner
    if child.ns == BPMN and child.tag in SHAPES[parent.tag].children:
        _element(child, owner, problems)
    elif child.ns == BPMN:
        unknown = _("The element %(tag)s is not accepted inside %(parent)s; delete it.")
        code = "element" if child.tag not in REASONS else "refused"
        problems.add(code, child.line, owner, REASONS.get(child.tag, unknown), tag=child.tag, parent=parent.tag)
    elif parent.tag == "definitions" and (child.ns, child.tag) == (BPMNDI, "BPMNDiagram"):
        _drawing(child, owner, problems)
    elif not (child.ns == LAW and parent.tag == "extensionElements"):  # those are read by law.py
        _vendor(child.line, owner, child.ns or "-", child.tag, problems)


def _drawing(element: Element, owner: str, problems: Problems) -> None:
    owner = element.id or owner
    if element.ns not in DRAWING:
        _vendor(element.line, owner, element.ns or "-", element.tag, problems)
        return
    for ns, name in element.attrs:
        if ns and ns != XSI and ns not in DRAWING:
            _vendor(element.line, owner, ns, name, problems)
    for child in element.children:
        _drawing(child, owner, problems)
