"""The circular of a round (通报), and its league as a sheet: PDF papers, in Chinese as official papers are."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.utils import translation

from cases.documents.layout import catalogue_sheet, chinese_day, official_paper
from cases.supervision.file_review.league import Row, league_of
from cases.supervision.file_review.models import ReviewedFile, ReviewRound
from enforcement import clock

HEADS = ("序号", "单位", "件数", "平均分", "优秀", "良好", "合格", "不合格", "主要扣分项目")
WIDTHS = (9, 32, 10, 13, 10, 10, 10, 13, 49)


def circular(round_: ReviewRound) -> bytes:
    """Return the circular of a closed round."""
    with translation.override("zh-hans"):
        rows = league_of(round_)
        grades = sum((row.grades for row in rows), Counter())
        number, scored = (
            sum(row.files for row in rows),
            "、".join(_grade(code, grades) for code in ReviewedFile.Grade.values),
        )
        total = sum((row.average * row.files for row in rows), Decimal(0)) / max(number, 1)
        day = chinese_day(clock.day_of(round_.closed_at)) if round_.closed_at else ""
        paragraphs = [
            f"{round_.number}“{round_.title}”评查{_period(round_)}办结的案卷{number}件，评查工作于{day}结束。现将结果通报如下：",
            "一、总体情况",
            f"平均{total:.1f}分。其中{scored}。",
            "二、各单位情况",
            *(f"{n}.{_said(row)}" for n, row in enumerate(rows, 1)),
            "三、抽取和评分",
            f"案卷由公布的种子抽取，任何人可以复算。名单的哈希值为{round_.list_sha256}，种子为{round_.seed}。",
            "每件案卷由两名评查员独立评分，相差较大的由第三人评分；对结果有异议的已经复核。",
        ]
        body = clock.day_of(round_.closed_at) if round_.closed_at else None
        return official_paper("案卷评查情况通报", "", round_.agency.name, paragraphs, body, addressee="各有关单位")


def league_sheet(round_: ReviewRound) -> bytes:
    """Return the league as a table."""
    with translation.override("zh-hans"):
        rows = [_line(n, row) for n, row in enumerate(league_of(round_), 1)]
        return catalogue_sheet(
            "案卷评查结果汇总表", HEADS, rows, WIDTHS, number=round_.number, agency=round_.agency.name
        )


def _grade(code: str, grades: Counter[str]) -> str:
    return f"{ReviewedFile.Grade(code).label}{grades[code]}件"


def _said(row: Row) -> str:
    faults = "；".join(f"{title}（{n}件）" for _code, title, n in row.faults)
    return f"{row.agency.name}：{row.files}件，平均{row.average}分。" + (f"主要扣分项目：{faults}。" if faults else "")


def _period(round_: ReviewRound) -> str:
    return f"{chinese_day(round_.closed_from)}至{chinese_day(round_.closed_to)}"


def _line(place: int, row: Row) -> tuple[str, ...]:
    faults = "；".join(title for _code, title, _n in row.faults) or "无"
    return (str(place), row.agency.name, str(row.files), str(row.average), *map(str, row.counts), faults)
