"""A yearly report as a printed sheet, in Chinese, with its counting rules and its fingerprint."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override

from cases.documents.layout import chinese_day, form_sheet
from cases.yearly.models import YearlyReport
from cases.yearly.shown import Shown, ShownTable, tables_of


def paper(report: YearlyReport, *, address: str) -> bytes:
    """Return a report as a PDF; ``address`` is that of its public page."""
    with override("zh-hans"):
        rows = [row for table in tables_of(report, inner=False) for row in _table(table)]
    known = chinese_day(date.fromisoformat(report.content["known_on"]))
    more = f"本版更正上一版，原因：{report.correction}\n" if report.correction else ""
    missing = (
        f"所辖单位中有{len(report.content['missing'])}个尚未公开本年度年报，其填报数未计入。\n"
        if report.content["missing"]
        else ""
    )
    footer = (
        f"统计日：{known}；第{report.version}版。{more}{missing}校验值（SHA-256）：{report.sha256}\n公开网页：{address}"
    )
    title = f"{report.year}年度行政执法统计年报"
    return form_sheet(title, rows, agency=report.agency.name, footer=footer)


def _table(table: ShownTable) -> list[tuple[str, str]]:
    return [(str(table.title), str(table.table.rule)), *((str(row.line.title), _amount(row)) for row in table.rows)]


def _amount(row: Shown) -> str:
    told = row.text if row.amount is not None else "未填报"
    share = f"（{row.share}%）" if row.share is not None else ""
    before = f"　上年度：{row.before:,f}" if row.before is not None else ""
    return f"{told}{share}{before}"
