"""Charts of one guarded step, and for each guard a file that the guard must refuse and one that it lets pass."""

# ruff: noqa: PLC0415, E501 - one list of fourteen small cases; models are ready only once the benchmark has set its system up

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

LAW = "中华人民共和国行政处罚法"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:law="urn:x-gov-cn:enforcement:law:1" id="d" targetNamespace="urn:x-gov-cn:enforcement:chart">
 <bpmn:process id="{code}" name="受检环节" isExecutable="false">
  <bpmn:startEvent id="start" name="开始"/>
  <bpmn:userTask id="first" name="受检"><bpmn:extensionElements>
   <law:step code="G01" act="record" titleEn="Guarded" public="true">
    <law:role ref="handle" min="1"{certified}/>
    <law:basis law="中华人民共和国行政处罚法" article="第五十七条"/>{document}{guard}
    <law:outcome code="done" name="完成" nameEn="Done"/>
    <law:outcome code="penalise" name="处罚" nameEn="Penalise"/>
   </law:step></bpmn:extensionElements></bpmn:userTask>
  <bpmn:endEvent id="end" name="结束"/>
  <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="first"/>
  <bpmn:sequenceFlow id="b" sourceRef="first" targetRef="end"/>
 </bpmn:process>
</bpmn:definitions>
"""


@dataclass(frozen=True)
class Guarded:
    """A guard with its parameters, what makes the file refuse, and one that is in order."""

    type: str
    wound: Callable[[Any, Any], None]
    mend: Callable[[Any, Any], None]
    params: dict[str, str] = field(default_factory=dict)
    certified: bool = False
    document: bool = False
    outcome: str = "done"

    def bpmn(self, code: str, *, guarded: bool = True) -> bytes:
        """Return the chart, with the guard or without it."""
        given = "".join(f' {name}="{value}"' for name, value in self.params.items())
        guard = f'\n    <law:guard type="{self.type}" at="leave" basis="{LAW}第五十七条"{given}/>' if guarded else ""
        paper = '\n    <law:document code="WB" name="文书" required="true" at="leave"/>' if self.document else ""
        return HEAD.format(
            code=code, guard=guard, document=paper, certified=' certified="true"' if self.certified else ""
        ).encode()


def nothing(_case: Any, _who: Any) -> None:
    """Leave the file as it is."""


def investigated(case: Any, who: Any) -> None:
    from tests.factories import cases as make

    inquiry = make.an_inquiry(case, on="03-11")
    make.an_inquiry_officer(inquiry, name=who.name, person=who, standing=make.standing())


def talk(case: Any, votes: str, **facts: Any) -> None:
    from cases import models
    from tests.factories import cases as make

    models.Member.objects.filter(discussion__case=case).delete()
    models.Discussion.objects.filter(case=case).delete()
    make.a_discussion(case, "03-12", votes, **facts)


def hearing(case: Any, **facts: Any) -> None:
    from cases import models
    from tests.factories import cases as make

    models.Hearing.objects.filter(case=case).delete()
    make.a_hearing(case, on="03-12", designated_on=date(2026, 3, 12), **facts)


def chaired(case: Any, who: Any) -> None:

    investigated(case, who)
    hearing(case, chair=who, chair_name=who.name)


def recused(case: Any, who: Any) -> None:
    from cases.rules.loading import RECUSED
    from enforcement.flowcharts.models import Participant, StepRecord

    record = StepRecord.objects.filter(run=case.run).first()
    Participant.objects.create(record=record, person=who, name=who.name, role=RECUSED)


def proposal(case: Any, fine: int) -> None:
    from cases import models
    from tests.factories import cases as make

    models.Proposal.objects.filter(case=case).delete()
    make.a_proposal(case, on="03-12", fine=fine)


def departing(case: Any, reasons: str) -> None:

    talk(case, "penalise,penalise,no_penalty", conclusion="no_penalty", departs=True, reasons=reasons)


def reviewed(case: Any, qualification: str) -> None:
    from cases import models
    from tests.factories import cases as make

    models.Review.objects.filter(case=case).delete()
    make.a_review(case, on="03-12", qualification=qualification, first_time=True)


def notified(case: Any, on: str) -> None:
    from cases import models
    from tests.factories import cases as make

    models.Notice.objects.filter(case=case).delete()
    make.a_notice(case, on=on, until="12-31")


def guarded() -> list[Guarded]:
    """Return one of each guard of the vocabulary."""
    from tests.factories import cases as make

    third = {"num": "2", "den": "3"}
    return [
        Guarded("min_people", nothing, nothing, {"n": "2", "role": "handle"}, certified=True),
        Guarded("credential_valid_on", nothing, nothing, {"date": "act"}, certified=True),
        Guarded("not_same_person", investigated, nothing,
                {"a": "handle", "b": "handle"}),
        Guarded("chair_not_investigator", chaired, lambda c, _w: hearing(c)),
        Guarded("not_recused", recused, nothing),
        Guarded("quorum", lambda c, _w: talk(c, "penalise,,"), lambda c, _w: talk(c, "penalise,penalise,penalise"),
                third | {"min": "2"}),
        Guarded("majority", lambda c, _w: talk(c, "penalise,no_penalty,more_facts"),
                lambda c, _w: talk(c, "penalise,penalise,penalise"), {"num": "1", "den": "2"}),
        Guarded("follows_discussion", lambda c, _w: departing(c, ""),
                lambda c, _w: departing(c, "会上说明：当事人主动消除危害后果，依法不予处罚更为适当，理由记录在案。"), {"reasons": "true"}),
        Guarded("head_presides", lambda c, _w: talk(c, "penalise,penalise,"),
                lambda c, _w: talk(c, "penalise,penalise,penalise")),
        Guarded("documents_complete", nothing, lambda c, _w: make.a_paper(c, "WB"), document=True),
        Guarded("first_time_reviewer_has_law_qualification", lambda c, _w: reviewed(c, ""),
                lambda c, _w: reviewed(c, "A2018")),
        Guarded("notice_served_before", nothing, lambda c, _w: notified(c, "03-11")),
        Guarded("right_period_elapsed", lambda c, _w: notified(c, "03-20"), lambda c, _w: notified(c, "03-11"),
                {"right": "defence", "n": "5", "unit": "working"}, outcome="penalise"),
        Guarded("amount_within_power", lambda c, _w: proposal(c, 5000), lambda c, _w: proposal(c, 100),
                {"person": "200", "organisation": "3000"}),
    ]  # fmt: skip
