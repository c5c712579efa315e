"""Charts travel between installations in signed bundles, and arrive as drafts, all or none."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enforcement.errors import NotAllowed
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.bundles import signed
from enforcement.flowcharts.bundles.bundle import BundleUnreadable, BundleUntrusted, canonical, pack, unpack
from enforcement.flowcharts.bundles.take_in import ChartOfBundleRefused, take_in
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.ship import FOLDER
from enforcement.ledger.models import Entry
from enforcement.organisation.models import ParameterValue, Person
from tests.factories import flowcharts as make

pytestmark = pytest.mark.django_db
AT = make.SHIPPED_AT


@pytest.fixture
def bundle(agency):
    return pack([make.ship_all(agency)["P"]], at=AT)


@pytest.fixture
def receiver():
    return make.an_agency("另一地的局")


def resigned(bundle, **changes):
    """Return a bundle with something changed and signed anew, as its maker could."""
    told = {**json.loads(bundle), **changes}
    told.pop("signature")
    return json.dumps({**told, "signature": signed.sign(canonical(told))}).encode()


def test_called_charts_come_along_before_those_that_call_them(bundle, receiver):
    held = unpack(bundle, agency=receiver)
    assert [c["code"] for c in held.charts][-1] == "P"
    assert {"H", "C"} <= {c["code"] for c in held.charts}
    assert held.charts[-1]["bpmn"] == (FOLDER / "P.bpmn").read_text(encoding="utf-8")


def test_each_becomes_a_draft_and_none_is_published(bundle, receiver):
    drafter = make.drafters(receiver)[0]
    made = take_in(by=drafter, at=AT, agency=receiver, bundle=bundle)
    assert {v.status for v in made} == {"draft"}
    assert parse(made[-1].bpmn.encode()) == parse((FOLDER / "P.bpmn").read_bytes())
    assert Entry.objects.filter(verb="flowchart.take_in").count() == len(made)
    assert not FlowchartVersion.objects.filter(flowchart__agency=receiver).exclude(status="draft").exists()
    with pytest.raises(NotAllowed):
        take_in(by=make.drafters(receiver)[1], at=AT, agency=receiver, bundle=bundle)


def test_what_was_altered_or_comes_from_a_stranger_is_refused(bundle, receiver, monkeypatch):
    drafter = make.drafters(receiver)[0]
    for altered in (
        bundle.replace("负责人".encode(), "任何人".encode(), 1),
        bundle.replace(b'"number": 1', b'"number": 2', 1),
    ):
        with pytest.raises(BundleUntrusted):
            take_in(by=drafter, at=AT, agency=receiver, bundle=altered)
    theirs = signed.public_key()
    monkeypatch.setenv("CHART_BUNDLE_KEY", "the key of the receiving installation")
    with pytest.raises(BundleUntrusted):
        take_in(by=drafter, at=AT, agency=receiver, bundle=bundle)
    ParameterValue.objects.create(
        agency=receiver, code="chart.bundle_keys", value={"邻县": theirs}, from_on=AT.date(), set_by="测试", set_at=AT
    )
    assert unpack(bundle, agency=receiver).signer == "邻县"
    assert not FlowchartVersion.objects.filter(flowchart__agency=receiver).exists()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"signature": "x", "charts": []}', b"[" * 100_000])
def test_what_is_no_bundle_is_refused(receiver, content):
    with pytest.raises(BundleUnreadable):
        unpack(content, agency=receiver)


def test_one_bad_chart_keeps_all_out(bundle, receiver):
    charts = json.loads(bundle)["charts"]
    charts[-1]["bpmn"] = charts[-1]["bpmn"].replace("<bpmn:userTask", "<bpmn:scriptTask", 1).replace("</bpmn:userTask", "</bpmn:scriptTask", 1)  # fmt: skip
    with pytest.raises(ChartOfBundleRefused) as told:
        take_in(by=make.drafters(receiver)[0], at=AT, agency=receiver, bundle=resigned(bundle, charts=charts))
    assert told.value.problems[0].line > 0
    assert not FlowchartVersion.objects.filter(flowchart__agency=receiver).exists()


def test_the_pages_make_show_and_take_in_a_bundle(client, agency, receiver):
    version = make.ship_one(agency, "S")
    client.force_login(Person.objects.get(pk=make.drafters(receiver)[0].person_id))
    answer = client.post(reverse("chart_pack"), {"versions": [version.pk]})
    assert answer["Content-Disposition"].startswith("attachment")
    given = {"agency": receiver.pk, "bundle": SimpleUploadedFile("charts.json", answer.content)}
    page = client.post(reverse("chart_unpack"), given).content.decode()
    assert version.sha256 in page
    assert not FlowchartVersion.objects.filter(flowchart__agency=receiver).exists()
    taken = client.post(
        reverse("chart_take_in"), {"agency": receiver.pk, "bundle": answer.content.decode().replace("\n", "\r\n")}
    )
    assert taken.status_code == 303
    assert FlowchartVersion.objects.get(flowchart__agency=receiver).status == "draft"
    bad = client.post(reverse("chart_unpack"), {**given, "bundle": SimpleUploadedFile("x.json", b"{}")})
    assert bad.status_code == 422


def test_the_steps_for_programs_are_those_that_run(client, agency):
    version = make.ship_one(agency, "S")
    told = json.loads(client.get(reverse("procedure_json", args=[version.pk])).content)
    assert told["sha256"] == version.sha256
    assert [n["key"] for n in told["nodes"]] == [n.key for n in parse(version.bpmn.encode()).nodes]
