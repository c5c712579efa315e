from __future__ import annotations

from datetime import date, timedelta

import pytest

from enforcement.actor import PUBLIC, SYSTEM
from enforcement.errors import NotAllowed, NotFound
from enforcement.flowcharts import acts, store
from enforcement.flowcharts.bpmn import BpmnRefused, parse
from enforcement.flowcharts.models import Approval, Flowchart, FlowchartVersion, Node
from enforcement.flowcharts.publication.approve import AlreadyJudged, OwnDraft, ReasonsMissing, approve, object_to
from enforcement.flowcharts.publication.draft import ChartCodeMissing, ChartUntitled, draft, hash_of, withdraw
from enforcement.flowcharts.publication.publish import (
    CallUnresolved,
    EffectiveTooEarly,
    NeedsTwoApprovers,
    NothingChanged,
    pinned,
    publish,
)
from enforcement.flowcharts.publication.ship import FOLDER
from enforcement.flowcharts.publication.subject import NotInThatState
from enforcement.flowcharts.publication.submit import ChartFaulty, submit
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults
from tests.factories import flowcharts as make

pytestmark = pytest.mark.django_db
AT, DAY = make.SHIPPED_AT, make.EFFECTIVE_ON
S = (FOLDER / "S.bpmn").read_bytes()


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Flowchart, FlowchartVersion, Approval, Node)] + [
        Entry.objects.filter(series__startswith="flowchart:").count()
    ]


@pytest.fixture
def refused():
    """Check that a refusal changes nothing."""
    from contextlib import contextmanager

    @contextmanager
    def check(kind, **more):
        before = everything()
        with pytest.raises(kind, **more) as told:
            yield told
        assert everything() == before
        assert str(told.value.sentence)

    return check


@pytest.fixture
def people(agency):
    class People:
        drafter = make.actor(make.a_person("chart", agency=agency))
        one = make.actor(make.a_person("approve_chart", agency=agency))
        two = make.actor(make.a_person("approve_chart", agency=agency))
        stranger = make.actor(make.a_person("chart", "approve_chart", agency=make.an_agency("别的局")))

    return People


@pytest.fixture
def drafted(agency, people):
    return draft(agency=agency, code="S", by=people.drafter, at=AT, bpmn=S)


@pytest.fixture
def submitted(drafted, people):
    return submit(version_id=drafted.pk, by=people.drafter, at=AT)


@pytest.fixture
def approved(submitted, people):
    approve(version_id=submitted.pk, by=people.one, at=AT)
    return approve(version_id=submitted.pk, by=people.two, at=AT, comment="同意")


class TestDraft:
    def test_a_draft_keeps_the_file_as_it_is(self, drafted):
        assert drafted.bpmn.encode() == S
        assert drafted.sha256 == hash_of(S.decode())
        assert (drafted.number, drafted.status) == (1, "draft")

    def test_the_next_draft_has_the_next_number(self, drafted, people):
        again = draft(flowchart_id=drafted.flowchart_id, by=people.drafter, at=AT, bpmn=S, note="再版")
        assert (again.number, again.flowchart_id) == (2, drafted.flowchart_id)
        third = draft(agency=drafted.flowchart.agency, code="S", by=people.drafter, at=AT, bpmn=S)
        assert third.number == 3

    def test_without_the_duty(self, agency, people, refused):
        for person in (people.one, people.stranger, SYSTEM, PUBLIC):
            with refused(NotAllowed):
                draft(agency=agency, code="S", by=person, at=AT, bpmn=S)

    def test_what_is_no_chart(self, agency, people, refused):
        with refused(BpmnRefused):
            draft(agency=agency, code="S", by=people.drafter, at=AT, bpmn=b"<x/>")

    def test_another_encoding(self, agency, people, refused):
        text = S.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
        with refused(BpmnRefused):
            draft(agency=agency, code="S", by=people.drafter, at=AT, bpmn=text)

    def test_a_chart_without_a_name(self, agency, people, refused):
        name = parse(S).name
        with refused(ChartUntitled):
            draft(
                agency=agency,
                code="S",
                by=people.drafter,
                at=AT,
                bpmn=S.decode().replace(f'name="{name}"', 'name=""', 1).encode(),
            )

    def test_a_new_chart_without_a_code(self, agency, people, refused):
        for code in ("", " ", "X" * 21, "a/b"):
            with refused(ChartCodeMissing):
                draft(agency=agency, code=code, by=people.drafter, at=AT, bpmn=S)

    def test_a_chart_that_is_not_there(self, people, refused):
        with refused(NotFound):
            draft(flowchart_id=0, by=people.drafter, at=AT, bpmn=S)
        with refused(NotFound):
            draft(by=people.drafter, at=AT, bpmn=S)

    def test_a_draft_can_be_taken_back(self, drafted, people, refused):
        withdraw(version_id=drafted.pk, by=people.drafter, at=AT, reason="错误")
        assert FlowchartVersion.objects.get().status == "withdrawn"
        with refused(NotInThatState):
            withdraw(version_id=drafted.pk, by=people.drafter, at=AT)


class TestSubmit:
    def test_only_a_draft(self, submitted, people, refused):
        with refused(NotInThatState):
            submit(version_id=submitted.pk, by=people.drafter, at=AT)

    def test_only_the_drafters(self, drafted, people, refused):
        with refused(NotAllowed):
            submit(version_id=drafted.pk, by=people.stranger, at=AT)
        with refused(NotFound):
            submit(version_id=0, by=people.drafter, at=AT)

    def test_a_chart_with_faults_says_which(self, agency, people, refused):
        version = draft(agency=agency, code="P", by=people.drafter, at=AT, bpmn=(FOLDER / "P.bpmn").read_bytes())
        with refused(ChartFaulty) as told:
            submit(version_id=version.pk, by=people.drafter, at=AT)
        assert {p.code for p in told.value.problems} == {"chart"}

    def test_a_chart_against_the_law_shows_the_path(self, agency, people, refused):
        make.ship_one(agency, "H"), make.ship_one(agency, "C"), make.ship_one(agency, "T")
        text = (FOLDER / "P.bpmn").read_text(encoding="utf-8")
        # The proposal leads straight to the decision: nobody is notified.
        text = text.replace(
            'sourceRef="G_P08" targetRef="P09_notify_party"', 'sourceRef="G_P08" targetRef="P14_decide"'
        )
        version = draft(agency=agency, code="P", by=people.drafter, at=AT, bpmn=text.encode())
        with refused(ChartFaulty) as told:
            submit(version_id=version.pk, by=people.drafter, at=AT)
        assert told.value.problems or any(f.path for f in told.value.findings)


class TestApprove:
    def test_not_by_the_drafter(self, agency, people, refused):
        both = make.actor(make.a_person("chart", "approve_chart", agency=agency))
        version = draft(agency=agency, code="S", by=both, at=AT, bpmn=S)
        submit(version_id=version.pk, by=both, at=AT)
        with refused(OwnDraft):
            approve(version_id=version.pk, by=both, at=AT)

    def test_not_twice_by_the_same(self, submitted, people, refused):
        approve(version_id=submitted.pk, by=people.one, at=AT)
        with refused(AlreadyJudged):
            approve(version_id=submitted.pk, by=people.one, at=AT)

    def test_not_without_the_duty_nor_by_a_machine(self, submitted, people, refused):
        for person in (people.drafter, people.stranger, SYSTEM, PUBLIC):
            with refused(NotAllowed):
                approve(version_id=submitted.pk, by=person, at=AT)

    def test_not_before_it_is_submitted(self, drafted, people, refused):
        with refused(NotInThatState):
            approve(version_id=drafted.pk, by=people.one, at=AT)

    def test_an_objection_ends_the_version_and_has_reasons(self, submitted, people, refused):
        with refused(ReasonsMissing):
            object_to(version_id=submitted.pk, by=people.one, at=AT, comment=" ")
        object_to(version_id=submitted.pk, by=people.one, at=AT, comment="时限有误")
        assert FlowchartVersion.objects.get().status == "withdrawn"
        assert Approval.objects.get().agrees is False
        with refused(NotInThatState):
            approve(version_id=submitted.pk, by=people.two, at=AT)


class TestPublish:
    def test_a_version_comes_into_force(self, approved, people):
        version = publish(version_id=approved.pk, by=people.one, at=AT, effective_on=DAY)
        assert version.status == "published"
        assert version.svg.startswith("<svg")
        assert store.read(version) == parse(S)
        series = f"flowchart:{version.flowchart_id}"
        verbs = list(Entry.objects.filter(series=series).order_by("seq").values_list("verb", flat=True))
        assert verbs == [f"flowchart.{v}" for v in ("draft", "submit", "approve", "approve", "publish")]
        assert body_of(Entry.objects.get(verb="flowchart.publish"))["sha256"] == version.sha256
        assert not list(faults(series))

    def test_one_approver_is_not_enough(self, submitted, people, refused):
        approve(version_id=submitted.pk, by=people.one, at=AT)
        with refused(NeedsTwoApprovers):
            publish(version_id=submitted.pk, by=people.one, at=AT, effective_on=DAY)

    def test_not_without_the_duty(self, approved, people, refused):
        for person in (people.stranger, SYSTEM, PUBLIC):
            with refused(NotAllowed):
                publish(version_id=approved.pk, by=person, at=AT, effective_on=DAY)

    def test_not_before_it_is_submitted(self, drafted, people, refused):
        with refused(NotInThatState):
            publish(version_id=drafted.pk, by=people.one, at=AT, effective_on=DAY)

    def test_not_for_a_day_gone_by(self, approved, people, refused):
        with refused(EffectiveTooEarly):
            publish(version_id=approved.pk, by=people.one, at=AT, effective_on=DAY - timedelta(days=1))

    def test_not_before_the_version_in_force_took_effect(self, approved, people, refused):
        publish(version_id=approved.pk, by=people.one, at=AT, effective_on=date(2026, 12, 1))
        text = S.decode().replace("表明身份", "亮证", 1)
        again = draft(flowchart_id=approved.flowchart_id, by=people.drafter, at=AT, bpmn=text.encode())
        submit(version_id=again.pk, by=people.drafter, at=AT)
        approve(version_id=again.pk, by=people.one, at=AT), approve(version_id=again.pk, by=people.two, at=AT)
        with refused(EffectiveTooEarly):
            publish(version_id=again.pk, by=people.one, at=AT, effective_on=DAY)

    def test_not_the_same_again(self, approved, people, refused):
        publish(version_id=approved.pk, by=people.one, at=AT, effective_on=DAY)
        again = draft(flowchart_id=approved.flowchart_id, by=people.drafter, at=AT, bpmn=S)
        submit(version_id=again.pk, by=people.drafter, at=AT)
        approve(version_id=again.pk, by=people.one, at=AT), approve(version_id=again.pk, by=people.two, at=AT)
        with refused(NothingChanged):
            publish(version_id=again.pk, by=people.one, at=AT, effective_on=DAY)

    def test_what_was_sound_when_submitted_is_looked_at_again(self, approved, people, refused, monkeypatch):
        monkeypatch.setattr(acts, "codes", lambda: frozenset({"record"} - {"record"}))
        with refused(ChartFaulty):
            publish(version_id=approved.pk, by=people.one, at=AT, effective_on=DAY)

    def test_the_predecessor_ends_the_day_its_successor_begins(self, approved, people):
        old = publish(version_id=approved.pk, by=people.one, at=AT, effective_on=DAY)
        text = S.decode().replace("表明身份", "亮证", 1)
        new = draft(flowchart_id=old.flowchart_id, by=people.drafter, at=AT, bpmn=text.encode())
        submit(version_id=new.pk, by=people.drafter, at=AT)
        approve(version_id=new.pk, by=people.one, at=AT), approve(version_id=new.pk, by=people.two, at=AT)
        publish(version_id=new.pk, by=people.drafter, at=AT, effective_on=date(2026, 5, 1))
        old.refresh_from_db()
        assert (old.status, old.superseded_on) == ("superseded", date(2026, 5, 1))
        from enforcement.flowcharts.engine.begin import version_in_force

        agency = old.flowchart.agency
        assert version_in_force(agency=agency, code="S", on=date(2026, 4, 30)) == old
        assert version_in_force(agency=agency, code="S", on=date(2026, 5, 1)) == new

    def test_a_call_is_pinned_or_refused(self, agency):
        make.ship_one(agency, "H")
        text = (FOLDER / "P.bpmn").read_text(encoding="utf-8")
        with pytest.raises(CallUnresolved):
            pinned(text, agency, DAY)
        make.ship_one(agency, "T")
        made = make.ship_one(agency, "C")
        told, graph = pinned(text, agency, DAY)
        assert f'calledElement="sha256:{made.sha256}"' in told
        assert all(n.called.startswith("sha256:") for n in graph.nodes if n.kind == "call")
        assert pinned(told, agency, DAY)[0] == told

    def test_two_agencies_may_publish_the_same_text(self, agency):
        other = make.an_agency("另一个局")
        for one in (agency, other):
            for code in ("H", "C", "T", "P"):
                make.ship_one(one, code)
        hashes = set(FlowchartVersion.objects.filter(flowchart__code="P").values_list("sha256", flat=True))
        assert len(hashes) == 1
        assert (
            store.version_of(f"sha256:{hashes.pop()}")
            == FlowchartVersion.objects.filter(flowchart__code="P").first().pk
        )


def test_every_act_of_the_shipped_charts_is_known():
    used = {n.step.act for code in "SHCTPVQ" for n in parse((FOLDER / f"{code}.bpmn").read_bytes()).steps}
    assert used <= acts.codes()
    assert all(acts.act_of(code).title for code in used)
    assert acts.act_of("none") is None


def test_an_app_binds_an_act_to_its_page(monkeypatch):
    monkeypatch.setattr(acts, "_registered", {})
    acts.register(acts.Act("decide", "决定", "Decide", url_name="case_step"))
    assert acts.bound() == {"decide"}
    assert acts.act_of("decide").url_name == "case_step"
