"""Files that a flowchart must not be: each with a name, its bytes, and the code of the problem that names it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

NS = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:law="urn:x-gov-cn:enforcement:law:1"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
COND = "urn:x-gov-cn:enforcement:cond:1"
STEP = (
    '<bpmn:extensionElements><law:step code="{0}" act="record"><law:role ref="handle"/>'
    '<law:basis law="中华人民共和国行政处罚法" article="第四条"/></law:step>'
    "</bpmn:extensionElements>"
)
TASK = '<bpmn:userTask id="{0}" name="办理">' + STEP + "</bpmn:userTask>\n"
FLOW = '<bpmn:sequenceFlow id="{2}" sourceRef="{0}" targetRef="{1}"/>\n'
File = tuple[str, bytes, str]


def chart(inside: str = "", *, before: str = "", more: str = "", root: str = "") -> str:
    """Return a small sound chart with something put into its process, before it, or on its root."""
    return (
        f'{HEAD}{before}<bpmn:definitions {NS} id="d" targetNamespace="urn:x"{root}>\n'
        '<bpmn:process id="X" name="试验" isExecutable="false">\n'
        '<bpmn:startEvent id="start"/>\n' + TASK.format("T1") + '<bpmn:endEvent id="end"/>\n'
        + FLOW.format("start", "T1", "f1") + FLOW.format("T1", "end", "f2")
        + f"{inside}\n</bpmn:process>\n{more}</bpmn:definitions>\n"
    )  # fmt: skip


def condition(text: str, language: str = COND) -> str:
    """Return an arrow with a condition."""
    return (
        '<bpmn:sequenceFlow id="fx" sourceRef="T1" targetRef="end"><bpmn:conditionExpression'
        f' xsi:type="bpmn:tFormalExpression" language="{language}">{text}</bpmn:conditionExpression>'
        "</bpmn:sequenceFlow>"
    )


def all_files() -> Iterator[File]:
    """Yield every file."""
    for make in (_programs, _constructs, _conditions, _vendors, _entities, _encodings, _sizes, _identities, _calls):
        yield from ((name, text if isinstance(text, bytes) else text.encode(), code) for name, text, code in make())


def _programs() -> Iterator[tuple[str, str | bytes, str]]:
    for tag, inside in (
        ("scriptTask", "<bpmn:script>import os; os.system('id')</bpmn:script>"), ("serviceTask", ""),
        ("businessRuleTask", ""), ("sendTask", ""), ("receiveTask", ""), ("manualTask", ""), ("task", ""),
    ):  # fmt: skip
        yield tag, chart(f'<bpmn:{tag} id="e" name="x">{inside}</bpmn:{tag}>'), "refused"
    yield "script in a script", chart("<bpmn:script>rm -rf /</bpmn:script>"), "refused"
    yield "HTML in a note", chart("<bpmn:documentation><script>alert(1)</script></bpmn:documentation>"), "vendor"
    yield "operation of a service", chart(more='<bpmn:interface id="i" name="n"/>'), "element"
    yield "import of another file", chart(more='<bpmn:import importType="x" location="file:///etc/passwd"/>'), "element"


def _constructs() -> Iterator[tuple[str, str | bytes, str]]:
    for tag in ("inclusiveGateway", "complexGateway", "eventBasedGateway", "transaction", "adHocSubProcess",
                "dataObject", "dataStoreReference", "intermediateThrowEvent"):  # fmt: skip
        yield tag, chart(f'<bpmn:{tag} id="e"/>'), "refused"
    for tag in ("multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "ioSpecification"):
        yield tag, chart(f'<bpmn:userTask id="e"><bpmn:{tag}/></bpmn:userTask>'), "refused"
    for tag in ("message", "signal", "compensate", "conditional", "error", "link"):
        event = f'<bpmn:intermediateCatchEvent id="e"><bpmn:{tag}EventDefinition/></bpmn:intermediateCatchEvent>'
        yield f"{tag} event", chart(event), "refused"
    timer = (
        '<bpmn:intermediateCatchEvent id="e"><bpmn:timerEventDefinition>{}</bpmn:timerEventDefinition>'
        "</bpmn:intermediateCatchEvent>"
    )
    yield "a timer for ever", chart(timer.format("<bpmn:timeCycle>R/PT1S</bpmn:timeCycle>")), "element"
    yield "a duration of code", chart(timer.format("<bpmn:timeDuration>${evil}</bpmn:timeDuration>")), "timer"
    yield "two processes", chart(more='<bpmn:process id="Y" name="y"/>'), "process"
    yield "two pools", chart(more='<bpmn:collaboration id="c"><bpmn:participant id="p" processRef="X"/>'
                             '<bpmn:participant id="q"/></bpmn:collaboration>'), "pool"  # fmt: skip
    yield "a choreography", chart(more='<bpmn:choreography id="c"/>'), "element"


def _conditions() -> Iterator[tuple[str, str | bytes, str]]:
    for name, text in {
        "import": "__import__('os').system('id')", "attribute": "outcome.__class__ == 'x'", "call": "open('x') == 'y'",
        "lambda": "(lambda: true)()", "template": "{{ 7*7 }} == 49", "JUEL": "${execution.kill()}",
        "SQL": "1; DROP TABLE x",
        "lookalike": "оutcome == 'a'", "deep": "(" * 60 + "true" + ")" * 60, "long": "outcome == '" + "a" * 400 + "'",
        "backslash": r"outcome == 'a\'b'", "bare value": "'yes'",
    }.items():  # fmt: skip
        yield f"condition: {name}", chart(condition(text)), "condition"
    yield "condition in Python", chart(condition("True", "python")), "condition"
    yield "condition in CDATA", chart(condition("<![CDATA[exec('x')]]>")), "condition"
    yield "condition holding markup", chart(condition("<evil/>")), "vendor"


def _vendors() -> Iterator[tuple[str, str | bytes, str]]:
    for name, space, attribute in (
        ("camunda", "http://camunda.org/schema/1.0/bpmn", "class"),
        ("flowable", "http://flowable.org/bpmn", "delegateExpression"),
        ("activiti", "http://activiti.org/bpmn", "formKey"), ("zeebe", "http://camunda.org/schema/zeebe/1.0", "type"),
        ("drools", "http://www.jboss.org/drools", "ruleFlowGroup"),
        ("spiff", "http://spiffworkflow.org/bpmn/schema/1.0/core", "x"),
        ("unknown", "urn:whoever", "run"),
    ):  # fmt: skip
        task = f'<bpmn:userTask id="e" xmlns:v="{space}" v:{attribute}="com.evil.Run"/>'
        yield f"attribute of {name}", chart(task), "vendor"
        inside = f'<bpmn:extensionElements xmlns:v="{space}"><v:execute>calc</v:execute></bpmn:extensionElements>'
        yield f"element of {name}", chart(f'<bpmn:userTask id="e">{inside}</bpmn:userTask>'), "vendor"
    xinclude = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    yield "XInclude", chart(xinclude), "vendor"
    yield "an unknown law element", chart(TASK.format("e").replace("law:role", "law:run")), "law-element"
    loaded = TASK.format("e").replace('act="record"', 'act="record" onload="x"')
    yield "an unknown law attribute", chart(loaded), "law-attribute"
    yield "an act that is code", chart(TASK.format("e").replace('"record"', '"os.system"')), "law-value"


def _entities() -> Iterator[tuple[str, str | bytes, str]]:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    yield "a billion laughs", chart("&l9;", before=f'<!DOCTYPE d [<!ENTITY l0 "lol">{laughs}]>\n'), "doctype"
    yield "an external entity", chart("&x;", before='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/x">]>\n'), "doctype"
    yield "a remote DTD", chart(before='<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">\n'), "doctype"
    yield "a parameter entity", chart(before='<!DOCTYPE d [<!ENTITY % p SYSTEM "http://x:9/">%p;]>\n'), "doctype"
    yield "quadratic blow-up", chart("&a;" * 2000, before=f'<!DOCTYPE d [<!ENTITY a "{"a" * 50000}">]>\n'), "doctype"
    yield "an undeclared entity", chart("&nbsp;"), "xml"
    yield "a style sheet", chart(before='<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>\n'), "instruction"
    yield "a PHP instruction", chart("<?php system('id') ?>"), "instruction"


def _encodings() -> Iterator[tuple[str, str | bytes, str]]:
    plain = chart()
    yield "UTF-16", plain.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"), "encoding"
    yield "UTF-32", plain.encode("utf-32"), "encoding"
    yield "UTF-7 declared", plain.replace('"UTF-8"', '"UTF-7"'), "encoding"
    yield "EBCDIC declared", plain.replace('"UTF-8"', '"cp037"'), "encoding"
    yield "Latin-1 over UTF-8", plain.replace('"UTF-8"', '"ISO-8859-1"'), "encoding"
    yield "GBK", plain.replace('"UTF-8"', '"GBK"').encode("gbk"), "encoding"
    yield "overlong UTF-8", plain.encode().replace(b'name="', b'name="\xc0\xbcscript', 1), "encoding"
    yield "a lone surrogate", plain.encode().replace(b'name="', b'name="\xed\xa0\x80', 1), "encoding"
    yield "a null byte", plain.encode().replace(b'name="', b'name="\x00', 1), "xml"
    yield "a control character", plain.replace('name="', 'name="&#7;', 1), "xml"


def _sizes() -> Iterator[tuple[str, str | bytes, str]]:
    yield "600 KB", chart("<!-- " + "x\n" * 300_000 + "-->"), "size"
    yield "10 MB", chart("<!-- " + "x" * 10_000_000 + "-->"), "size"
    yield "30,000 elements", chart("<bpmn:documentation/>" * 24_000), "size"
    yield "nested 300 deep", chart("<bpmn:extensionElements>" * 300 + "</bpmn:extensionElements>" * 300), "depth"
    many = "".join(f'<bpmn:subProcess id="p{i}">' for i in range(60)) + "</bpmn:subProcess>" * 60
    yield "sub-processes 60 deep", chart(many), "depth"
    yield "400 steps", chart("".join(f'<bpmn:userTask id="n{i}"/>' for i in range(400))), "nodes"
    yield "a name of 100,000 characters", chart(f'<bpmn:endEvent id="e" name="{"长" * 100_000}"/>'), "name"
    crowded = TASK.format("e").replace("<law:role", '<law:role ref="handle"/>' * 500 + "<law:role")
    yield "500 roles in a step", chart(crowded), "law-many"
    yield "an empty file", b"", "xml"
    yield "a page of HTML", b"<html><body onload='x'>hello</body></html>", "root"
    yield "a ZIP archive", _zipped(chart()), "encoding"
    yield "a truncated file", chart()[:600], "xml"


def _zipped(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../chart.bpmn", text)
    return stream.getvalue() + b"\xff\xfe"


def _identities() -> Iterator[tuple[str, str | bytes, str]]:
    yield "an id twice", chart(TASK.format("T1")), "id"
    yield "an arrow with a node's id", chart(FLOW.format("T1", "end", "T1")), "id"
    yield "an id of markup", chart('<bpmn:endEvent id="&quot;&gt;&lt;script&gt;"/>'), "id"
    yield "an id of a path", chart('<bpmn:endEvent id="../../etc/passwd"/>'), "id"
    yield "no id at all", chart("<bpmn:endEvent/>"), "id"
    yield "an attribute twice", chart('<bpmn:endEvent id="e" id="f"/>'), "xml"
    yield "an arrow to nowhere", chart(FLOW.format("T1", "ghost", "fx")), "arrow"
    lane = (
        '<bpmn:laneSet id="l"><bpmn:lane id="m"><bpmn:flowNodeRef>ghost</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>'
    )
    yield "a lane of strangers", chart(lane), "lane"


def _calls() -> Iterator[tuple[str, str | bytes, str]]:
    call = '<bpmn:callActivity id="e" name="另图" calledElement="{}">' + STEP.format("T2") + "</bpmn:callActivity>"
    wrong = {"a path": "chart:../../P", "an address": "http://127.0.0.1:9/x.bpmn", "a wrong hash": "sha256:abc"}
    for name, target in wrong.items():
        yield f"a call of {name}", chart(call.format(target)), "called"
    yield "a chart that calls itself", chart(call.format("chart:X")), "cycle"
    yield "a chart called by what it calls", chart(call.format("chart:Y")), "cycle"
