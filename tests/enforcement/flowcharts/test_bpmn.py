"""Files that are not flowcharts, or are more than flowcharts, are refused with the line and what to do."""

import pytest

from enforcement.flowcharts.bpmn import BpmnRefused, parse
from enforcement.flowcharts.bpmn.tree import MOST_ELEMENTS
from enforcement.flowcharts.graph import (
    Basis,
    CaseClock,
    DocumentRule,
    Extension,
    Fact,
    GuardRule,
    Limit,
    RoleRule,
    Suspension,
)
from enforcement.flowcharts.problems import Problems

SMALL = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:law="urn:x-gov-cn:enforcement:law:1" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:x="urn:unknown" id="d">
<bpmn:process id="X" name="试">
<bpmn:startEvent id="s"/>
<bpmn:userTask id="a" name="甲">
<bpmn:extensionElements>
<law:step code="01" act="record"><law:role ref="handle"/><law:outcome code="yes" name="是"/></law:step>
</bpmn:extensionElements>
</bpmn:userTask>
<bpmn:exclusiveGateway id="g" default="f3"/>
<bpmn:endEvent id="e"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
<bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="g"/>
<bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e"/>
<bpmn:sequenceFlow id="f4" sourceRef="g" targetRef="a"><bpmn:conditionExpression language="urn:x-gov-cn:enforcement:cond:1">outcome == 'yes'</bpmn:conditionExpression></bpmn:sequenceFlow>
</bpmn:process>
</bpmn:definitions>
"""
START = '<bpmn:startEvent id="s"/>'
END = '<bpmn:endEvent id="e"/>'
ROLE = '<law:role ref="handle"/>'
CONDITION = "outcome == 'yes'"
TASK = '<bpmn:userTask id="a" name="甲">'
CLOSING = "</bpmn:process>"
F1 = '<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a"/>'
LAW = "<bpmn:extensionElements>%s</bpmn:extensionElements>"


def after(text: str, more: str) -> tuple[str, str]:
    return text, text + more


HOSTILE = {
    # elements that run something, or that this system does not know
    "script task": (*after(END, '<bpmn:scriptTask id="z"><bpmn:script>import os</bpmn:script></bpmn:scriptTask>'), 11, "refused"),
    "service task": (*after(END, '<bpmn:serviceTask id="z"/>'), 11, "refused"),
    "send task": (*after(END, '<bpmn:sendTask id="z"/>'), 11, "refused"),
    "receive task": (*after(END, '<bpmn:receiveTask id="z"/>'), 11, "refused"),
    "business rule task": (*after(END, '<bpmn:businessRuleTask id="z"/>'), 11, "refused"),
    "plain task": (*after(END, '<bpmn:task id="z"/>'), 11, "refused"),
    "inclusive gateway": (*after(END, '<bpmn:inclusiveGateway id="z"/>'), 11, "refused"),
    "complex gateway": (*after(END, '<bpmn:complexGateway id="z"/>'), 11, "refused"),
    "event gateway": (*after(END, '<bpmn:eventBasedGateway id="z"/>'), 11, "refused"),
    "data object": (*after(END, '<bpmn:dataObject id="z"/>'), 11, "refused"),
    "transaction": (*after(END, '<bpmn:transaction id="z"/>'), 11, "refused"),
    "message start": (START, '<bpmn:startEvent id="s"><bpmn:messageEventDefinition/></bpmn:startEvent>', 4, "refused"),
    "error end": (END, '<bpmn:endEvent id="e"><bpmn:errorEventDefinition/></bpmn:endEvent>', 11, "refused"),
    "multi-instance": (TASK, TASK + "<bpmn:multiInstanceLoopCharacteristics/>", 5, "refused"),
    "message at the top": ("<bpmn:process", '<bpmn:message id="m"/><bpmn:process', 3, "refused"),
    "unknown element": (*after(END, '<bpmn:wonder id="z"/>'), 11, "element"),
    "element in the wrong place": (*after(END, "<bpmn:timeDuration/>"), 11, "element"),
    # attributes
    "camunda class": (TASK, '<bpmn:userTask id="a" name="甲" camunda:class="java.lang.Runtime">', 5, "vendor"),
    "unknown extension attribute": (TASK, '<bpmn:userTask id="a" name="甲" x:y="1">', 5, "vendor"),
    "implementation": (TASK, '<bpmn:userTask id="a" name="甲" implementation="##WebService">', 5, "attribute"),
    "event sub-process": (*after(END, '<bpmn:subProcess id="z" triggeredByEvent="true"/>'), 11, "attribute"),
    "strange true": ('<bpmn:process id="X"', '<bpmn:process isExecutable="perhaps" id="X"', 3, "value"),
    "camunda listener": ("<law:step", '<camunda:executionListener expression="${x}"/><law:step', 7, "vendor"),
    "element without namespace": (*after(END, "<plain/>"), 11, "vendor"),
    "law outside extension elements": (*after(END, '<law:fact name="x" type="text"/>'), 11, "vendor"),
    # XML itself
    "doctype": ("<bpmn:definitions", "<!DOCTYPE x [<!ENTITY a 'b'>]><bpmn:definitions", 2, "doctype"),
    "external entity": ("<bpmn:definitions", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><bpmn:definitions', 2, "doctype"),
    "stylesheet": ("<bpmn:definitions", '<?xml-stylesheet href="a.xsl"?><bpmn:definitions', 2, "instruction"),
    "undefined entity": ('name="甲"', 'name="&a;"', 5, "xml"),
    "cut off": (F1, "<bpmn:sequenceFlow", 13, "xml"),
    "attribute twice": ('id="s"', 'id="s" id="t"', 4, "xml"),
    "unknown encoding": ('encoding="UTF-8"', 'encoding="GB2312"', 1, "encoding"),
    "unknown prefix": (END, "<no:endEvent/>", 11, "xml"),
    # names and arrows
    "no id": (START, "<bpmn:startEvent/>", 4, "id"),
    "id twice": (END, '<bpmn:endEvent id="s"/>', 11, "id"),
    "id with blank": (START, '<bpmn:startEvent id="s t"/>', 4, "id"),
    "long name": ('name="甲"', f'name="{"长" * 201}"', 5, "name"),
    "arrow to nowhere": ('targetRef="a"/>', 'targetRef="nowhere"/>', 12, "arrow"),
    "arrow from nowhere": ('sourceRef="s"', 'sourceRef=""', 12, "arrow"),
    "default elsewhere": ('default="f3"', 'default="f1"', 10, "default"),
    "condition on the default": ('default="f3"', 'default="f4"', 15, "default"),
    # conditions
    "call in a condition": (CONDITION, "__import__('os').system('id')", 15, "condition"),
    "juel condition": (CONDITION, "${execution.getVariable('x')}", 15, "condition"),
    "long condition": (CONDITION, " or ".join(["outcome == 'yes'"] * 20), 15, "condition"),
    "empty condition": (CONDITION, "", 15, "condition"),
    "condition in another language": ("urn:x-gov-cn:enforcement:cond:1", "javascript", 15, "condition"),
    "two conditions": ("</bpmn:conditionExpression>", '</bpmn:conditionExpression><bpmn:conditionExpression language="urn:x-gov-cn:enforcement:cond:1">true</bpmn:conditionExpression>', 15, "condition"),
    # events and calls
    "call to nowhere": (*after(END, '<bpmn:callActivity id="z"/>'), 11, "called"),
    "call to an address": (*after(END, '<bpmn:callActivity id="z" calledElement="http://x"/>'), 11, "called"),
    "call to half a version": (*after(END, '<bpmn:callActivity id="z" calledElement="sha256:ab"/>'), 11, "called"),
    "catch without timer": (*after(END, '<bpmn:intermediateCatchEvent id="z"/>'), 11, "timer"),
    "timer without duration": (*after(END, '<bpmn:intermediateCatchEvent id="z"><bpmn:timerEventDefinition/></bpmn:intermediateCatchEvent>'), 11, "timer"),
    "timer cycle": (*after(END, '<bpmn:intermediateCatchEvent id="z"><bpmn:timerEventDefinition><bpmn:timeDuration>R/PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>'), 11, "timer"),
    "boundary on nothing": (*after(END, '<bpmn:boundaryEvent id="z"><bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>'), 11, "boundary"),
    "boundary on an end": (*after(END, '<bpmn:boundaryEvent id="z" attachedToRef="e"><bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>'), 11, "boundary"),
    # the law extension
    "role without duty": (ROLE, "<law:role/>", 7, "law-missing"),
    "duty with blank": (ROLE, '<law:role ref="drop table"/>', 7, "law-value"),
    "no people": (ROLE, '<law:role ref="handle" min="0"/>', 7, "law-value"),
    "perhaps certified": (ROLE, '<law:role ref="handle" certified="perhaps"/>', 7, "law-value"),
    "step without act": (' act="record"', "", 7, "law-missing"),
    "act as a path": ('act="record"', 'act="os.system"', 7, "law-value"),
    "unknown law element": (ROLE, "<law:run/>", 7, "law-element"),
    "law inside law": (ROLE, '<law:role ref="handle"><law:role ref="x"/></law:role>', 7, "law-element"),
    "foreign inside law": (ROLE, "<x:role/>", 7, "law-element"),
    "unknown law attribute": (ROLE, '<law:role ref="handle" run="x"/>', 7, "law-attribute"),
    "foreign law attribute": (ROLE, '<law:role ref="handle" camunda:x="x"/>', 7, "law-attribute"),
    "outcome twice": (ROLE, '<law:outcome code="yes" name="又"/>', 7, "law-twice"),
    "document twice": (ROLE, '<law:document code="a" name="甲"/><law:document code="a" name="乙"/>', 7, "law-twice"),
    "masses of outcomes": (ROLE, "".join(f'<law:outcome code="o{i}" name="果"/>' for i in range(41)), 7, "law-many"),
    "limit in weeks": (ROLE, '<law:limit value="2" unit="week"/>', 7, "law-value"),
    "limit of full-width digits": (ROLE, '<law:limit value="７" unit="working"/>', 7, "law-value"),
    "huge limit": (ROLE, '<law:limit value="99999999999" unit="working"/>', 7, "law-value"),
    "limit from the future": (ROLE, '<law:limit value="2" unit="working" from="tomorrow"/>', 7, "law-value"),
    "basis too long": (ROLE, f'<law:basis law="{"法" * 1001}"/>', 7, "law-value"),
    "hash of another kind": (ROLE, '<law:basis law="法" text-sha256="xyz"/>', 7, "law-value"),
    "guard without type": (ROLE, '<law:guard n="2"/>', 7, "law-missing"),
    "two law:step": ("</bpmn:extensionElements>", '</bpmn:extensionElements><bpmn:extensionElements><law:step code="02" act="record"/></bpmn:extensionElements>', 8, "law-step"),
    "law:step on a start": (START, '<bpmn:startEvent id="s">' + LAW % '<law:step code="1" act="record"/>' + "</bpmn:startEvent>", 4, "law-element"),
    "end without outcome": (END, '<bpmn:endEvent id="e">' + LAW % "<law:end/>" + "</bpmn:endEvent>", 11, "law-missing"),
    "fact named like a keyword": (START, LAW % '<law:fact name="and" type="text"/>' + START, 4, "law-fact"),
    "fact named outcome": (START, LAW % '<law:fact name="outcome" type="text"/>' + START, 4, "law-fact"),
    "fact of a strange type": (START, LAW % '<law:fact name="x" type="object"/>' + START, 4, "law-fact"),
    "fact twice": (START, LAW % '<law:fact name="x" type="text"/><law:fact name="x" type="text"/>' + START, 4, "law-twice"),
    "clock of another chart": (START, LAW % '<law:clock code="c" title="t" opens="enter:no" closes="leave:a" value="90" unit="calendar"/>' + START, 3, "clock"),
    "clock that opens somehow": (START, LAW % '<law:clock code="c" title="t" opens="a" closes="leave:a" value="90" unit="calendar"/>' + START, 4, "law-value"),
    # the frame
    "two processes": (CLOSING, CLOSING + '<bpmn:process id="Y"/>', 16, "process"),
    "lane of strangers": (START, START + '<bpmn:laneSet id="l"><bpmn:lane id="l1"><bpmn:flowNodeRef>no</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>', 4, "lane"),
    "pool of another process": ("<bpmn:process", '<bpmn:collaboration id="c"><bpmn:participant id="p" processRef="Y"/></bpmn:collaboration><bpmn:process', 3, "pool"),
    "drawing that loads": ("</bpmn:definitions>", '<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" id="D"><x:load/></di:BPMNDiagram></bpmn:definitions>', 17, "vendor"),
    "drawing with a script": ("</bpmn:definitions>", '<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" id="D" camunda:run="x"/></bpmn:definitions>', 17, "vendor"),
    "drawing without namespace": ("</bpmn:definitions>", '<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"><a/></di:BPMNDiagram></bpmn:definitions>', 17, "vendor"),
}  # fmt: skip


def refusal(data: bytes) -> BpmnRefused:
    with pytest.raises(BpmnRefused) as caught:
        parse(data)
    assert caught.value.status == 422
    return caught.value


@pytest.mark.parametrize(("old", "new", "line", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_or_malformed_file_is_refused_with_its_line(old: str, new: str, line: int, code: str) -> None:
    assert old in SMALL
    refused = refusal(SMALL.replace(old, new, 1).encode())
    assert (line, code) in [(problem.line, problem.code) for problem in refused.problems], [*map(str, refused.problems)]
    assert all(problem.sentence and "%(" not in problem.sentence for problem in refused.problems)


def test_the_small_chart_itself_is_accepted() -> None:
    graph = parse(SMALL.encode())
    assert [node.key for node in graph.nodes] == ["s", "a", "g", "e"]
    assert graph.start.key == "s"
    assert [node.key for node in graph.steps] == ["a"]
    assert [flow.key for flow in graph.flows if flow.is_default] == ["f3"]
    assert graph.leaving["g"][1].condition == CONDITION
    assert graph.node["a"].line == 5


def test_all_problems_are_listed_at_once_in_the_order_of_the_file() -> None:
    data = (
        SMALL.replace(START, "<bpmn:startEvent/>")
        .replace('targetRef="e"', 'targetRef="x"')
        .replace(END, END + "<bpmn:task/>")
    )
    problems = refusal(data.encode()).problems
    assert {problem.line for problem in problems} >= {4, 11, 14}
    assert [p.line for p in problems] == sorted(p.line for p in problems)
    assert str(problems[0]).startswith("4")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"<a" * 5000,
        b"\xff\xfe<\x00a\x00>\x00",
        b"not xml at all",
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
        b"<html><body/></html>",
        b"<a>" * 30 + b"</a>" * 30,
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>',
    ],
)
def test_what_is_not_bpmn_is_refused(data: bytes) -> None:
    assert refusal(data).problems


def test_a_file_above_512_kb_is_refused_unread() -> None:
    assert refusal(SMALL.encode() + b" " * 512 * 1024).problems[0].code == "size"


def test_deep_nesting_and_masses_of_elements_are_refused_at_once() -> None:
    assert refusal(b"<a>" * 100_000).problems[0].code == "depth"
    assert refusal(b"<a>" + b"<b/>" * (MOST_ELEMENTS + 1) + b"</a>").problems[0].code == "size"


def test_the_billion_laughs_are_refused_at_the_doctype() -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    data = f'<?xml version="1.0"?>\n<!DOCTYPE l [<!ENTITY l0 "ha">{laughs}]>\n<l>&l9;</l>'
    assert [(p.line, p.code) for p in refusal(data.encode()).problems] == [(2, "doctype")]


def test_more_than_300_nodes_are_refused() -> None:
    many = "".join(f'<bpmn:endEvent id="x{i}"/>\n' for i in range(300))
    problem = refusal(SMALL.replace(END, END + many).encode()).problems[-1]
    assert problem.code == "nodes"


def test_a_file_full_of_faults_lists_200_and_no_more() -> None:
    many = "<bpmn:task/>" * 1000
    assert len(refusal(SMALL.replace(END, END + many).encode()).problems) == Problems.most


@pytest.mark.parametrize("name", ["utf-16", "utf-32", "gbk", "latin-1"])
def test_another_encoding_is_refused_by_line_whatever_it_declares(name) -> None:
    text = SMALL.replace("UTF-8", name)
    for data in (text.encode(), text.encode(name, "replace"), SMALL.encode().replace("试".encode(), b"\xff")):
        with pytest.raises(BpmnRefused) as told:
            parse(data)
        assert told.value.problems[0].line > 0
        assert {p.code for p in told.value.problems} == {"encoding"}


FULL = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:law="urn:x-gov-cn:enforcement:law:1"
  xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="none"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
<collaboration id="c"><participant id="p" processRef="F"/></collaboration>
<process id="F" name="全" isExecutable="true">
<documentation>说明</documentation>
<extensionElements>
<law:title en="All"/>
<law:clock code="c" title="期限" opens="enter:a" closes="leave:sub" value="90" unit="calendar" basis="中华人民共和国行政处罚法 第六十条"/>
<law:fact name="amount" type="number" label="金额"/>
</extensionElements>
<laneSet id="ls"><lane id="l1" name="办案"><flowNodeRef>a</flowNodeRef></lane><lane id="l2"/></laneSet>
<startEvent id="s"><outgoing>f1</outgoing></startEvent>
<userTask id="a" name="甲"><extensionElements><law:step code="01" act="record" public="false" titleEn="A" note="注" risk="险">
<law:role ref="handle" min="2" certified="true"/><law:role ref="check" min=" "/>
<law:limit value="7" unit="working" from="event:notice_served" start="same-day" roll="backward" kind="internal" law="法" article="第一条"/>
<law:limit value="7" unit="working" basis="practice"/>
<law:extension by="30" unit="calendar" approver="decide" times="2" then="discuss" basis="b"/>
<law:suspend ground="hearing" clock="step" basis="b"/>
<law:basis law="法" article="第一条"/>
<law:document code="SD" name="送达回证" required="true" at="enter" signers="2" template="t"/>
<law:guard type="min_people" at="enter" basis="第四十二条" n="2" role="handle"/>
<law:outcome code="yes" name="是" nameEn="Yes"/>
</law:step></extensionElements></userTask>
<boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">P5D</timeDuration></timerEventDefinition></boundaryEvent>
<intermediateCatchEvent id="w"><timerEventDefinition><timeDuration>P1DT2H30M</timeDuration></timerEventDefinition></intermediateCatchEvent>
<subProcess id="sub"><startEvent id="s2"/><endEvent id="e2"/><sequenceFlow id="g1" sourceRef="s2" targetRef="e2"/></subProcess>
<callActivity id="h" calledElement="chart:H"/>
<callActivity id="v" calledElement="sha256:%s"/>
<endEvent id="e"><extensionElements><law:end outcome="done"/></extensionElements><terminateEventDefinition/></endEvent>
<endEvent id="e3"/>
<sequenceFlow id="f1" name="去" sourceRef="s" targetRef="a"/>
<sequenceFlow id="f2" sourceRef="a" targetRef="w"/>
<textAnnotation id="t"><text>注</text></textAnnotation><association id="as" sourceRef="a" targetRef="t"/>
</process>
<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="c"><bpmndi:BPMNShape id="S" bpmnElement="a" color:background-color="#fff"><dc:Bounds x="0" y="0" width="1" height="1"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
""" % ("ab" * 32)  # fmt: skip


def test_everything_of_the_subset_is_read() -> None:
    graph = parse(FULL.encode())
    law = "中华人民共和国行政处罚法"
    limit = Limit(90, "calendar", basis=f"{law} 第六十条", law=law, article="第六十条")
    assert graph.title_en == "All"
    assert graph.clocks == (CaseClock("c", "期限", limit, "enter:a", "leave:sub"),)
    assert graph.facts == (Fact("amount", "number", "金额"),)
    assert graph.lanes == (("办案", ("a",)), ("l2", ()))
    step = graph.node["a"].step
    assert step is not None
    assert (step.code, step.act, step.public, step.title_en, step.note, step.risk) == (
        "01",
        "record",
        False,
        "A",
        "注",
        "险",
    )
    assert step.roles == (RoleRule("handle", 2, certified=True), RoleRule("check"))
    assert step.limits == (
        Limit(7, "working", "event:notice_served", "same-day", "backward", "internal", "法第一条", "法", "第一条"),
        Limit(7, "working", basis="practice"),
    )
    assert step.extensions == (Extension(30, "calendar", "decide", 2, "discuss", "b"),)
    assert step.suspensions == (Suspension("hearing", "step", "b"),)
    assert step.bases == (Basis("法", "第一条"),)
    assert step.documents == (DocumentRule("SD", "送达回证", required=True, at="enter", signers=2, template="t"),)
    assert step.guards == (GuardRule("min_people", (("n", "2"), ("role", "handle")), "enter", "第四十二条"),)
    assert step.outcomes == (("yes", "是", "Yes"),)
    boundary = graph.node["b"]
    assert (boundary.timer, boundary.attached_to, boundary.interrupting) == ("P5D", "a", False)
    assert graph.node["w"].timer == "P1DT2H30M"
    assert graph.node["s2"].parent == "sub"
    assert graph.node["h"].called == "H"
    assert graph.node["v"].called == "sha256:" + "ab" * 32
    assert (graph.node["e"].outcome, graph.node["e"].terminate) == ("done", True)
    assert graph.node["e3"].outcome == ""


def test_two_pools_are_refused() -> None:
    pools = '<participant id="p" processRef="F"/><participant id="q" processRef="F"/>'
    data = FULL.replace('<participant id="p" processRef="F"/>', pools)
    assert {p.code for p in refusal(data.encode()).problems} == {"pool"}
