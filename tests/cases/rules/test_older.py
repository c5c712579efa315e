"""Cases of before the revision of 2021: old duties are judged by the old text and numbers, new ones not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.rules.file import CaseFile, Legal, Officer, Person, ServiceFact
from cases.rules.file_after import PaymentFact
from cases.rules.held import MeasureFact
from cases.rules.older import ARTICLES, NEW, cited, numbers_of
from cases.rules.registry import audit
from cases.rules.weighed import FinedFact
from tests.factories.files import HELPER, A, a_clean_file, decision, hearing, inquiry, notice, terms

UNKNOWN = Officer("丙", fault="none")
AMOUNT = terms(5000)


pytestmark = pytest.mark.usefixtures("_english")


def told(on: str, given: Any = AMOUNT, **more: Any) -> Any:
    """Return a notice with three days for the defence."""
    made = notice(on, given, **more)
    return replace(made, defence_until=made.served_on)


def old(**changes: Any) -> CaseFile:
    """Return a case of June 2021 that kept the law of then: no publication, one officer served."""
    facts: dict[str, Any] = {
        "clue_on": date(2021, 5, 28), "filed_on": date(2021, 6, 1), "act_on": date(2021, 5, 20),
        "inquiries": (inquiry("2021-06-03", A, UNKNOWN),), "notices": (told("2021-06-10"),),
        "decision": decision("2021-06-17", AMOUNT), "published_on": None, "performed_on": date(2021, 7, 1),
        "services": (ServiceFact("decision", date(2021, 6, 18), (A,)),), "closed_on": date(2021, 7, 2),
    }  # fmt: skip
    legal = numbers_of(Legal(), act_on=date(2021, 5, 20), filed_on=date(2021, 6, 1))
    return a_clean_file(**{**facts, "legal": legal, **changes})


def test_a_case_that_kept_the_law_of_then_is_clean():
    assert audit(old()) == []


SHUT = terms(0, 0, "shutdown")
CASH = PaymentFact(date(2021, 6, 18), Decimal(50), channel="on_the_spot", ground="68a", receipt="1",
                   handed_in_on=date(2021, 6, 18), banked_on=date(2021, 6, 18))  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "broken", "article"),
    [
        ({"inquiries": (inquiry("2021-06-03", A),)}, "R01", "第三十七条第一款"),
        ({"inquiries": (inquiry("2021-06-03", A, HELPER),)}, "R01", "第三十七条第一款"),
        ({"notices": ()}, "R09", "第三十一条、第四十一条"),
        ({"decision": decision("2021-06-11", AMOUNT)}, "R10", "第三十二条、第四十二条第一款第一项"),
        ({"notices": (told("2021-06-10", SHUT),), "decision": decision("2021-06-17", SHUT)}, "R11", "第四十二条第一款"),
        (
            {"notices": (told("2021-06-10", hearing=True, hearing_requested_on=date(2021, 6, 15)),)},
            "R12", "第四十二条第一款",
        ),
        (
            {"hearings": (hearing("2021-06-10", "2021-06-17", "2021-06-10", chair=Person("甲"), chair_certificate=""),)},
            "R14", "第四十二条第一款第四项",
        ),
        ({"services": (ServiceFact("decision", date(2021, 7, 1), (A,)),)}, "R23", "第四十条"),
        ({"payments": (CASH,), "chart": "S", "notices": (), "decision": decision("2021-06-17", terms(50))}, "R25", "第四十六条至第四十八条"),
        ({"chart": "S", "party_kind": "person", "notices": (), "decision": decision("2021-06-17", terms(60))}, "R27", "第三十三条"),
        ({"fined": (FinedFact(9, "x", date(2021, 6, 1), Decimal(100), True),)}, "R28", "第二十四条"),
        ({"act_on": date(2019, 5, 1)}, "R29", "第二十九条"),
        ({"decision": decision("2021-06-17", AMOUNT, sealed=False)}, "R37", "第三十九条"),
        (
            {"measures": (MeasureFact("preserve", date(2021, 6, 3), date(2021, 6, 15), date(2021, 6, 21)),)},
            "R07", "第三十七条第二款",
        ),
    ],
)  # fmt: skip
def test_what_was_a_duty_then_is_found_with_the_article_of_then(changes, broken, article):
    assert {(f.rule, f.article) for f in audit(old(**changes))} == {
        (broken, f"中华人民共和国行政处罚法（2021年修订前）{article}")
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"notices": (told("2021-06-10", terms(4000)),)},  # the notice did not have to name the penalty
        {"chart": "S", "filed_on": None, "inquiries": (inquiry("2021-06-03", A),), "notices": (), "decision": decision("2021-06-17", terms(1000))},
        {"notices": (told("2021-06-10", terms(0, 0, "downgrade")),), "decision": decision("2021-06-17", terms(0, 0, "downgrade"))},
    ],
)  # fmt: skip
def test_what_was_none_is_not_red(changes):
    assert [f for f in audit(old(**changes)) if f.severity == "red"] == []


def test_what_was_done_since_the_revision_follows_it_also_in_a_case_filed_before():
    file = old(
        inquiries=(inquiry("2021-07-20", A, UNKNOWN),), services=(ServiceFact("decision", date(2021, 7, 20), (A,)),)
    )
    assert [(f.key, f.article) for f in audit(file, ["R01"])] == [
        ("inquiry:0", f"{NEW}第四十二条第一款"), ("service:decision:0", f"{NEW}第四十二条第一款")
    ]  # fmt: skip


def test_articles_are_renumbered_by_the_day():
    day = date(2021, 7, 14)
    assert all(cited(NEW + new, day) != NEW + new for new in ARTICLES)
    assert cited(f"{NEW}第六十条", day) == f"{NEW}第六十条"
    assert cited(f"{NEW}第六十一条", date(2021, 7, 15)) == f"{NEW}第六十一条" == cited(f"{NEW}第六十一条", None)
