"""An agency with its people and charts, and a case taken along its procedure through the real acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases.archive_case import archive_case
from cases.assign import assign
from cases.check_case import check_case
from cases.check_clue import check_clue
from cases.close_case import close_case
from cases.conclude_investigation import conclude_investigation
from cases.decide import decide
from cases.draw_up_decision import draw_up_decision
from cases.evidence.record_interview import record_interview
from cases.file_case import file_case
from cases.hear_defence import hear_defence
from cases.investigate import investigate
from cases.models import Case, Interview
from cases.notify_party import notify_party
from cases.propose import propose
from cases.publish_decision import publish_decision
from cases.record_payment import record_payment
from cases.register_clue import register_clue
from cases.serve import serve
from cases.serving.redact_decision import redact_decision
from enforcement.actor import Actor
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.models import Agency, Person
from tests.factories import flowcharts as charts
from tests.factories.certification import a_post, an_officer

CST = timezone.get_fixed_timezone(480)
FIRM_CODE = "91371481MA0000015K"
PERSON_CODE = "371481190001010011"
BASIS = "城市道路管理条例第二十七条第一项、第四十二条"


def at(day: str, hour: int = 9) -> datetime:
    """Return a moment of the county: ``03-10`` or ``2026-03-10``."""
    text = day if len(day) > 5 else f"2026-{day}"
    return datetime.fromisoformat(text).replace(hour=hour, tzinfo=CST)


def on(day: str) -> date:
    """Return a day of 2026."""
    return date.fromisoformat(day if len(day) > 5 else f"2026-{day}")


@dataclass
class World:
    """The agency and its people by their part."""

    government: Agency
    agency: Agency
    people: dict[str, Person] = field(default_factory=dict)

    def by(self, part: str) -> Actor:
        """Return a person as the one who acts."""
        return charts.actor(self.people[part], self.agency)

    def id(self, part: str) -> int:
        """Return a person's id."""
        return self.people[part].pk

    @property
    def pair(self) -> list[int]:
        """The ids of the two officers."""
        return [self.id("lead"), self.id("co")]


def a_world(sign: str = "乐综执") -> World:
    """Make the agency: two officers and a third, a helper, head, clerk, checker, reviewer, publisher, archivist."""
    government = Agency.objects.create(
        name="乐陵市人民政府",
        name_en="Leling Government",
        kind="government",
        division="371481",
        credit_code=charts.credit_code(),
    )
    agency = charts.an_agency(
        "乐陵市综合行政执法局", parent=government, fields=["urban"], name_en="Leling Enforcement Bureau"
    )
    Agency.objects.filter(pk=agency.pk).update(sign=sign)
    agency.refresh_from_db()
    for code in ("H", "C", "T", "P"):
        charts.ship_one(agency, code)
    world = World(government, agency)
    for part, name in (("lead", "甲某"), ("co", "乙某"), ("third", "丙某")):
        person = an_officer(agency, name=name, fields=("urban",))
        world.people[part] = person
        duty(person, agency, "handle")
    helper = charts.a_person(name="丁某")
    a_post(helper, agency, establishment="auxiliary", title="协管员")
    world.people["helper"] = helper
    for part, name, codes in (
        ("head", "局长", ("decide", "discuss")),
        ("clerk", "登记员", ("intake",)),
        ("checker", "审核员", ("check",)),
        ("reviewer", "戊某", ("review",)),
        ("publisher", "公示员", ("publish",)),
        ("archivist", "档案员", ("archive",)),
    ):
        person = charts.a_person(*codes, agency=agency, name=name)
        a_post(person, agency, is_enforcement=False, title=name, is_head=part == "head", is_leader=part == "head")
        world.people[part] = person
    return world


def duty(person: Person, agency: Agency, *codes: str) -> None:
    """Grant duties."""
    for code in codes:
        charts.grant(person=person, duty=code, agency=agency, by=charts.SYSTEM, at=charts.SHIPPED_AT)


def registered(world: World, day: str = "03-10", **changes: Any) -> Case:
    """Register the clue of sample case 1."""
    facts: dict[str, Any] = {
        "source": "inspection",
        "field": "urban",
        "cause": "在城市道路上堆放物料",
        "place": "乐陵市兴隆北大街",
        "summary": "巡查发现当事人在城市道路上堆放沙子约十立方米。",
        "party_kind": "organisation",
        "party_name": "乐陵市甲建材有限公司",
        "party_code": FIRM_CODE,
        "party_address": "乐陵市开发区一号",
        "representative": "王某",
        "clue_on": on(day),
        "act_on": on(day),
        "another_matter": True,
    }
    return register_clue(agency_id=world.agency.pk, by=world.by("clerk"), at=at(day), **{**facts, **changes})


def filed(world: World, **changes: Any) -> Case:
    """Take a case to P05: clue 03-10, check 03-11, filed and assigned 03-12."""
    case = registered(world, **changes)
    check_clue(
        case_id=case.pk,
        by=world.by("lead"),
        at=at("03-11"),
        officer_ids=world.pair,
        summary="现场核查属实。",
        place="现场",
    )
    file_case(
        case_id=case.pk,
        by=world.by("head"),
        at=at("03-12"),
        outcome="filed",
        has_evidence=True,
        is_punishable=True,
        is_ours=True,
        is_in_time=True,
        legal_basis=BASIS,
    )
    assign(case_id=case.pk, by=world.by("head"), at=at("03-12", 10), lead_id=world.id("lead"), co_ids=[world.id("co")])
    return case


def interviewed(world: World, **changes: Any) -> Case:
    """Take a case through its interview of 03-16."""
    case = filed(world, **changes)
    begun = at("03-16", 6) + timedelta(minutes=5 * Interview.objects.count())  # nobody is in two rooms at once
    record_interview(
        case_id=case.pk, by=world.by("lead"), at=at("03-16"), respondent="王某", capacity="当事人",
        begun_at=begun, ended_at=begun + timedelta(minutes=5), answers="问：沙子是谁的？\n答：当事人承认堆放沙子。",
        officer_ids=world.pair, pages=1, pages_signed=1, alone=True, read_over=True, place="本局询问室",
    )  # fmt: skip
    return case


def reported(world: World, fine: int = 5000, **changes: Any) -> Case:
    """Take a case to P07: facts clear and report on 03-20."""
    case = interviewed(world, **changes)
    investigate(case_id=case.pk, by=world.by("lead"), at=at("03-20"), outcome="clear", officer_ids=world.pair)
    conclude_investigation(
        case_id=case.pk,
        by=world.by("lead"),
        at=at("03-20", 10),
        facts="当事人于2026年3月10日在城市道路上堆放沙子约十立方米。",
        evidence="1.现场核查笔录；2.询问笔录；3.现场照片。",
        legal_basis=BASIS,
        discretion="及时改正，适用较轻档。",
        kinds=["fine"],
        fine=Decimal(fine),
    )
    return case


def proposed(world: World, fine: int = 5000, **changes: Any) -> Case:
    """Take a case to P09: checked 03-23, approved 03-24."""
    case = reported(world, fine, **changes)
    check_case(
        case_id=case.pk, by=world.by("checker"), at=at("03-23"), outcome="agreed", opinion="事实清楚，证据确凿。"
    )
    propose(case_id=case.pk, by=world.by("head"), at=at("03-24", 8), outcome="penalise", opinion="同意")
    return case


def notified(world: World, fine: int = 5000, **changes: Any) -> Case:
    """Take a case to P10: notice served 03-24."""
    case = proposed(world, fine, **changes)
    notify_party(case_id=case.pk, by=world.by("lead"), at=at("03-24"), officer_ids=world.pair, receiver="王某")
    return case


def heard(world: World, **changes: Any) -> Case:
    """Take a case to P14: no defence, recorded 04-01."""
    case = notified(world, **changes)
    hear_defence(case_id=case.pk, by=world.by("lead"), at=at("04-01"), outcome="decide")
    return case


def decided(world: World, *, publish: bool = True, **changes: Any) -> Case:
    """Take a case to P15: decided 04-02."""
    case = heard(world, **changes)
    decide(
        case_id=case.pk,
        by=world.by("head"),
        at=at("04-02"),
        outcome="penalise",
        kinds=["fine"],
        fine=Decimal(5000),
        publish=publish,
        publish_reason="具有一定社会影响" if publish else "不具有社会影响",
    )
    return case


def drawn_up(world: World, **changes: Any) -> Case:
    """Take a case to P16: the document of 04-02."""
    case = decided(world, **changes)
    draw_up_decision(case_id=case.pk, by=world.by("lead"), at=at("04-02", 14), sealed=True)
    return case


def served(world: World, **changes: Any) -> Case:
    """Take a case to P17 and P18: served 04-03."""
    case = drawn_up(world, **changes)
    serve(case_id=case.pk, by=world.by("lead"), at=at("04-03"), officer_ids=world.pair, receiver="王某")
    return case


def published(world: World) -> Case:
    """Take a case through publication on 04-07."""
    case = served(world)
    draft = redact_decision(
        case_id=case.pk, by=world.by("lead"), at=at("04-07", 8), party_shown="乐陵市甲建材有限公司", text="罚款5000元。"
    )
    publish_decision(
        case_id=case.pk, by=world.by("publisher"), at=at("04-07"), redaction_id=draft.pk, secrecy_checked=True
    )
    return case


def performed(world: World) -> Case:
    """Take a case to P21: paid 04-16."""
    case = published(world)
    record_payment(
        case_id=case.pk,
        by=world.by("lead"),
        at=at("04-16"),
        outcome="performed",
        amount=Decimal(5000),
        receipt="鲁财001",
    )
    return case


def closed(world: World) -> Case:
    """Take a case to P22: closed 04-20."""
    case = performed(world)
    close_case(case_id=case.pk, by=world.by("head"), at=at("04-20"), reason="performed")
    return case


def archived(world: World) -> Case:
    """Take a case to its end: archived 04-22."""
    case = closed(world)
    archive_case(case_id=case.pk, by=world.by("archivist"), at=at("04-22"))
    return case


def open_codes(case: Case) -> set[str]:
    """Return the codes of the steps that are open."""
    rows = StepRecord.objects.filter(run_id=case.run_id, left_at__isnull=True, node__kind="task")
    return set(rows.values_list("node__code", flat=True))


def record_of(case: Case, code: str) -> StepRecord:
    """Return the open record of a step."""
    return StepRecord.objects.get(run_id=case.run_id, left_at__isnull=True, node__code=code)
