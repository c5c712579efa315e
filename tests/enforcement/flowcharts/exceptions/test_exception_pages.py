"""The pages of both exceptions: drafted, judged and asked for by the forms; seen by those who may."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from enforcement.flowcharts.models import Overlay, Run, VersionOrder
from enforcement.web import worklist
from tests.factories import flowcharts as make
from tests.factories import flowcharts_exceptions as also

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args))


def sent(client, person, name, *args, **told):
    client.force_login(person)
    return client.post(reverse(name, args=args), told)


def test_an_overlay_is_drafted_filled_and_agreed_by_the_pages(client, agency, published_charts):
    drafter, one, two = (by.person_id for by in make.drafters(agency))
    drafter, one, two = (make.Person.objects.get(pk=pk) for pk in (drafter, one, two))
    told = {
        "flowchart_id": published_charts["P"].flowchart_id, "law": "中华人民共和国行政处罚法", "article": "第六十条",
        "from_on": "2026-03-10", "reason": "期限改为六十日",
    }  # fmt: skip
    assert sent(client, drafter, "overlay_new", **told).status_code == 303
    overlay = Overlay.objects.get()
    assert "尚未填写改变的内容" in page_of(client, drafter, "overlay", overlay.pk).content.decode()
    assert (
        sent(
            client, drafter, "overlay_add", overlay.pk, "clock", target="decision", value=60, unit="calendar"
        ).status_code
        == 303
    )
    assert (
        sent(
            client, drafter, "overlay_add", overlay.pk, "guard", target="P06", type="min_people", given="n=x"
        ).status_code
        == 422
    )
    good = sent(client, drafter, "overlay_add", overlay.pk, "guard", target="P06", type="not_recused", given="")
    assert good.status_code == 303
    assert sent(client, drafter, "overlay_drop", overlay.pk, overlay.items.last().pk).status_code == 302
    assert sent(client, drafter, "overlay_act", overlay.pk, "approve").status_code == 403
    for approver in (one, two):
        assert overlay.article in page_of(client, approver, "overlay_list").content.decode()
        assert sent(client, approver, "overlay_act", overlay.pk, "approve", comment="同意").status_code == 303
    overlay.refresh_from_db()
    assert overlay.status == "laid"
    shown = client.get(reverse("procedure", args=[published_charts["P"].pk])).content.decode()
    assert "期限改为六十日" in shown
    assert one.name in shown


def test_an_order_is_asked_for_and_approved_by_the_pages(client, agency, procedure):
    case = procedure("P")
    case.walk("P01:registered P02:checked")
    officer = make.a_person("handle", agency=agency)
    assert "没有可转的版本" in page_of(client, officer, "move_new", case.run.pk).content.decode()
    newer = also.republish(agency, "P", also.NOTED, at=also.LAID_AT, on=date(2026, 3, 14))
    page = page_of(client, officer, "move_new", case.run.pk).content.decode()
    assert "P03 立案审批" in page
    (node,) = also.places_of(case.run)
    wrong = sent(client, officer, "move_new", case.run.pk, **{f"node_{node}": "", "reason": "旧图有误"})
    assert (wrong.status_code, "旧图有误" in wrong.content.decode()) == (422, True)
    done = sent(client, officer, "move_new", case.run.pk, **{f"node_{node}": "P03_file_case", "reason": "旧图有误"})
    order = VersionOrder.objects.get()
    assert done.url == reverse("move_order", args=[order.pk])
    assert page_of(client, officer, "move_act", order.pk, "approve").status_code == 404
    for duty, role in (("decide", "head"), ("supervise", "supervisor")):
        person = make.a_person(duty, agency=agency)
        assert "旧图有误" in page_of(client, person, "move_order", order.pk).content.decode()
        assert sent(client, person, "move_act", order.pk, "approve", role=role).status_code == 303
    assert Run.objects.get(pk=case.run.pk).version == newer
    assert "已转版" in page_of(client, officer, "move_orders").content.decode()


def test_others_agencies_are_not_found(client, agency, procedure):
    case = procedure("P")
    overlay = also.an_overlay(agency)
    elsewhere = make.an_agency("乐陵市农业农村局")
    other = make.a_person("handle", "chart", agency=elsewhere)
    assert page_of(client, other, "overlay", overlay.pk).status_code == 404
    assert page_of(client, other, "move_new", case.run.pk).status_code == 404


def test_the_desk_says_what_waits(rf, agency, procedure):
    case = procedure("P")
    newer = also.republish(agency, "P", also.NOTED, at=also.LAID_AT, on=date(2026, 3, 14))
    order = also.an_order(case.run, newer)
    overlay = also.an_overlay(agency, "S")
    also.an_item(overlay, "limit", "S06", value=3)
    person = make.a_person("decide", "approve_chart", agency=agency)
    request = rf.get("/")
    request.user = person
    urls = {item.url for source in worklist._sources.values() for item in source(request)}
    assert {reverse("overlay", args=[overlay.pk]), reverse("move_order", args=[order.pk])} <= urls
