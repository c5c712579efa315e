"""The seven shipped charts are sound, lawful, complete and drawn."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.flowcharts import guards, lint, structure, table
from enforcement.flowcharts.bpmn import BpmnRefused, parse
from tests.enforcement.flowcharts.drawn import CHARTS, DUTIES, shipped

ACTS = {
    *[
        "register_clue",
        "check_clue",
        "file_case",
        "assign",
        "investigate",
        "conclude_investigation",
        "check_case",
        "propose",
    ],
    *[
        "notify_party",
        "hear_defence",
        "review",
        "decide",
        "draw_up_decision",
        "serve",
        "publish_decision",
        "record_payment",
    ],
    *["close_case", "archive_case", "preserve", "seize", "lift_suspension", "record"],
    *[
        "confirm_hearing_right",
        "request_hearing",
        "accept_hearing",
        "designate_chair",
        "schedule_hearing",
        "notify_hearing",
    ],
    *[
        "announce_hearing",
        "hold_hearing",
        "sign_hearing_record",
        "report_hearing",
        "return_hearing",
        "adjourn_hearing",
        "end_hearing",
    ],
    *[
        "refer_discussion",
        "submit_agenda",
        "convene",
        "report_case",
        "hear_members",
        "conclude_discussion",
        "state_reasons",
    ],
    *["sign_minutes", "return_discussion", "reconvene"],
    *[
        "apply",
        "examine_application",
        "record_training",
        "pass_professional_exam",
        "pass_public_exam",
        "register_resit",
    ],
    *[
        "announce_applicant",
        "review_application",
        "issue",
        "hold_credential",
        "check_annually",
        "renew",
        "suspend",
        "replace",
    ],
    *["change", "revoke", "cancel"],
    *["conclude_demand", "conclude_enforcement", "decline_penalty", "transfer_case", "withdraw_case"],
    *["form_team", "report_crime", "approve_transfer", "send_to_police", "record_police_answer", "hand_over_crime"],
    *["ask_police_again", "ask_procuratorate"],
    *["show_cards", "confirm_on_spot", "hear_on_spot", "penalise_on_spot", "report_on_spot", "bank_on_spot"],
    *["close_on_spot", "turn_general", "apply_dispute", "accept_dispute", "ask_opinions", "hold_coordination"],
    *["record_agreement", "propose_ruling", "rule_dispute", "follow_dispute"],
    *["open_matter", "triage_matter", "correct_on_spot", "find_on_matter", "issue_urging", "issue_opinion"],
    *["judge_answer", "recheck_objection", "answer_proposal", "decide_matter", "verify_execution", "end_follow_up"],
    "close_matter",
}
# Step → next steps, as the procedures were agreed.
EDGES = {
    "P": "P01-P02 P02-P03 P03-P04 P03-E1 P04-P05 P05-P30 P30-P05 P05-P31 P31-P05 P05-P32 P32-P04 P32-P05 P05-P33 P33-P05 "
    "P05-E5 P05-E4 P05-E3 P05-P06 P06-P07 P07-P05 P07-P06 P07-P08 P08-P09 P08-E2 P08-E3 P08-E4 P08-E5 P09-P10 P10-P11 "
    "P10-P12 P10-P13 P10-P14 P10-P05 P10-P09 P11-P12 P11-P05 P12-P13 P12-P14 P12-P05 P12-P06 P13-P14 P13-P05 P14-P15 "
    "P14-E2 P14-E3 P14-E4 P15-P16 P16-P17 P16-P18 P16-P21 P17-P21 P18-P21 P18-P19 P18-P18 P19-P18 P19-P20 P20-P21 E2-P21 "
    "E3-P21 E4-P21 E4-P05 E5-P21 P21-P22",
    "S": "S01-S02 S02-S03 S02-S09 S03-S04 S03-S09 S04-S05 S05-S06 S05-S07 S05-S08 S06-S08 S07-S08 S07-S10 S10-S07 S10-S11 S11-S08",
    "H": "H01-H02 H01-H13 H02-H03 H02-H13 H03-H04 H03-H13 H04-H05 H04-H04 H05-H06 H06-H07 H06-H08 H07-H08 H08-H12 H12-H08 H08-H13 "
    "H08-H09 H09-H10 H10-H11",
    "C": "C01-C02 C02-C03 C03-C04 C03-C10 C10-C03 C04-C05 C05-C06 C06-C08 C06-C07 C07-C08 C08-C09",
    "T": "T01-T02 T02-T03 T03-T04 T04-T05 T05-T06 T05-T07 T07-T08 T08-T06 T08-T09 T09-T10 T10-T06",
    "V": "V01-V02 V02-V12 V02-V03 V03-V12 V02-V04 V04-V05 V04-V06 V04-V09 V04-V12 V05-V07 V06-V07 V07-V08 V08-V07 "
    "V08-V12 V07-V12 V07-V09 V09-V10 V09-V12 V10-V13 V13-V11 V13-V12 V11-V12",
    "D": "D01-D02 D02-D03 D03-D04 D04-D05 D04-D03 D04-D06 D05-D08 D06-D07 D07-D04 D07-D08",
    "Q": "Q08-Q02 Q09-Q09 Q13-Q17 Q14-Q17 Q01-Q02 Q02-Q03 Q02-Q17 Q03-Q04 Q04-Q05 Q04-Q06 Q05-Q07 Q05-Q06 Q06-Q04 Q06-Q05 Q06-Q17 Q07-Q08 Q08-Q09 Q08-Q17 "
    "Q09-Q10 Q10-Q11 Q11-Q10 Q11-Q13 Q10-Q12 Q12-Q10 Q12-Q17 Q10-Q13 Q13-Q10 Q13-Q16 Q10-Q14 Q14-Q10 Q10-Q15 Q15-Q10 "
    "Q15-Q17 Q10-Q16 Q10-Q17",
}
ALL = pytest.mark.parametrize("code", "PSHCTVQD")


@ALL
def test_the_chart_is_sound(code: str) -> None:
    assert structure.check(shipped(code), acts=ACTS, duties=DUTIES, charts={"H", "C", "T"}) == []


@ALL
def test_the_steps_follow_each_other_as_agreed(code: str) -> None:
    rows = table.rows(shipped(code))
    assert {f"{row.code}-{after.code}" for row in rows for after in row.next if after.code} == set(EDGES[code].split())


@ALL
def test_every_step_says_all_that_people_need(code: str) -> None:
    graph = shipped(code)
    assert graph.key == code
    assert graph.name
    assert graph.title_en
    for node in graph.steps:
        step = node.step
        assert step is not None
        assert node.key.startswith(f"{step.code}_")
        assert re.search(r"[\u4e00-\u9fff]", node.name)
        assert re.fullmatch(r"[ -~]+", step.title_en)
        assert step.outcomes
        assert all(zh and en and re.fullmatch(r"[a-z_]+", outcome) for outcome, zh, en in step.outcomes)
        assert all(basis.law and basis.article.startswith("第") for basis in step.bases)
        assert all(guard.basis for guard in step.guards)
        assert all(limit.basis for limit in step.limits)


@ALL
def test_every_declared_outcome_is_either_the_only_one_or_tells_a_way(code: str) -> None:
    graph = shipped(code)
    for row in table.rows(graph):
        ways = {pair for after in row.next for pair in after.when}
        if len(row.outcomes) > 1 and len(row.next) > 1:
            assert all(any(zh in told for told, _en in ways) for _code, zh, _en in row.outcomes), row.code


@ALL
def test_everything_is_drawn(code: str) -> None:
    text = (CHARTS / f"{code}.bpmn").read_text("utf-8")
    graph = shipped(code)
    drawn = set(re.findall(r'bpmnElement="([^"]+)"', text))
    assert drawn == {graph.key, *graph.node, *(flow.key for flow in graph.flows)}


def test_a_hearing_and_a_discussion_report_what_the_penalty_chart_expects() -> None:
    for code, called in (("P11", "H"), ("P13", "C")):
        step = next(node.step for node in shipped("P").steps if node.step and node.step.code == code)
        ends = {node.outcome for node in shipped(called).nodes if node.kind == "end"}
        assert {outcome for outcome, _zh, _en in step.outcomes} == ends


def test_payment_does_not_wait_for_publication() -> None:
    graph = shipped("P")
    after_service = {flow.target for flow in graph.leaving["and_split"]}
    assert after_service == {"G_publish", "P18_record_payment"}
    assert [flow.condition for flow in graph.leaving["G_publish"]] == ["publish == true", ""]


def test_the_ninety_days_run_from_filing_to_decision() -> None:
    clock = shipped("P").clocks[0]
    assert (clock.opens, clock.closes) == ("enter:P04_assign", "leave:P14_decide")
    assert (clock.limit.value, clock.limit.unit) == (90, "calendar")


def test_the_charts_use_the_whole_vocabulary_of_guards() -> None:
    used = {guard.type for code in "PSHCTVQ" for node in shipped(code).steps if node.step for guard in node.step.guards}
    assert used == set(guards.GUARDS)


LINES = {code: (CHARTS / f"{code}.bpmn").read_text("utf-8").splitlines() for code in "PH"}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from("PH"), st.data())
def test_a_chart_with_lines_lost_doubled_or_moved_is_refused_or_examined_but_never_breaks(
    code: str, data: st.DataObject
) -> None:
    lines = list(LINES[code])
    for _ in range(data.draw(st.integers(1, 4))):
        at, to = (data.draw(st.integers(2, len(lines) - 3)) for _ in "12")
        what = data.draw(st.sampled_from(["lose", "double", "swap", "take"]))
        if what == "lose":
            del lines[at]
        elif what == "double":
            lines.insert(to, lines[at])
        elif what == "swap":
            lines[at], lines[to] = lines[to], lines[at]
        else:
            lines[at] = re.sub(
                r'"[^"]*"',
                data.draw(st.sampled_from(['""', '"start"', '"and_join"', '"P14_decide"', '"7"'])),
                lines[at],
                count=1,
            )
    try:
        graph = parse("\n".join(lines).encode())
    except BpmnRefused as refused:
        assert all(problem.sentence for problem in refused.problems)  # noqa: PT017
        return
    if not structure.check(graph, acts=ACTS, duties=DUTIES, charts={"H", "C", "T"}):
        assert isinstance(lint.check(graph, on=date(2026, 11, 23)), list)
        assert table.rows(graph)
