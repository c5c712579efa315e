from __future__ import annotations

import pytest

from enforcement.flowcharts import store
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.ledger.models import Entry
from tests.factories import flowcharts as make

pytestmark = pytest.mark.django_db


def test_every_shipped_chart_is_published_through_the_acts(published_charts, agency):
    assert {v.status for v in published_charts.values()} == {"published"}
    entries = Entry.objects.filter(series__startswith="flowchart:")
    assert entries.count() == 8 * 5
    verbs = list(
        entries.filter(series=f"flowchart:{published_charts['P'].flowchart_id}")
        .order_by("seq")
        .values_list("verb", flat=True)
    )
    assert verbs == [
        "flowchart.draft",
        "flowchart.submit",
        "flowchart.approve",
        "flowchart.approve",
        "flowchart.publish",
    ]


@pytest.mark.parametrize("code", ["S", "H", "C", "T", "P", "V", "Q", "D"])
def test_the_rows_read_back_as_the_graph_that_was_written(published_charts, code):
    version = FlowchartVersion.objects.get(pk=published_charts[code].pk)
    assert store.read(version) == parse(version.bpmn.encode())


def test_calls_are_pinned_to_hashes(published_charts):
    called = {n.called for n in store.graph_of(published_charts["P"].pk).nodes if n.called}
    assert called == {f"sha256:{published_charts[c].sha256}" for c in "HCT"}


def test_shipping_twice_publishes_once(published_charts, agency):
    again = make.ship_all(agency)
    assert {v.pk for v in again.values()} == {v.pk for v in published_charts.values()}
