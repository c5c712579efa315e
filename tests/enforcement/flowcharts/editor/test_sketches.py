"""A chart is drawn in the browser, saved with every change, and kept as a draft."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enforcement.errors import NotAllowed
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.editor.begin import begin
from enforcement.flowcharts.editor.change import NothingToUndo, change, step
from enforcement.flowcharts.editor.doing import Doing
from enforcement.flowcharts.editor.held import ChangedMeanwhile, graph_of, held
from enforcement.flowcharts.editor.keep import keep
from enforcement.flowcharts.editor.models import Sketch, SketchText
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.ledger.models import Entry
from tests.factories import flowcharts as make
from tests.factories.flowcharts_editor import a_sketch

pytestmark = pytest.mark.django_db
AT = make.SHIPPED_AT


@pytest.fixture
def drafter(agency):
    return make.a_person("chart", agency=agency)


@pytest.fixture
def sketch(agency, drafter):
    return a_sketch(agency)


@pytest.fixture
def page(client, drafter, sketch):
    """Send to the page of the sketch as the browser does."""
    client.force_login(drafter)
    url = reverse("chart_sketch_parts", args=[sketch.pk])

    def send(do="change", row="S01", **fields):
        stamp = fields.pop("stamp", None) or Sketch.objects.get(pk=sketch.pk).stamp
        return client.post(url, {"do": do, "row": row, "stamp": stamp, **fields})

    return send


def test_each_change_is_saved_and_comes_back_with_table_picture_and_checks(page, sketch):
    answer = page("add:task")
    told = answer.json()
    assert answer.status_code == 200
    assert told["stamp"] == 1
    assert told["row"] in told["table"]
    assert "<svg" in told["picture"]
    assert graph_of(Sketch.objects.get()).node[told["row"]].step.act == "record"
    gone = page("delete", row="end").json()
    assert "S01" in gone["said"]  # no end can be reached, with a link to the row


def test_two_editors_do_not_overwrite_each_other(page, sketch):
    page("add:task")
    late = page("add:task", stamp=77)
    assert late.status_code == 409
    assert late.json()["refused"][0]
    assert late.json()["stamp"] == 1
    assert SketchText.objects.count() == 2


def test_what_no_chart_can_hold_is_refused_with_its_reason_and_not_saved(page, sketch):
    for fields, words in (({"code": "", "act": "record"}, "code"), ({"code": "S01", "act": "a b"}, "act"),
                          ({"code": "S01", "act": "record", "ways-0-target": "end", "ways-0-condition": "import os"}, "")):  # fmt: skip
        answer = page(**fields)
        assert answer.status_code == 422
        assert any(words in line for line in answer.json()["refused"])
    assert SketchText.objects.count() == 1


def test_changes_are_undone_and_done_again(drafter, sketch):
    by = make.actor(drafter)
    for n in range(2):
        change(sketch_id=sketch.pk, by=by, at=AT, stamp=n, edit=Doing("add:task", "S01", {}))
    assert len(graph_of(Sketch.objects.get()).steps) == 3
    step(sketch_id=sketch.pk, by=by, at=AT, stamp=2, states=-1)
    step(sketch_id=sketch.pk, by=by, at=AT, stamp=3, states=-1)
    assert len(graph_of(Sketch.objects.get()).steps) == 1
    with pytest.raises(NothingToUndo):
        step(sketch_id=sketch.pk, by=by, at=AT, stamp=4, states=-1)
    step(sketch_id=sketch.pk, by=by, at=AT, stamp=4, states=1)
    assert len(graph_of(Sketch.objects.get()).steps) == 2
    change(sketch_id=sketch.pk, by=by, at=AT, stamp=5, edit=Doing("add:end", "S01", {}))
    with pytest.raises(NothingToUndo):
        step(sketch_id=sketch.pk, by=by, at=AT, stamp=6, states=1)
    with pytest.raises(ChangedMeanwhile):
        change(sketch_id=sketch.pk, by=by, at=AT, stamp=5, edit=Doing("add:end", "S01", {}))


def test_a_new_version_begins_from_a_published_one_and_calls_are_named_again(agency, drafter):
    shipped = make.ship_all(agency)["P"]
    sketch = begin(by=make.actor(drafter), at=AT, agency=agency, code="P", version=shipped)
    assert {n.called for n in graph_of(sketch).nodes if n.called} >= {"H", "C"}
    assert not any(n.called.startswith("sha256") for n in graph_of(sketch).nodes)


def test_a_sketch_kept_as_a_draft_is_on_record_and_closed(agency, drafter, sketch, client):
    client.force_login(drafter)
    answer = client.post(reverse("chart_sketch_keep", args=[sketch.pk]), {"note": "初稿"})
    version = FlowchartVersion.objects.get()
    assert answer.url == reverse("chart_draft", args=[version.pk])
    assert (version.status, version.note) == ("draft", "初稿")
    assert parse(version.bpmn.encode()) == graph_of(sketch)
    assert Entry.objects.filter(verb="flowchart.draft").count() == 1
    assert client.get(reverse("chart_sketch", args=[sketch.pk])).status_code == 404


def test_only_those_who_draft_for_the_agency_may_draw(agency, sketch, client):
    stranger = make.a_person("chart", agency=make.an_agency("别的局"))
    client.force_login(stranger)
    for name in ("chart_sketch", "chart_sketch_parts", "chart_sketch_keep", "chart_sketch_condition"):
        assert client.get(reverse(name, args=[sketch.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        held(sketch.pk, make.actor(stranger))
    with pytest.raises(NotAllowed):
        keep(sketch_id=sketch.pk, by=make.actor(stranger), at=AT)
    with pytest.raises(NotAllowed):
        begin(by=make.actor(stranger), at=AT, agency=agency, code="N")


def test_conditions_are_checked_while_they_are_typed(client, drafter, sketch):
    client.force_login(drafter)
    url = reverse("chart_sketch_condition", args=[sketch.pk])
    ok = [
        client.get(url, {"text": text}).json()["ok"] for text in ("", "outcome == 'a'", "outcome = 'a'", "amount > 3")
    ]
    assert ok == [True, True, False, False]


def test_the_page_shows_every_shipped_chart(client, drafter, agency, django_assert_max_num_queries):
    client.force_login(drafter)
    for code in "PSQ":
        sketch = a_sketch(agency, code, code)
        with django_assert_max_num_queries(24):
            page = client.get(reverse("chart_sketch", args=[sketch.pk]), {"row": "start"})
        assert page.status_code == 200
        for node in graph_of(sketch).steps:
            assert f'data-row="{node.key}"' in page.content.decode()
