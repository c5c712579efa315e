"""Check rows of a list: each problem names the column, so that a form and a workbook say the same of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from cases.publicity.lists.kinds import Field, Kind
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.models import Agency

LONGEST: Final = {"code": 60, "title": 200}
LONG: Final = 4000
PRIVATE: Final = re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{9}[\dXx](?!\d)")
Texts = Mapping[str, str]


class Fault(NamedTuple):
    """What is wrong with one column of a row, by the code of its sentence; ``more`` is what the sentence names."""

    field: str
    code: str
    more: dict[str, Any]


def charts_for(agency: Agency) -> frozenset[str]:
    """Return the codes of the published flowcharts that hold for an agency: its own and those of agencies above."""
    rows = FlowchartVersion.objects.filter(status="published", flowchart__agency_id__in=agency.line)
    return frozenset(rows.values_list("flowchart__code", flat=True))


def faults(kind: Kind, texts: Texts, charts: frozenset[str]) -> list[Fault]:
    """Return what is wrong with a row; ``texts`` are what its cells say."""
    found = [fault for field in kind.fields if (fault := _of_cell(field, texts.get(field.code, ""), charts))]
    wrong = {fault.field for fault in found}
    return found + [fault for fault in _in_order(kind, texts) if fault.field not in wrong]


def _of_cell(field: Field, text: str, charts: frozenset[str]) -> Fault | None:
    said: dict[str, Any] = {"heading": field.heading, "said": text[:60]}
    if not text:
        return Fault(field.code, "missing", said) if field.needed else None
    if len(text) > (most := LONGEST.get(field.code, LONG)):
        return Fault(field.code, "long", {**said, "most": most})
    if field.code != "code" and PRIVATE.search(text):
        return Fault(field.code, "private", said)
    among = charts if field.kind == "chart" else field.among
    fits = {
        "choice": text in among,
        "chart": text in among,
        "days": text.isascii() and text.isdigit() and len(text) < 5,  # noqa: PLR2004 (no term has ten thousand days)
        "date": day_of(text) is not None,
    }.get(field.kind, True)
    return None if fits else Fault(field.code, field.kind, {**said, "among": "、".join(sorted(among))})


def _in_order(kind: Kind, texts: Texts) -> Iterator[Fault]:
    for first, second in kind.ordered:
        one, other = day_of(texts.get(first, "")), day_of(texts.get(second, ""))
        if one and other and other < one:
            yield Fault(second, "order", {"heading": kind.field(second).heading, "before": kind.field(first).heading})


def day_of(text: str) -> date | None:
    """Return a day as a cell writes it (2026-01-05, 2026/1/5, 2026年1月5日, a date of the workbook), None for none."""
    plain = text.strip().removesuffix("日").replace("年", "-").replace("月", "-").replace("/", "-").replace(".", "-")
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def kept(kind: Kind, texts: Texts) -> dict[str, str]:
    """Return the facts of a row that has no fault, as they are kept: days as ISO dates, what is empty left out."""
    facts = {}
    for field in kind.fields:
        text = texts.get(field.code, "").strip()
        day = day_of(text) if field.kind == "date" else None
        if text:
            facts[field.code] = day.isoformat() if day else text
    return facts
