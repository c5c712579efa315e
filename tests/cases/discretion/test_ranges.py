from __future__ import annotations

from decimal import Decimal

import pytest

from cases.discretion.circumstances import CIRCUMSTANCES, effect_of, known
from cases.discretion.ranges import Shares, Span, in_yuan, reached

SHARES = Shares()


def span(low: int, high: int) -> Span:
    return Span(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("effect", "low", "high"),
    [
        ("", 192000, 256000),
        ("lighter", 160000, 208000),
        ("heavier", 272000, 320000),
        ("both", 160000, 320000),
        ("exempt", 0, 0),
    ],
)
def test_the_range_of_sample_case_2_follows_the_effect(effect: str, low: int, high: int) -> None:
    statute = in_yuan(Decimal(5), Decimal(10), Decimal(32000))
    grade = in_yuan(Decimal(6), Decimal(8), Decimal(32000))
    found = reached(statute, grade, effect, SHARES)
    assert (found.low, found.high) == (low, high)


def test_mitigated_is_below_the_minimum_and_never_the_minimum_itself() -> None:
    found = reached(span(5000, 50000), span(5000, 20000), "mitigate", SHARES)
    assert found.holds(Decimal(4999))
    assert not found.holds(Decimal(5000))


def test_the_share_may_be_taken_of_the_grade_where_the_agency_says_so() -> None:
    found = reached(span(0, 20000), span(6000, 14000), "lighter", Shares(of="grade"))
    assert (found.low, found.high) == (6000, 8400)


@pytest.mark.parametrize(
    ("codes", "chosen", "effect"),
    [
        ((), "", ""),
        (("removed",), "", "lighter"),
        (("removed",), "mitigate", "mitigate"),
        (("removed",), "heavier", "lighter"),
        (("removed", "repeated"), "", "both"),
        (("removed", "repeated"), "lighter", "lighter"),
        (("repeated", "under14"), "heavier", "exempt"),
        (("first",), "", ""),
        (("first",), "exempt", "exempt"),
        (("unheard of",), "", ""),
    ],
)
def test_the_effect_is_what_the_law_allows(codes: tuple[str, ...], chosen: str, effect: str) -> None:
    assert effect_of(known(codes), chosen) == effect


def test_every_circumstance_names_its_article_and_ten_of_shandong_make_heavier() -> None:
    assert all(one.article and one.title_zh for one in CIRCUMSTANCES.values())
    assert sum("裁量权办法第十六条" in one.article for one in CIRCUMSTANCES.values()) == 10
