"""The table says each step in walking order, with limits in words and where it leads."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from enforcement.flowcharts import table
from enforcement.flowcharts.graph import Fact, Limit
from tests.enforcement.flowcharts.drawn import draw, shipped, step

YES, NO = ("是", "Yes"), ("否", "No")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(7, "working"), "within 7 working days"),
        (Limit(1, "calendar"), "within 1 calendar day"),
        (Limit(24, "hour", "case"), "within 24 hours of the opening of the case"),
        (Limit(3, "month", "event:notice_served"), "within 3 months of service of the notice"),
        (Limit(3, "minute", "event:bell_rung"), "within 3 minutes of bell rung"),
        (
            Limit(7, "working", "event:hearing_on", roll="backward"),
            "at least 7 working days before the day of the hearing",
        ),
        (Limit(7, "working", roll="backward"), "at least 7 working days before the event"),
        (Limit(2, "working", kind="internal"), "within 2 working days (rule of the agency or its field)"),
        (Limit(2, "working", kind="promise"), "within 2 working days (promised)"),
    ],
)
def test_a_limit_is_said_in_words(limit: Limit, words: str) -> None:
    assert table.limit_words(limit) == words


def test_a_limit_is_said_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert table.limit_words(Limit(3, "month", "event:notice_served")) == "自告知书送达之日起3个月内"
        assert table.limit_words(Limit(7, "working", "event:hearing_on", roll="backward")) == "举行听证的7个工作日前"


def test_the_steps_come_in_walking_order() -> None:
    order = [row.code for row in table.rows(shipped("P"))]
    assert order[:6] == ["P01", "P02", "P03", "E1", "P04", "P05"]
    assert order[-2:] == ["P21", "P22"]
    assert [row.number for row in table.rows(shipped("P"))] == list(range(1, 32))
    for before, later in [
        ("P09", "P10"),
        ("P11", "P12"),
        ("P12", "P14"),
        ("P18", "P21"),
        ("P17", "P21"),
        ("E5", "P21"),
    ]:
        assert order.index(before) < order.index(later)


def test_a_row_says_all_of_its_step() -> None:
    row = next(row for row in table.rows(shipped("P")) if row.code == "P16")
    assert (row.title, row.title_en, row.act, row.public, row.called) == (
        "送达",
        "Serve the decision",
        "serve",
        True,
        "",
    )
    assert row.limit == "within 7 working days"
    assert [role.ref for role in row.roles] == ["handle"]
    assert "送达回证" in [document.name for document in row.documents]
    assert str(row.bases[0]) == "中华人民共和国行政处罚法第六十一条"
    assert row.outcomes == (("served", "已送达", "Served"),)
    hearing = next(row for row in table.rows(shipped("P")) if row.code == "P11")
    assert hearing.called == "H"
    assert next(row for row in table.rows(shipped("P")) if row.code == "P31").extensions[0].by == 30


def leads(arrows: str, key: str, **nodes: dict) -> dict[str, tuple]:
    rows = {row.key: row for row in table.rows(draw(arrows, facts=(Fact("grave", "boolean"),), **nodes))}
    return {after.key: after.when for after in rows[key].next}


def test_what_comes_next_is_said_by_outcome() -> None:
    assert leads("s>t t>g g>u[outcome == 'yes'] g>e* u>e", "t") == {"u": (YES,), "e": (NO,)}
    assert leads("s>t t>u u>v v>e", "u") == {"v": ()}
    assert leads("s>t t>g g>u[outcome == 'yes'] g>g2* g2>u u>e", "t") == {"u": (YES, NO)}


def test_a_step_with_one_outcome_leads_on_always() -> None:
    one = {"step": step("t", outcomes=(("done", "完成", "Done"),))}
    assert leads("s>t t>e", "t", t=one) == {"e": ()}
    assert leads("s>t t>e", "t", t={"step": step("t", outcomes=())}) == {"e": ()}


def test_what_a_fact_decides_is_said_by_the_arrow() -> None:
    one = {"step": step("t", outcomes=())}
    assert leads("s>t t>g g>u[grave] g>e* u>e", "t", t=one) == {"u": (("g到u", "g到u"),), "e": (("g到e", "g到e"),)}
    two = leads("s>t t>g g>u[grave] g>e* u>e", "t")
    assert two["u"] == (("是，且g到u", "Yes and g到u"), ("否，且g到u", "No and g到u"))


def test_behind_a_join_all_branches_are_waited_for() -> None:
    one = {"step": step("t", outcomes=())}
    assert leads("s>p p>t p>u t>p2 u>p2 p2>v v>e", "t", t=one) == {"v": (table.TOGETHER,)}


def test_timers_and_sub_processes_are_shown() -> None:
    one = {"step": step("t", outcomes=())}
    assert leads("s>t t>w w>e", "t", t=one, w={"timer": "P5D", "name": ""}) == {"e": (("P5D", "P5D"),)}
    lapsed = leads("s>t t>e b>u u>e", "t", t=one, b={"timer": "P5D", "attached_to": "t"})
    assert lapsed == {"e": (), "u": (("名b", "名b"),)}
    inner = {key: {"parent": "z"} for key in ("s2", "t2", "e2")}
    rows = table.rows(draw("s>z z>u u>e s2>t2 t2>e2", **inner))
    assert [row.key for row in rows] == ["z", "t2", "u"]
    assert [after.key for after in rows[1].next] == ["u"]


def test_a_circle_of_gateways_does_not_hang_the_table() -> None:
    assert leads("s>t t>g g>g2* g>e[outcome == 'yes'] g2>g", "t") == {"e": (YES,)}
