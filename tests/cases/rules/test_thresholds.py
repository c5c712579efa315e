"""When an alarm about a term comes on, and the facts that rules judge beside the plain course of a case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.rules import file_after as after
from cases.rules.file import Legal, MemberFact, Person, RecusalFact, StepFact
from cases.rules.registry import audit
from cases.rules.thresholds import Points, Term, comes_on
from cases.settings import declare_all
from enforcement.errors import Invalid
from enforcement.flowcharts.calendar.national import national
from enforcement.flowcharts.deadlines import Suspended
from enforcement.organisation.parameters import check
from tests.factories.files import a_clean_file, a_file, day, decision, discussion, hearing, notice, review, terms

CALENDAR = national()
NINETY = Term(day("06-15"), 90, working=False, raw_on=day("06-14"))


@pytest.mark.parametrize(
    ("point", "on"),
    [("off", None), ("past", "06-16"), ("90%", "06-05"), ("1", "06-12"), ("90%,1", "06-05"), ("0", "06-15"),
     ("+2", "06-17"), ("+0", "06-16"), ("120%", "07-02")],
)  # fmt: skip
def test_where_a_point_lies_on_the_ninety_days(point, on):
    assert comes_on(point, NINETY, CALENDAR) == (day(on) if on else None)


def test_the_setting_says_how_it_is_written():
    declare_all()
    assert check("alarm.r22.yellow_at", "80%,3") == "80%,3"
    with pytest.raises(Invalid) as refusal:
        check("alarm.r22.yellow_at", "soon")
    assert "90%" in str(refusal.value.remedy)


def test_one_fact_grows_from_notice_to_yellow_to_red_under_one_key():
    legal = Legal(points={"R23": Points("5", "2", "past")})
    file = a_clean_file(services=(), legal=legal, published_on=day("04-03"), closed_on=None, performed_on=None)
    found = [audit(replace(file, today=day(on)), ["R23"]) for on in ("04-03", "04-07", "04-10", "04-15")]
    assert [[f.severity for f in one] for one in found] == [[], ["notice"], ["yellow"], ["red"]]
    assert len({f.key for one in found for f in one}) == 1


def test_the_check_of_a_clue_knows_extensions_of_any_kind_and_time_that_does_not_count():
    late = a_file("04-10", clue_on=day("03-10"), filed_on=day("04-08"))
    assert [f.severity for f in audit(late, ["R05"])] == ["yellow"]
    extended = StepFact("P02", "立案前核查", day("03-10"), day("04-08"), extended=True)
    assert audit(replace(late, steps=(extended,)), ["R05"]) == []
    assert audit(replace(late, check_pauses=(Suspended(day("03-12"), day("03-25")),)), ["R05"]) == []


HEARD = {"notices": (notice("04-20", terms(20000), hearing=True),), "decision": decision("05-29", terms(20000))}
WORLDS = {
    "R13": {"hearings": (hearing("04-23", held="05-12"),)},
    "R18": {"hearings": (hearing("04-23", held="05-12", served="04-24"),), "discussions": (discussion("05-06"),)},
    "R19": {"recusals": (RecusalFact(Person("负责人1"), day("03-20"), day("03-21"), granted=True),),
            "recused": (Person("负责人1", since=day("03-21")),), "discussions": (discussion("05-26"),)},
    "R04": {"steps": (StepFact("P32", "回避", day("03-20"), day("03-21"), outcome="granted"),)},
    "R34": {"recordings": (after.RecordingFact("hearing", day("05-12"), entered_on=day("05-20")),)},
    "R30": {"reviews": (review("05-22", crime="seen"),)},
}  # fmt: skip


@pytest.mark.parametrize("rule", WORLDS)
def test_what_the_catalogue_names_beside_the_plain_breach(rule):
    assert rule in {f.rule for f in audit(a_clean_file(today=day("07-01"), **{**HEARD, **WORLDS[rule]}))}


def test_a_dissent_without_its_words_and_an_unanswered_question():
    talk = discussion("05-26", votes=("penalise", "penalise", "change"))
    members = tuple(replace(m, opinion="" if m.vote == "change" else "同意") for m in talk.members)
    assert isinstance(members[0], MemberFact)
    told = audit(a_clean_file(discussions=(replace(talk, members=members),)), ["R21"])
    assert [f.key.rsplit(":", 1)[1] for f in told] == ["dissent"]
    asked = a_clean_file(is_outside=True, told=frozenset({"crime_sign"}))
    assert [f.key.split(":")[0] for f in audit(asked, ["R30"])] == ["unanswered"]
    assert audit(replace(asked, crime_sign=False), ["R30"]) == []
