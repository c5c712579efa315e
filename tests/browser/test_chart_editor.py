"""The table in a browser; the modeler, which loses nothing of the law; the security policy holds in both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.editor.begin import begin
from enforcement.flowcharts.editor.held import graph_of
from enforcement.flowcharts.publication.ship import FOLDER
from enforcement.organisation.models import Person
from tests.factories import flowcharts as make

pytestmark = pytest.mark.django_db(transaction=True)
LAW = re.compile(r"<law:(\w+)")
ROUND = """async (xml) => {
  const { warnings } = await modeler.importXML(xml);
  const registry = modeler.get('elementRegistry'), modeling = modeler.get('modeling'), stack = modeler.get('commandStack');
  const tasks = registry.filter((e) => e.type === 'bpmn:UserTask');
  for (const task of tasks.slice(0, 4)) modeling.moveElements([task], { x: 30, y: 20 });
  modeling.updateProperties(tasks[0], { name: '改名' });
  const made = modeling.appendShape(tasks[0], { type: 'bpmn:Task' });
  const isOurs = made.type === 'bpmn:UserTask' && made.businessObject.extensionElements.values[0].act === 'record';
  const edited = (await modeler.saveXML({ format: true })).xml;
  while (stack.canUndo()) stack.undo();
  const { xml: out } = await modeler.saveXML({ format: true });
  return { warnings: warnings.map((w) => w.message), edited, out, isOurs };
}"""


def test_nothing_of_the_law_is_lost_and_the_policy_holds(browse):
    agency = make.an_agency()
    drafter, *_approvers = make.drafters(agency)
    person = Person.objects.get(pk=drafter.person_id)
    sketch = begin(by=drafter, at=make.SHIPPED_AT, agency=agency, code="S", shipped="S")
    page = browse(f"/procedures/drafts/draw/{sketch.pk}/diagram/", as_=person)
    page.wait_for_selector("#modeler[data-warnings='0'] .djs-element[data-element-id='S01_show_card']")
    assert page.locator(".bjs-powered-by").is_visible()
    assert page.locator(".djs-palette .entry[data-action='create.task']").is_visible()
    assert page.locator(".djs-palette .entry[data-action='create.data-object']").count() == 0
    page.evaluate(
        "() => { const task = modeler.get('elementRegistry').get('S01_show_card');"
        " modeler.get('modeling').updateProperties(task, { name: '亮证执法' }); }"
    )
    page.wait_for_selector(".sketch-state:not(:empty)")
    page.wait_for_timeout(1500)
    sketch.refresh_from_db()
    assert graph_of(sketch).node["S01_show_card"].name == "亮证执法"
    assert graph_of(sketch).node["S01_show_card"].step
    for path in sorted(FOLDER.glob("*.bpmn")):
        round_trip(page, path)
    assert page.complaints == []


def test_a_chart_is_drawn_with_the_keyboard_and_every_change_is_there(browse):
    agency = make.an_agency()
    drafter, *_approvers = make.drafters(agency)
    sketch = begin(by=drafter, at=make.SHIPPED_AT, agency=agency, code="N")
    person = Person.objects.get(pk=drafter.person_id)
    page = browse(f"/procedures/drafts/draw/{sketch.pk}/?row=S01", as_=person)
    field = page.locator(".sketch-form [name=name]")
    field.fill("受理登记")
    page.keyboard.press("Tab")
    page.wait_for_selector(".sketch-rows a:has-text('受理登记')")
    page.wait_for_selector(".node[data-node=S01] text:has-text('受理登记')")
    assert page.evaluate("document.activeElement.name") == "code"
    page.locator("[data-do='add:task']").first.click()
    page.wait_for_selector(".sketch-rows a[aria-current]:has-text('S02')")
    condition = page.locator("[name='ways-0-condition']")
    condition.press_sequentially("outcome = ")
    page.wait_for_selector(".condition .cell-fault:not(:empty):not(.fine)")
    condition.fill("outcome == 'x'")
    page.wait_for_selector(".condition .cell-fault.fine")
    page.locator("[name=code]").fill("")
    page.keyboard.press("Tab")
    page.wait_for_selector(".sketch-refused p")
    assert page.locator("[name='ways-0-condition']").input_value() == "outcome == 'x'"
    page.locator("[name=code]").fill("S09")
    page.keyboard.press("Tab")
    page.wait_for_selector(".sketch-rows a[aria-current]:has-text('S09')")
    page.wait_for_selector(".sketch-said a[data-row]")  # a condition without “in all other cases” is a fault
    for stamp in (5, 6, 7):  # the code, the condition, the step
        page.locator("[data-do=undo]").click()
        page.wait_for_selector(f"#sketch[data-stamp='{stamp}']")
    sketch.refresh_from_db()
    assert [n.name for n in graph_of(sketch).steps] == ["受理登记"]
    # The browser itself reports each answer 422 as an error; nothing else is wrong.
    assert [said for said in page.complaints if "422" not in said] == []


def round_trip(page, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    told = page.evaluate(ROUND, text)
    assert told["warnings"] == [], path.stem
    assert told["isOurs"]
    assert sorted(LAW.findall(told["out"])) == sorted(LAW.findall(text)), path.stem
    before, after = parse(text.encode()), parse(told["out"].encode())
    assert {n.key: n for n in after.nodes} == {n.key: n for n in before.nodes}
    assert set(after.flows) == set(before.flows)
    assert (after.clocks, after.facts, after.title_en) == (before.clocks, before.facts, before.title_en)
    edited = parse(told["edited"].encode())
    assert len(edited.nodes) == len(before.nodes) + 1
