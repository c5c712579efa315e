"""Score sheets come from a workbook: every wrong cell is named, and a second person publishes."""

from decimal import Decimal

import pytest

from cases.rules.catalogue import everything
from cases.supervision.file_review.models import ScoreSheet
from cases.supervision.file_review.publish_sheet import OwnSheet, SheetPublished, publish_sheet
from cases.supervision.file_review.sheets.checking import check
from cases.supervision.file_review.sheets.shipped import lines
from cases.supervision.file_review.sheets.template import template
from cases.supervision.file_review.take_in_sheet import SheetWrong, take_in_sheet
from tests.factories import file_review as made
from tests.factories import flowcharts as charts
from tests.factories.cases import day


def changed(row: int, column: int, text: str) -> bytes:
    found = lines()
    found[row - 2][column] = text
    return template(found)


def test_the_offered_sheet_has_a_hundred_points_and_asks_after_every_rule_of_a_case():
    checked = check(template())
    assert (checked.problems, sum(i["points"] for i in checked.items)) == ([], Decimal(100))
    asked = {rule for item in checked.items for rule in item["rules"]}
    assert {rule.code for rule in everything() if rule.code <= "R37"} <= asked
    assert {i["check_code"] for i in checked.items} == {"", "complete", "order", "pages", "signatures"}


@pytest.mark.parametrize(
    ("row", "column", "text", "problem"),
    [
        (7, 3, "三", ("D7", "number")), (7, 3, "3.25", ("D7", "number")), (7, 3, "", ("D7", "no_points")),
        (2, 3, "5", ("D2", "fatal_points")), (7, 4, "有", ("E7", "choice")), (7, 6, "R05、R99", ("G7", "rule")),
        (7, 7, "4", ("H7", "over")), (7, 2, "", ("C7", "missing")), (8, 1, "A1", ("B8", "twice")),
        (7, 9, "归档", ("J7", "choice")), (7, 3, "4", ("D2:D34", "total")), (7, 5, "条" * 121, ("F7", "long")),
    ],
)  # fmt: skip
def test_each_wrong_cell_is_named(row, column, text, problem):
    assert [(p.cell, p.code) for p in check(changed(row, column, text)).problems] == [problem]


def test_no_workbook_and_missing_columns_are_said_so():
    assert [p.code for p in check(b"%PDF-1.7").problems] in (["no_column"], ["no_table"])
    assert [p.code for p in check(template([])).problems] == ["empty"]


def test_a_sheet_is_published_by_another_and_never_twice(town, by):
    with pytest.raises(SheetWrong) as fault:
        take_in_sheet(
            agency_id=town.county.pk, by=by, at=made.AT, title="评分表", source="文件", from_on=day("03-01"),
            content=changed(7, 3, "三"),
        )  # fmt: skip
    assert "D7" in str(fault.value.remedy)
    assert not ScoreSheet.objects.exists()
    sheet = made.a_sheet(town.county, publish=False)
    with pytest.raises(OwnSheet):
        publish_sheet(sheet_id=sheet.pk, by=charts.actor(sheet.made_by), at=made.AT)
    publish_sheet(sheet_id=sheet.pk, by=by, at=made.AT)
    with pytest.raises(SheetPublished):
        publish_sheet(sheet_id=sheet.pk, by=by, at=made.AT)
    assert [made.a_sheet(town.county).version, sheet.version] == [2, 1]
