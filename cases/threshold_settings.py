"""When alarms about terms come on and turn yellow or red: three parameters for each rule that judges a term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cases.rules.thresholds import COLOURS, DEFAULTS, LATE_IS_YELLOW, LIGHTS, PATTERN, Points
from enforcement.organisation.models import Agency, ParameterValue
from enforcement.organisation.parameters import Parameter

SOURCE: Final = "法律未规定；地方电子监察：用时达百分之九十或者到期前一个工作日黄牌、超期红牌（榆林等市），待确认"
ALWAYS_YELLOW: Final = "法律未规定；预警目录列为黄色，逾期黄牌，待确认"
WORDS: Final = _(
    "Write off, past (the day after the last), 90% (of the term used), 1 (working days before the last day) or +3"
    " (working days after it); several with commas: the earliest counts."
)
TITLES: Final = {
    "notice": _("noticed from"),
    "yellow": _("yellow from"),
    "red": _("red from"),
}


def code_of(rule: str, colour: str) -> str:
    """Return the code of a parameter, such as ``alarm.r22.yellow_at``."""
    return f"alarm.{rule.lower()}.{colour}_at"


def _declared(rule: str, colour: str) -> Parameter:
    what = _("Lights of steps and clocks") if rule == LIGHTS else format_lazy("{} {}", _("Alarm"), rule)
    source = ALWAYS_YELLOW if DEFAULTS[rule] == LATE_IS_YELLOW else SOURCE
    return Parameter(
        code_of(rule, colour), format_lazy("{}: {}", what, TITLES[colour]), "text", getattr(DEFAULTS[rule], colour),
        source, "unsure", pattern=PATTERN, pattern_words=WORDS, of_supervisor=True,
    )  # fmt: skip


PARAMETERS: Final = tuple(
    _declared(rule, colour) for rule in DEFAULTS for colour in COLOURS if (rule, colour) != (LIGHTS, "notice")
)
CODES: Final = tuple(parameter.code for parameter in PARAMETERS)


def read(found: Mapping[str, Any]) -> dict[str, Points]:
    """Return the points of each rule from the values of their parameters."""
    rules = [rule for rule in DEFAULTS if rule != LIGHTS]
    set_ = {rule: Points(*(found[code_of(rule, c)] for c in ("notice", "yellow", "red"))) for rule in rules}
    return {**DEFAULTS, **set_}  # the lights of the board are asked for by agency, not with a case


def lights_by_agency(agencies: Iterable[Agency], on: date) -> dict[int, Points]:
    """Return by agency where its lights turn, as it or the nearest agency above it set them. One query for all."""
    return points_by_agency(LIGHTS, agencies, on)


def points_by_agency(rule: str, agencies: Iterable[Agency], on: date) -> dict[int, Points]:
    """Return by agency where the alarms of a rule turn, as it or the nearest above it set them. One query for all."""
    codes = {code_of(rule, colour): colour for colour in COLOURS}
    rows = list(ParameterValue.objects.filter(code__in=codes, from_on__lte=on))
    return {agency.pk: _nearest(rule, rows, codes, agency.line) for agency in agencies}


def _nearest(rule: str, rows: list[ParameterValue], codes: Mapping[str, str], line: list[int]) -> Points:
    mine = [row for row in rows if row.agency_id in line]
    found = {codes[row.code]: row.value for row in sorted(mine, key=lambda r: (line.index(r.agency_id), r.from_on))}
    return replace(DEFAULTS[rule], **found)
