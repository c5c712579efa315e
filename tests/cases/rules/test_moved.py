"""R33 accepts what an approved order moved, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from cases.history import happened
from cases.rules.chart import on_the_bound_version
from cases.rules.loading import load
from tests.cases.acts.world import a_world, registered
from tests.factories import flowcharts as charts
from tests.factories import flowcharts_exceptions as also

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_moved_case_keeps_its_record_and_is_faultless_only_by_its_order(client):
    world = a_world()
    case = registered(world)
    officer = world.people["lead"]
    client.force_login(officer)
    newer = also.republish(world.agency, "P", also.NOTED, at=also.LAID_AT, on=date(2026, 3, 14))
    assert reverse("move_new", args=[case.run_id]) in client.get(reverse("case", args=[case.pk])).content.decode()
    order = also.an_order(case.run, newer)
    for role in ("head", "supervisor"):
        also.an_order_approval(order, role)
    file = load(case, today=date(2026, 3, 20))
    assert [(m.from_number, m.to_number) for m in file.moves] == [(1, 2)]
    assert {s.version_number for s in file.steps} == {1, 2}
    assert file.charted == ("P01",)
    assert list(on_the_bound_version(file)) == []
    unordered = list(on_the_bound_version(replace(file, moves=())))
    assert {f.key.split(":")[0] for f in unordered} == {"version"}
    early = replace(file, moves=tuple(replace(m, on=date(2026, 1, 1)) for m in file.moves))
    assert list(on_the_bound_version(early))
    skipped = replace(file, charted=("P01", "P99"))
    assert [f.key for f in on_the_bound_version(skipped)] == ["skipped:P99"]
    assert happened(case)[0].title == "经批准转换流程图版本"
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert reverse("move_order", args=[order.pk]) in page


def test_a_law_laid_over_a_case_shows_on_its_page_and_timeline(client):
    world = a_world()
    case = registered(world)
    flowchart = case.run.version.flowchart
    overlay = also.draft_overlay(
        flowchart_id=flowchart.pk, by=charts.drafters(world.agency)[0], at=also.LAID_AT, law="中华人民共和国行政处罚法",
        article="第五十四条", from_on=date(2026, 3, 12), reason="核查期限改为十日",
    )  # fmt: skip
    also.an_item(overlay, "limit", "act:check_clue", value=10)
    also.agreed(overlay)
    client.force_login(world.people["lead"])
    assert "核查期限改为十日" in client.get(reverse("case", args=[case.pk])).content.decode()
    first = happened(case)[0]
    assert first.title == "本案适用了修改后的法律"
    assert "2026-03-31 → 2026-03-24" in first.text
