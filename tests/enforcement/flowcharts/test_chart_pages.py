from __future__ import annotations

import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from enforcement.flowcharts import lint
from enforcement.flowcharts.models import Flowchart, FlowchartVersion
from enforcement.flowcharts.publication.approve import approve
from enforcement.flowcharts.publication.draft import draft
from enforcement.flowcharts.publication.ship import FOLDER
from enforcement.flowcharts.publication.submit import submit
from enforcement.web import worklist
from tests.factories import flowcharts as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafter(agency):
    return make.a_person("chart", agency=agency, name="起草人")


@pytest.fixture
def approver(agency):
    return make.a_person("approve_chart", agency=agency, name="审批人")


@pytest.fixture
def draft_p(agency, drafter):
    make.ship_one(agency, "H")
    make.ship_one(agency, "C")
    make.ship_one(agency, "T")
    return draft(
        agency=agency,
        code="P",
        by=make.actor(drafter, agency),
        at=make.SHIPPED_AT,
        bpmn=(FOLDER / "P.bpmn").read_bytes(),
    )


def chart(content: bytes | None = None, name: str = "P.bpmn") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or (FOLDER / "S.bpmn").read_bytes())


class TestPublic:
    def test_the_page_of_rules_explains_each_rule_with_its_article_and_its_days(self, client):
        page = client.get(reverse("chart_rules")).content.decode()
        for rule in lint.catalogue():
            assert f'id="{rule.code}"' in page
            assert rule.article in page
        assert "2021" in page
        assert "%(" not in page

    def test_the_list_takes_the_same_statements_however_long(self, client, agency, django_assert_num_queries):
        make.ship_one(agency, "S")
        client.get(reverse("procedure_list"))
        with django_assert_num_queries(4):
            assert "行政处罚简易程序" in client.get(reverse("procedure_list")).content.decode()
        for code in "HCV":
            make.ship_one(agency, code)
        with django_assert_num_queries(4):
            page = client.get(reverse("procedure_list")).content.decode()
        assert page.count("/procedures/") >= 4

    def test_a_procedure_shows_its_steps_first_then_the_picture(self, client, published_charts):
        page = client.get(reverse("procedure", args=[published_charts["P"].pk])).content.decode()
        table, picture = (
            page.index('id="step-P01"'),
            page.index('<svg xmlns="http://www.w3.org/2000/svg" class="chart"'),
        )
        assert table < picture < page.index(published_charts["P"].sha256)
        assert "中华人民共和国行政处罚法第六十二条" in page
        assert "负责人审查决定" in page

    def test_a_procedure_takes_the_same_statements_for_one_and_many_versions(
        self, client, published_charts, django_assert_num_queries
    ):
        url = reverse("procedure", args=[published_charts["P"].pk])
        client.get(url)
        with django_assert_num_queries(4):  # the version, its chart, its steps, and what was laid over it
            client.get(url)

    def test_no_picture_breaks_the_content_security_policy(self, client, published_charts):
        for version in published_charts.values():
            page = client.get(reverse("procedure", args=[version.pk])).content.decode()
            assert "style=" not in page
            assert "<style" not in page
            assert not re.search(r"<script(?![^>]*src)", page)

    def test_the_file_is_the_one_whose_hash_is_shown(self, client, published_charts):
        version = published_charts["P"]
        content = client.get(reverse("procedure_bpmn", args=[version.pk])).content
        assert hashlib.sha256(content).hexdigest() == version.sha256

    def test_the_picture_and_the_poster_can_be_taken_along(self, client, published_charts):
        import pypdfium2

        version = published_charts["P"]
        assert client.get(reverse("procedure_svg", args=[version.pk])).content.startswith(b"<svg")
        pdf = client.get(reverse("procedure_poster", args=[version.pk])).content
        text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
        for said in ("行政处罚普通程序", "负责人审查决定", version.sha256, "P14", "第1版"):
            assert said in text

    @pytest.mark.parametrize("name", ["procedure", "procedure_bpmn", "procedure_svg", "procedure_poster"])
    def test_a_draft_is_not_public(self, client, draft_p, name):
        assert client.get(reverse(name, args=[draft_p.pk])).status_code == 404
        assert client.get(reverse(name, args=[10**6])).status_code == 404

    def test_an_older_version_can_be_read_and_says_so(self, client, agency, drafter, approver):
        old = make.ship_one(agency, "S")
        one, two = approver, make.a_person("approve_chart", agency=agency)
        text = (FOLDER / "S.bpmn").read_text(encoding="utf-8").replace("表明身份", "亮证表明身份", 1)
        new = draft(flowchart_id=old.flowchart_id, by=make.actor(drafter), at=make.SHIPPED_AT, bpmn=text.encode())
        submit(version_id=new.pk, by=make.actor(drafter), at=make.SHIPPED_AT)
        for person in (one, two):
            approve(version_id=new.pk, by=make.actor(person), at=make.SHIPPED_AT)
        from enforcement.flowcharts.publication.publish import publish

        publish(version_id=new.pk, by=make.actor(one), at=make.SHIPPED_AT, effective_on=make.EFFECTIVE_ON)
        page = client.get(reverse("procedure", args=[old.pk])).content.decode()
        assert reverse("procedure", args=[new.pk]) in page
        assert "旧版本" in page or "older version" in page.lower()

    def test_english_readers_read_english(self, client, published_charts):
        client.cookies["language"] = "en"
        page = client.get(reverse("procedure", args=[published_charts["P"].pk])).content.decode()
        assert "General procedure of administrative penalty" in page
        assert "Investigate and take evidence" in page
        assert "Case handling, 2 or more (certified)" in page


class TestStaff:
    def test_a_chart_goes_from_file_to_force_over_the_pages(self, client, agency, drafter, approver):
        second = make.a_person("approve_chart", agency=agency)
        client.force_login(drafter)
        told = client.post(reverse("chart_upload"), {"agency": agency.pk, "code": "S", "bpmn": chart(), "note": "首版"})
        version = FlowchartVersion.objects.get()
        assert (told.status_code, told["Location"]) == (303, reverse("chart_draft", args=[version.pk]))
        assert client.post(reverse("chart_act", args=[version.pk, "submit"])).status_code == 303
        for person in (approver, second):
            client.force_login(person)
            assert (
                client.post(reverse("chart_act", args=[version.pk, "approve"]), {"comment": "同意"}).status_code == 303
            )
        client.force_login(drafter)
        today = timezone.localdate()
        told = client.post(reverse("chart_act", args=[version.pk, "publish"]), {"effective_on": today.isoformat()})
        assert told.status_code == 303
        version.refresh_from_db()
        assert (version.status, version.effective_on) == ("published", today)
        assert version.svg.startswith("<svg")

    def test_the_faults_of_a_file_are_listed_with_their_lines(self, client, agency, drafter):
        client.force_login(drafter)
        text = (FOLDER / "S.bpmn").read_text(encoding="utf-8").replace("bpmn:userTask", "bpmn:scriptTask")
        told = client.post(reverse("chart_upload"), {"agency": agency.pk, "code": "S", "bpmn": chart(text.encode())})
        assert told.status_code == 422
        assert told.context["form"].problems
        line = next(n for n, one in enumerate(text.splitlines(), 1) if "scriptTask" in one)
        assert f">{line}</td>" in told.content.decode()
        assert not Flowchart.objects.exists()

    @pytest.mark.parametrize(
        ("content", "name"),
        [(b"<x/>", "a.exe"), (b" " * (513 * 1024), "a.bpmn"), (b"no xml", "a.bpmn"), (b"<x/>", "a.bpmn")],
    )
    def test_what_is_no_chart_is_refused(self, client, agency, drafter, content, name):
        client.force_login(drafter)
        told = client.post(reverse("chart_upload"), {"agency": agency.pk, "code": "S", "bpmn": chart(content, name)})
        assert told.status_code == 422
        assert not FlowchartVersion.objects.exists()

    def test_another_agency_is_as_if_it_were_not(self, client, draft_p):
        stranger = make.a_person("chart", "approve_chart", agency=make.an_agency("乐陵市农业农村局"))
        client.force_login(stranger)
        for url in (
            reverse("chart_draft", args=[draft_p.pk]),
            reverse("chart_act", args=[draft_p.pk, "submit"]),
            reverse("chart_draft", args=[10**6]),
        ):
            assert client.get(url).status_code == 404
        assert str(draft_p.flowchart) not in client.get(reverse("chart_drafts")).content.decode()

    def test_without_the_duty_nothing_opens(self, client, agency, draft_p):
        client.force_login(make.a_person("handle", agency=agency))
        for url in (reverse("chart_drafts"), reverse("chart_upload"), reverse("chart_draft", args=[draft_p.pk])):
            assert client.get(url).status_code == 403

    def test_the_list_of_drafts_takes_the_same_statements_however_long(
        self, client, agency, drafter, draft_p, django_assert_num_queries
    ):
        client.force_login(drafter)
        client.get(reverse("chart_drafts"))
        with django_assert_num_queries(10):
            client.get(reverse("chart_drafts"))
        for _n in range(3):
            draft(
                flowchart_id=draft_p.flowchart_id,
                by=make.actor(drafter),
                at=make.SHIPPED_AT,
                bpmn=draft_p.bpmn.encode(),
            )
        with django_assert_num_queries(10):
            client.get(reverse("chart_drafts"))

    def test_a_draft_with_faults_says_which_and_cannot_be_submitted(self, client, agency, drafter):
        """Without H, C and T published, P calls what is not there."""
        text = (FOLDER / "P.bpmn").read_bytes()
        version = draft(agency=agency, code="P", by=make.actor(drafter), at=make.SHIPPED_AT, bpmn=text)
        client.force_login(drafter)
        page = client.get(reverse("chart_draft", args=[version.pk]))
        assert [p.code for p in page.context["found"].problems] == ["chart", "chart", "chart"]
        told = client.post(reverse("chart_act", args=[version.pk, "submit"]))
        assert told.status_code == 409
        assert "P11_hearing" in told.content.decode()
        version.refresh_from_db()
        assert version.status == "draft"

    def test_what_a_new_version_changes_is_shown(self, client, agency, drafter):
        old = make.ship_one(agency, "S")
        text = (FOLDER / "S.bpmn").read_text(encoding="utf-8").replace('name="发现', 'name="巡查发现', 1)
        new = draft(flowchart_id=old.flowchart_id, by=make.actor(drafter), at=make.SHIPPED_AT, bpmn=text.encode())
        client.force_login(drafter)
        assert client.get(reverse("chart_draft", args=[new.pk])).context["before"] == old

    def test_an_act_that_is_none_is_not_found(self, client, drafter, draft_p):
        client.force_login(drafter)
        assert client.get(reverse("chart_act", args=[draft_p.pk, "burn"])).status_code == 404

    def test_the_desk_says_what_waits(self, rf, agency, drafter, approver, draft_p):
        submit(version_id=draft_p.pk, by=make.actor(drafter), at=make.SHIPPED_AT)

        def waits(person):
            request = rf.get("/")
            request.user = person
            return [i.url for i in worklist.items_for(request) if i.kind == "chart"]

        here = [reverse("chart_draft", args=[draft_p.pk])]
        assert waits(approver) == here
        assert waits(drafter) == []
        assert waits(make.a_person("handle", agency=agency)) == []
        for person in (approver, make.a_person("approve_chart", agency=agency)):
            approve(version_id=draft_p.pk, by=make.actor(person), at=make.SHIPPED_AT)
        assert waits(approver) == []
        assert waits(drafter) == here
