from __future__ import annotations

import pytest

from cases.acting import DayAhead, DayTooEarly, OutsideRecord
from cases.assign import AssistantMissing, assign
from cases.check_clue import check_clue
from cases.file_case import FilingTestsUnmet, ReasonMissing, file_case
from cases.inquiries import CredentialNotShown, RightsNotTold
from cases.models import Case
from cases.numbering import NoSign
from cases.record import record
from cases.register_clue import CodeWrong, FieldNotHere, LikeCaseKnown
from cases.rules.registry import RuleBroken
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.flowcharts.engine.begin import NoPublishedChart
from enforcement.flowcharts.engine.refusals import NotYourStep
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.models import Agency, ParameterValue
from enforcement.organisation.secrecy import unseal
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused

TICKS = {"has_evidence": True, "is_punishable": True, "is_ours": True, "is_in_time": True}


def test_a_clue_is_registered_with_number_party_run_and_paper(world: w.World) -> None:
    case = w.registered(world)
    assert case.clue_number == "乐综执案源〔2026〕1号"
    assert w.open_codes(case) == {"P02"}
    assert unseal(case.party.code_sealed) == w.FIRM_CODE
    assert w.FIRM_CODE not in case.party.code_sealed
    assert case.party.code_masked == "913*************5K"
    assert case.run.facts["publish"] is False
    assert case.papers.get().code == "AY"
    assert last_verb(case) == "step.register_clue"


def test_numbers_have_no_gaps_and_begin_anew_each_year(world: w.World) -> None:
    first = w.registered(world, "12-31", cause="甲")
    second = w.registered(world, "2027-01-04", cause="乙", clue_on=w.on("2027-01-04"), act_on=None)
    assert [first.clue_number, second.clue_number] == ["乐综执案源〔2026〕1号", "乐综执案源〔2027〕1号"]
    with refused(CodeWrong):
        w.registered(world, party_code="91371481MA0000015L", cause="丙")
    assert w.registered(world, "03-11", cause="丁").clue_number == "乐综执案源〔2026〕2号"


def test_an_agency_may_write_its_numbers_with_di(world: w.World) -> None:
    ParameterValue.objects.create(
        agency=world.agency,
        code="case.number_style",
        value="with_di",
        from_on=w.on("01-01"),
        source="局发文",
        set_by="局长",
        set_at=w.at("01-01"),
    )
    assert w.registered(world).clue_number == "乐综执案源〔2026〕第1号"


@pytest.mark.parametrize(
    ("kind", "code"),
    [("person", "371481190001010012"), ("person", "37148119000229001X"), ("business", "92371481MA00000317")],
)
def test_an_identifier_that_does_not_check_is_refused(world: w.World, kind: str, code: str) -> None:
    with refused(CodeWrong, field="party_code"):
        w.registered(world, party_kind=kind, party_code=code)


def test_a_like_clue_within_ninety_days_needs_an_explicit_tick(world: w.World) -> None:
    first = w.registered(world)
    with refused(LikeCaseKnown, field="another_matter") as caught:
        w.registered(world, "04-01", clue_on=w.on("04-01"), another_matter=False)
    assert first.clue_number in str(caught.value)
    with refused(LikeCaseKnown):
        w.registered(
            world, "04-01", clue_on=w.on("04-01"), party_name="乐陵市甲建材公司（曾用名）", another_matter=False
        )
    known = {"clue_on": w.on("04-01"), "another_matter": False}
    with refused(LikeCaseKnown) as caught:  # another name, no code: the same cause in the same place
        w.registered(world, "04-01", party_name="乐陵市丁运输队", party_code="", **known)
    assert "曾用名" not in str(caught.value)
    with refused(LikeCaseKnown):  # the same party in the same place, of another cause
        w.registered(world, "04-01", cause="擅自挖掘城市道路", **known)
    assert w.registered(world, "04-01", cause="擅自挖掘城市道路", place="另一处", **known).pk
    assert w.registered(world, "04-01", clue_on=w.on("04-01"), another_matter=True).pk
    assert w.registered(world, "07-15", clue_on=w.on("07-15"), another_matter=False).pk


def test_registering_asks_for_duty_field_sign_agency_day_and_chart(world: w.World) -> None:
    with refused(FieldNotHere, field="field"):
        w.registered(world, field="market")
    with refused(DayAhead, field="clue_on"):
        w.registered(world, "03-10", clue_on=w.on("03-11"))
    with refused(NotAllowed):
        w.register_clue(
            agency_id=world.agency.pk,
            by=world.by("lead"),
            at=w.at("03-10"),
            source="inspection",
            field="urban",
            cause="甲",
            summary="乙",
            party_kind="person",
            party_name="丙",
        )
    with refused(NotFound):
        w.register_clue(
            agency_id=0,
            by=world.by("clerk"),
            at=w.at("03-10"),
            source="inspection",
            field="urban",
            cause="甲",
            summary="乙",
            party_kind="person",
            party_name="丙",
        )
    with refused(NoPublishedChart):
        w.registered(world, "01-05")
    Agency.objects.filter(pk=world.agency.pk).update(sign="")
    with refused(NoSign):
        w.registered(world)


def test_a_case_stays_on_the_version_it_began_with(world: w.World) -> None:
    case = w.registered(world)
    version = FlowchartVersion.objects.get(pk=case.run.version_id)
    assert (version.flowchart.code, version.number) == ("P", 1)


def check(world: w.World, case: Case, **changes: object) -> object:
    facts = {"officer_ids": world.pair, "summary": "核查属实。", "place": "现场"}
    return check_clue(case_id=case.pk, by=world.by("lead"), at=w.at("03-11"), **{**facts, **changes})  # type: ignore[arg-type]


def test_two_officers_check_the_clue_and_helpers_are_named_as_such(world: w.World) -> None:
    case = w.registered(world)
    inquiry = check(world, case, helper_ids=[world.id("helper"), world.id("lead")])
    roles = {o.name: o.role for o in inquiry.officers.all()}  # type: ignore[attr-defined]
    assert roles == {"甲某": "officer", "乙某": "officer", "丁某": "helper"}
    assert w.open_codes(case) == {"P03"}
    assert case.papers.last().code == "HC"


def test_a_check_is_refused_without_two_valid_officers_credentials_or_rights(world: w.World) -> None:
    case = w.registered(world)
    with refused(RuleBroken, case) as caught:
        check(world, case, officer_ids=[world.id("lead")])
    assert "第四十二条" in caught.value.article
    with refused(RuleBroken, case):
        check(world, case, officer_ids=[world.id("lead"), world.id("helper")])
    with refused(CredentialNotShown, case, field="credentials_shown"):
        check(world, case, credentials_shown=False)
    with refused(RightsNotTold, case, field="rights_told"):
        check(world, case, rights_told=False)
    with refused(DayTooEarly, case, field="held_on"):
        check(world, case, held_on=w.on("03-09"))
    with refused(OutOfOrder, case):
        file_case(case_id=case.pk, by=world.by("head"), at=w.at("03-12"), outcome="filed", **TICKS)
    with refused(NotYourStep, case):
        check_clue(
            case_id=case.pk, by=world.by("clerk"), at=w.at("03-11"), officer_ids=world.pair, summary="核查属实。"
        )


def test_filing_gives_the_number_and_starts_the_ninety_days(world: w.World) -> None:
    case = w.registered(world)
    check(world, case)
    filed = file_case(
        case_id=case.pk,
        by=world.by("head"),
        at=w.at("03-12"),
        outcome="filed",
        legal_basis=w.BASIS,
        is_complex=True,
        **TICKS,
    )
    assert (filed.number, filed.filed_on, filed.is_complex) == ("乐综执立〔2026〕1号", w.on("03-12"), True)
    assert filed.run.clocks.get().due_on == w.on("06-10")
    assert case.papers.last().code == "LA"


@pytest.mark.parametrize("test", list(TICKS))
def test_a_case_that_fails_one_of_the_four_tests_is_not_filed(world: w.World, test: str) -> None:
    case = w.registered(world)
    check(world, case)
    with refused(FilingTestsUnmet, case, field="outcome"):
        file_case(case_id=case.pk, by=world.by("head"), at=w.at("03-12"), outcome="filed", **{**TICKS, test: False})


def test_a_refused_filing_has_a_reason_and_ends_the_procedure_without_a_number(world: w.World) -> None:
    case = w.registered(world)
    check(world, case)
    with refused(ReasonMissing, case, field="reason"):
        file_case(case_id=case.pk, by=world.by("head"), at=w.at("03-12"), outcome="refused")
    file_case(case_id=case.pk, by=world.by("head"), at=w.at("03-12"), outcome="refused", reason="情节轻微并及时改正")
    assert w.open_codes(case) == {"E1"}
    record(
        case_id=case.pk,
        by=world.by("head"),
        at=w.at("03-12", 11),
        record_id=w.record_of(case, "E1").pk,
        outcome="not_filed",
        text="已告知举报人",
    )
    case.refresh_from_db()
    assert (case.number, case.closed_on, case.run.end) == ("", w.on("03-12"), "not_filed")


def test_one_lead_and_one_assistant_at_least_are_assigned(world: w.World) -> None:
    case = w.filed(world)
    parts = {a.name: a.role for a in case.assignments.all()}
    assert parts == {"甲某": "lead", "乙某": "co"}
    assert case.assignments.first().credential


def test_an_assignment_of_one_of_a_helper_or_of_the_lead_twice_is_refused(world: w.World) -> None:
    case = w.registered(world)
    check(world, case)
    file_case(case_id=case.pk, by=world.by("head"), at=w.at("03-12"), outcome="filed", **TICKS)
    for others in ([], [world.id("lead")]):
        with refused(AssistantMissing, case, field="co_ids"):
            assign(case_id=case.pk, by=world.by("head"), at=w.at("03-12"), lead_id=world.id("lead"), co_ids=others)
    with refused(RuleBroken, case):
        assign(
            case_id=case.pk,
            by=world.by("head"),
            at=w.at("03-12"),
            lead_id=world.id("lead"),
            co_ids=[world.id("helper")],
        )
    with refused(NotYourStep, case):
        assign(
            case_id=case.pk, by=world.by("lead"), at=w.at("03-12"), lead_id=world.id("lead"), co_ids=[world.id("co")]
        )


def test_an_outside_record_and_an_unknown_case_take_no_act(world: w.World) -> None:
    case = w.registered(world)
    Case.objects.filter(pk=case.pk).update(origin="outside")
    with refused(OutsideRecord, case):
        check(world, case)
    with refused(NotFound):
        check_clue(case_id=0, by=world.by("lead"), at=w.at("03-11"), officer_ids=world.pair, summary="甲")
