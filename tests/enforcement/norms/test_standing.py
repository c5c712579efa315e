"""How a citation stood on a day, by the confirmed rows of the register."""

from datetime import date

import pytest

from enforcement.norms.citations import Citation
from enforcement.norms.standing import NormFact, Register, VersionFact

OLD = VersionFact(date(2017, 9, 1))
NEW = VersionFact(date(2021, 7, 15), amended=frozenset({42, 63}), repealed=frozenset({46}))
LAW = NormFact(1, "中华人民共和国示例法", "law", (OLD, NEW))
RULES = NormFact(2, "示例市办法", "normative", (VersionFact(date(2021, 1, 1), date(2025, 12, 31)),))
REPEALED = NormFact(3, "示例规定", "department", (OLD,), (date(2023, 6, 30),))
BACK = NormFact(4, "示例条例", "regulation", (OLD, NEW, VersionFact(date(2024, 1, 1), amended=frozenset({46}))))
ANEW = NormFact(5, "示例办法", "department", (OLD, VersionFact(date(2024, 1, 1))), (date(2023, 12, 31),))
ADDED = VersionFact(
    date(2026, 4, 3), amended=frozenset({20, 30, 90, 10030}), repealed=frozenset({40}), added=frozenset({30, 90, 10030})
)
LONGER = NormFact(6, "示例规则", "department", (OLD, ADDED))
REGISTER = Register({norm.title: norm for norm in (LAW, RULES, REPEALED, BACK, ANEW, LONGER)})


@pytest.mark.parametrize(
    ("title", "article", "on", "code"),
    [
        ("中华人民共和国示例法", 42, date(2017, 8, 31), "not_yet"),
        ("中华人民共和国示例法", 42, date(2017, 9, 1), "in_force"),
        ("示例法", 46, date(2021, 7, 14), "in_force"),
        ("示例法", 46, date(2021, 7, 15), "repealed_article"),
        ("示例条例", 46, date(2023, 12, 31), "repealed_article"),
        ("示例条例", 46, date(2024, 1, 1), "in_force"),  # a later version put an article there again
        ("示例市办法", 1, date(2025, 12, 31), "in_force"),
        ("示例市办法", 1, date(2026, 1, 1), "expired"),
        ("示例规定", 1, date(2023, 6, 30), "in_force"),
        ("示例规定", 1, date(2023, 7, 1), "expired"),
        ("示例办法", 1, date(2023, 12, 31), "in_force"),  # its successor of the same title begins the day after
        ("示例办法", 1, date(2024, 1, 1), "in_force"),
        ("示例规则", 90, date(2026, 4, 2), "not_yet"),
        ("示例规则", 90, date(2026, 4, 3), "in_force"),
        ("示例规则", 10030, date(2026, 4, 2), "not_yet"),
        ("示例规则", 30, date(2026, 4, 2), "in_force"),  # numbered anew: there was another under this number
        ("别的办法", 1, date(2026, 1, 1), "unregistered"),
    ],
)
def test_a_citation_stands_as_of_its_day(title, article, on, code):
    assert REGISTER.standing(Citation(title, frozenset({article})), on).code == code


@pytest.mark.parametrize(
    ("articles", "after", "changed"),
    [
        ({42}, date(2020, 1, 1), {42}),
        ({43}, date(2020, 1, 1), None),
        ({42}, date(2021, 7, 15), None),
        (set(), date(2020, 1, 1), {42, 46, 63}),
    ],
)
def test_what_changed_after_a_text_was_made_is_known(articles, after, changed):
    found = REGISTER.amended_since(Citation("示例法", frozenset(articles)), after, date(2026, 1, 1))
    assert (set(found.articles) if found else None) == changed
