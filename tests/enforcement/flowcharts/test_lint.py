"""Each rule of law finds the chart that breaks it, shows how, and lets the lawful one pass."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dev import lint_table
from enforcement.flowcharts import lint
from enforcement.flowcharts.graph import (
    Basis,
    CaseClock,
    DocumentRule,
    Extension,
    Fact,
    Graph,
    GuardRule,
    Limit,
    RoleRule,
)
from enforcement.flowcharts.lint import articles, paths
from enforcement.flowcharts.lint.rule import COERCION, LICENSING, PENALTY
from tests.enforcement.flowcharts import unlawful
from tests.enforcement.flowcharts.drawn import changed, draw, rewired, shipped, step, without_guard

TODAY = date(2026, 11, 23)
P, S, H, C, T, V, Q = (shipped(code) for code in "PSHCTVQ")


def limits(code: str, graph: Graph, *values: Limit) -> Graph:
    return changed(graph, code, limits=values)


def law(value: int, unit: str, name: str, **more: str) -> Limit:
    return Limit(value, unit, law=name, article="第一条", **more)  # type: ignore[arg-type]


def clocked(**more: object) -> Graph:
    return replace(P, clocks=(replace(P.clocks[0], **more),))


def clock_limit(value: int, unit: str) -> Graph:
    return clocked(limit=law(value, unit, PENALTY))


HEARD_ANYWAY = replace(P, flows=tuple(f for f in P.flows if "heard" not in f.condition))
SUPERVISOR = (RoleRule("supervise"),)
GOVERNMENT = (RoleRule("govern"),)

BROKEN = {
    "CF44": (rewired(P, ("G_P08", "P09", "P10")), "P14_decide", "P10_hear_defence"),
    "CF44S": (rewired(S, ("G_S02", "S03", "S04")), "S04_deliver", "S02_confirm_facts"),
    "CF45": (rewired(P, ("P09", "P10", "P14")), "P14_decide", "P09_notify_party"),
    "CF48": (rewired(P, ("P15", "P16", "P17")), "P17_publish_decision", "P15_draw_up_decision"),
    "CF54": (rewired(P, ("P02", "P03", "P04")), "P06_conclude_investigation", "P04_assign"),
    "CF57": (rewired(P, ("G_P13", "P14", "P05"), ("G_P13", "P05", "P22")), "P14_decide", ""),
    "CF58": (rewired(P, ("G_P11", "P12", "P14")), "P14_decide", "P11_hearing"),
    "CF59": (rewired(P, ("G_P14", "P15", "P16")), "P16_serve", "P14_decide"),
    "CF62": (without_guard(P, "P14", "right_period_elapsed"), "P14_decide", ""),
    "CF67S": (rewired(P, ("P15", "P16", "P18")), "P18_record_payment", "P15_draw_up_decision"),
    "CF42": (changed(P, "P16", roles=(RoleRule("handle"),), guards=()), "P16_serve", ""),
    "CF57Q": (without_guard(C, "C03", "quorum"), "C03_convene", ""),
    "CF58P": (without_guard(P, "P12", "not_same_person"), "P12_review", ""),
    "CF58Q": (without_guard(P, "P12", "first_time_reviewer_has_law_qualification"), "P12_review", ""),
    "CF56": (limits("P30", P, law(7, "calendar", "本地规定")), "P30_preserve", ""),
    "CF60": (replace(P, clocks=()), "P14_decide", ""),
    "CF61": (limits("P16", P), "P16_serve", ""),
    "CF67": (limits("P18", P, law(10, "calendar", PENALTY)), "P18_record_payment", ""),
    "CF85": (limits("P16", P, law(7, "calendar", PENALTY), law(7, "working", PENALTY)), "P16_serve", ""),
    "QZ25": (limits("P31", P, law(60, "calendar", COERCION)), "P31_seize", ""),
    "QZ25E": (changed(P, "P31", extensions=(Extension(60, "calendar", "decide"),)), "P31_seize", ""),
    "QZ69": (limits("P20", P, law(10, "calendar", COERCION)), "P20_enforce", ""),
    "XK82": (limits("Q07", Q, law(20, "calendar", LICENSING)), "Q07_announce_applicant", ""),
    "CF38": (changed(P, "P31", bases=()), "P31_seize", ""),
    "CF51": (without_guard(S, "S04", "amount_within_power"), "S04_deliver", ""),
    "CF64A": (limits("H02", H, law(3, "working", PENALTY)), "H02_request_hearing", ""),
    "CF64B": (limits("H06", H, law(7, "working", PENALTY)), "H06_notify_hearing", ""),
    "CF64B2": (rewired(H, ("H05", "H06", "H08")), "H08_hold_hearing", "H05_schedule_hearing"),
    "CF64D": (without_guard(H, "H04", "chair_not_investigator"), "H04_designate_chair", ""),
    "CF64H": (rewired(H, ("G_H08", "H09", "H10")), "H10_report_hearing", "H08_hold_hearing"),
    "JD17": (rewired(Q, ("G_Q04", "Q05", "Q07")), "Q09_issue", "Q04_pass_professional_exam"),
    "JD27": (changed(V, "V06", roles=GOVERNMENT), "V06_opinion", ""),
    "JD29": (changed(V, "V10", roles=SUPERVISOR), "V10_decision", ""),
    **unlawful.MORE,
}  # fmt: skip
LAWFUL = [
    *((graph, TODAY) for graph in (P, S, H, C, T, V, Q, unlawful.LICENCE)),
    *((graph, unlawful.OLDER) for graph in unlawful.OLD.values()),
]


def found(graph: Graph, on: date = TODAY) -> dict[str, list[lint.Finding]]:
    result: dict[str, list[lint.Finding]] = {}
    for finding in lint.check(graph, on=on):
        result.setdefault(finding.code, []).append(finding)
    return result


@pytest.mark.parametrize(
    ("code", "graph", "node", "through"), [(code, *case) for code, case in BROKEN.items()], ids=BROKEN
)
def test_a_chart_that_breaks_the_rule_is_found_with_its_path(code: str, graph: Graph, node: str, through: str) -> None:
    rule = next(rule for rule in lint.catalogue() if rule.code == code)
    finding = found(graph, rule.until or TODAY)[code][0]
    assert finding.node == node
    assert finding.message in rule.says
    assert finding.line == graph.node[node].line
    assert "%(" not in finding.sentence
    assert code in str(finding)
    if through:
        keys = [key for key, _name in finding.path]
        assert through in keys
        assert keys[-1] == node
        assert finding.way.endswith(graph.node[node].name)
        assert finding.way in str(finding)
    else:
        assert finding.path == ()


def test_the_lawful_charts_pass_every_rule_and_each_rule_has_one() -> None:
    passed = set()
    for graph, on in LAWFUL:
        assert [str(f) for f in lint.check(graph, on=on)] == []
        passed |= {rule.code for rule in lint.catalogue() if rule.applies(lint.kinds(graph), on)}
    assert passed == set(BROKEN)


@pytest.mark.parametrize(("hours", "lawful"), [(24, True), (25, False)])
def test_an_urgent_measure_is_approved_within_a_day(hours: int, lawful: bool) -> None:
    assert ({"QZ18", "QZ19"}.isdisjoint(found(unlawful.urgent_then(hours)))) is lawful


@pytest.mark.parametrize(("law_", "lawful"), [(PENALTY, False), ("农业行政处罚程序规定", True)])
def test_another_law_may_set_a_longer_time_for_the_decision(law_: str, lawful: bool) -> None:
    assert ("CF60" not in found(clocked(limit=law(180, "calendar", law_)))) is lawful


@pytest.mark.parametrize(
    ("article", "spans"),
    [
        ("第五十四条第二款", ((54, 54),)),
        ("第二十二条至第二十八条", ((22, 28),)),
        ("第四条、第三十八条", ((4, 4), (38, 38))),
        ("第十条", ((10, 10),)),
        ("第一百二十三条", ((123, 123),)),
        ("第六项", ()),
    ],
)
def test_articles_are_read_as_written(article: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert articles.spans(article) == spans


def test_every_rule_of_the_catalogue_has_a_chart_that_breaks_it() -> None:
    rules = lint.catalogue()
    assert {rule.code for rule in rules} == set(BROKEN)
    assert [rule.code for rule in rules] == sorted(BROKEN)
    assert all(rule.law and rule.article.startswith("第") and str(rule.title) for rule in rules)


def test_the_shortest_path_is_shown() -> None:
    way = found(BROKEN["CF58"][0])["CF58"][0].path
    assert [key for key, _name in way] == ["P11_hearing", "P14_decide"]
    way = found(BROKEN["CF54"][0])["CF54"][0].path
    assert [key[:3] for key, _name in way] == ["sta", "P01", "P02", "P04", "P05", "P06"]


def test_a_heard_case_goes_to_review_even_after_a_second_investigation() -> None:
    finding = found(HEARD_ANYWAY)["CF58"][0]
    assert [key[:3] for key, _name in finding.path] == ["P11", "P05", "P06", "P07", "P08", "P09", "P10", "P14"]


def test_rules_count_only_while_in_force() -> None:
    broken = BROKEN["CF44"][0]
    assert "CF44" in found(broken, date(2021, 7, 15))
    assert "CF44" not in found(broken, date(2021, 7, 14))
    rule = lint.catalogue()[0]
    ended = replace(rule, until=TODAY)
    assert ended.applies(frozenset({*rule.kinds}), TODAY)
    assert not ended.applies(frozenset({*rule.kinds}), TODAY + timedelta(days=1))
    assert not ended.applies(frozenset(), TODAY) or not rule.kinds


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("P", "penalty"),
        ("S", "simplified"),
        ("H", "hearing"),
        ("C", "discussion"),
        ("V", "supervision"),
        ("D", "supervision"),
        ("Q", "credential"),
    ],
)
def test_the_kind_of_a_chart_is_read_from_what_it_does(code: str, kind: str) -> None:
    assert lint.kinds(shipped(code)) == {kind}


def test_errors_come_before_warnings() -> None:
    broken = rewired(changed(P, "P31", bases=()), ("P15", "P16", "P17"))
    severities = [finding.severity for finding in lint.check(broken, on=TODAY)]
    assert severities == sorted(severities)
    assert set(severities) == {"error", "warning"}


@pytest.mark.parametrize(
    ("value", "unit", "name", "right"),
    [
        (7, "working", PENALTY, True),
        (5, "calendar", PENALTY, False),
        (10, "working", PENALTY, False),
        (15, "calendar", PENALTY, True),
        (24, "hour", PENALTY, True),
        (3, "month", COERCION, True),
        (10, "working", COERCION, True),
        (11, "working", COERCION, False),
        (30, "calendar", COERCION, True),
        (45, "working", LICENSING, True),
        (45, "calendar", LICENSING, False),
        (7, "calendar", "山东省行政程序规定", True),
    ],
)
def test_the_unit_of_days_follows_law_and_number(value: int, unit: str, name: str, right: bool) -> None:
    rule = {PENALTY: "CF85", COERCION: "QZ69", LICENSING: "XK82"}.get(name, "CF85")
    graph = draw("s>t t>e", t={"step": step("t", limits=(law(value, unit, name),), bases=(Basis("法"),))})
    assert (rule not in found(graph)) is right
    written = Limit(value, unit, basis=f"{name}第一条")  # type: ignore[arg-type]
    graph = draw("s>t t>e", t={"step": step("t", limits=(written,), bases=(Basis("法"),))})
    assert (rule not in found(graph)) is right
    longer = Extension(value, unit, "decide", basis=f"{name}第一条")  # type: ignore[arg-type]
    graph = draw("s>t t>e", t={"step": step("t", extensions=(longer,), bases=(Basis("法"),))})
    assert (rule not in found(graph)) is right


def test_a_clock_is_held_to_the_day_unit_too() -> None:
    finding = found(clock_limit(90, "working"))["CF85"][0]
    assert finding.node == ""
    assert finding.line == 0
    assert P.name in finding.sentence


@pytest.mark.parametrize(
    ("graph", "lawful"),
    [
        (P, True),
        (clocked(opens="leave:P03_file_case"), True),
        (clocked(opens="enter:P03_file_case"), True),
        (clocked(opens="leave:P04_assign"), False),
        (clocked(opens="enter:P05_investigate"), False),
        (clocked(closes="leave:P16_serve"), False),
        (clocked(closes="leave:nowhere"), False),
        (clocked(opens="enter:nowhere"), False),
        (clock_limit(91, "calendar"), False),
        (clock_limit(60, "calendar"), True),
        (clock_limit(90, "working"), False),
    ],
)
def test_the_ninety_days_run_from_filing_to_decision(graph: Graph, lawful: bool) -> None:
    assert ("CF60" not in found(graph)) is lawful


@pytest.mark.parametrize(
    ("more", "lawful"),
    [
        ({"guards": (GuardRule("credential_valid_on"),)}, True),  # the role itself asks for two certified officers
        ({"guards": ()}, False),
        ({"roles": (RoleRule("handle", 2),), "guards": (GuardRule("credential_valid_on"),)}, False),
        ({"roles": (RoleRule("handle", 1, certified=True),), "guards": (GuardRule("credential_valid_on"),)}, False),
        ({"roles": (), "guards": (GuardRule("min_people", (("certified", "true"), ("n", "1"))),)}, False),
        ({"roles": (RoleRule("handle"),), "guards": (GuardRule("min_people", (("certified", "true"), ("n", "3"))), GuardRule("credential_valid_on"))}, True),
    ],
)  # fmt: skip
def test_two_officers_may_be_asked_for_by_role_or_guard(more: dict[str, object], lawful: bool) -> None:
    assert {"CF42", "CF55"}.isdisjoint(found(changed(P, "P05", **more))) is lawful


@pytest.mark.parametrize(("person", "organisation", "lawful"), [("200", "3000", True), ("100", "1000", True), ("201", "3000", False), ("200", "", False), ("x", "1", False)])  # fmt: skip
def test_a_penalty_on_the_spot_keeps_to_its_amounts(person: str, organisation: str, lawful: bool) -> None:
    guard = GuardRule("amount_within_power", (("organisation", organisation), ("person", person)))
    graph = changed(S, "S04", guards=(guard, GuardRule("credential_valid_on")))
    assert ("CF51" not in found(graph)) is lawful


@pytest.mark.parametrize(("extension", "lawful"), [
    (Extension(30, "calendar", "decide"), True), (Extension(20, "calendar", "decide"), True),
    (Extension(30, "working", "decide"), False), (Extension(30, "calendar", "decide", 2), False),
])  # fmt: skip
def test_a_seizure_is_extended_once(extension: Extension, lawful: bool) -> None:
    assert ("QZ25E" not in found(changed(P, "P31", extensions=(extension,)))) is lawful


def test_steps_that_are_not_public_need_no_public_basis() -> None:
    assert "CF38" not in found(changed(P, "P31", bases=(), public=False))


def test_letters_have_one_issuer() -> None:
    both = (*SUPERVISOR, *GOVERNMENT)
    assert "JD29" in found(changed(V, "V10", roles=both))
    assert "JD27" in found(changed(V, "V05", roles=both))


def test_the_largest_chart_is_examined_to_its_end() -> None:
    outcomes = tuple((f"o{i}", f"果{i}", f"O{i}") for i in range(40))
    acts = ["decide", "hold_hearing", "serve", "record_payment", "conclude_investigation", "issue"]
    keys = [f"t{i}" for i in range(148)]
    nodes = {key: {"step": step(key, act=acts[i % 6], outcomes=outcomes)} for i, key in enumerate(keys)}
    arrows = " ".join(f"{key}>g{i} g{i}>t{i + 1}* g{i}>t0[outcome == 'o1']" for i, key in enumerate(keys[:-1]))
    graph = draw(f"s>t0 {arrows} t147>e", **nodes)
    assert {"CF44", "CF54", "JD17"} <= set(found(graph))


# ------------------------------------------------------------------------------------------------- the search


def way(
    arrows: str, goal: str, avoid: str, facts: tuple[Fact, ...] = (), known: dict | None = None, **nodes: dict
) -> str:
    graph = draw(arrows, facts=facts, **nodes)
    ways = paths.from_start(graph, [graph.node[goal]], lambda n: n.key == avoid, **(known or {}))
    return " ".join(key for _goal, path in ways for key, _name in path)


def test_only_ways_that_outcomes_allow_are_searched() -> None:
    arrows = "s>t t>g g>u[outcome == 'yes'] g>g2* g2>v[outcome == 'yes'] g2>e* u>e v>e"
    assert way(arrows, "u", "none") == "s t u"
    assert way(arrows, "v", "none") == ""


def test_a_condition_that_must_hold_closes_the_default() -> None:
    arrows = "s>t t>g g>u[grave] g>v* u>e v>e"
    facts = (Fact("grave", "boolean"),)
    assert way(arrows, "v", "none", facts) == "s t v"
    assert way(arrows, "v", "none", facts, {"grave": True}) == ""
    assert way(arrows, "u", "none", facts, {"grave": False}) == ""
    assert way(arrows, "u", "none", facts, {"grave": "strange"}) == "s t u"
    assert way("s>t t>g g>u g>v* u>e v>e", "u", "none") == "s t u"  # an arrow without its condition may be taken


def test_a_step_in_one_branch_comes_before_what_follows_the_join() -> None:
    arrows = "s>p p>t p>u t>p2 u>p2 p2>v v>e"
    assert way(arrows, "v", "t") == ""
    assert way(arrows, "v", "w") in {"s t v", "s u v"}


def test_the_search_may_begin_inside_a_branch() -> None:
    graph = draw("s>p p>t p>u t>p2 u>p2 p2>v v>e")
    ways = paths.after(graph, [graph.node["t"]], [graph.node["v"]], lambda n: False)
    assert [[key for key, _name in path] for _goal, path in ways] == [["t", "v"]]


def test_the_search_goes_into_sub_processes_and_out_by_timers() -> None:
    inner = {key: {"parent": "z"} for key in ("s2", "t2", "e2")}
    assert way("s>z z>u u>e s2>t2 t2>e2", "u", "none", **inner) == "s z s2 t2 e2 u"
    assert way("s>z z>u u>e s2>t2 t2>e2", "u", "t2", **inner) == ""
    timer = {"attached_to": "t", "timer": "P5D"}
    assert way("s>t t>e b>u u>e", "u", "none", b=timer) == "s t b u"


def test_a_step_without_declared_outcomes_may_go_any_way() -> None:
    bare = {"step": step("t", outcomes=())}
    assert way("s>t t>g g>u[outcome == 'yes'] g>v* u>e v>e", "u", "none", t=bare) == "s t u"


def test_decisions_right_behind_filing_gateways_open_the_clock() -> None:
    nodes = {
        "t": {"step": step("t", act="file_case")},
        "u": {"step": step("u", act="decide", documents=(DocumentRule("a", "b"),))},
    }
    clock = CaseClock("c", "期限", law(90, "calendar", PENALTY), "enter:u", "leave:u")
    graph = replace(draw("s>t t>g g>g2[outcome == 'no'] g>u* g2>u u>e", **nodes), clocks=(clock,))
    assert "CF60" not in found(graph)
    assert "CF60" in found(replace(graph, clocks=(replace(clock, opens="enter:v"),)))


def test_docs_of_the_rules_are_current() -> None:
    assert lint_table.main(["check"]) == 0
