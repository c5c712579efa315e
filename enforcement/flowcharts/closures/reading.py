"""Read the text of a notice: sentences as the State Council writes them, or one day or span a line. Pure.

Understood: ``10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。``, and
``2027-10-01 至 2027-10-07 放假 国庆节`` or ``2027-10-09 上班``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

DATE: Final = r"(?:(\d{4})[年-])?(?:(\d{1,2})[月-])?(\d{1,2})日?(?:[（(](?:周|星期)([一二三四五六日天])[）)])?"
SPAN: Final = re.compile(rf"{DATE}(?:\s*(?:至|到|~|—|－)\s*{DATE})?")
BARE: Final = re.compile(r"共\d+天|第\d+|〔\d{4}〕\d+号|\d+小时")
OFF, WORK = ("放假", "休息", "off"), ("上班", "补班", "work")
WEEKDAYS: Final = "一二三四五六日"
MOST_DAYS: Final = 31


@dataclass(frozen=True)
class StatedDay:
    """A day as the notice says it, with the line it stands on."""

    day: date
    is_working: bool
    reason: str = ""
    line: int = 0


class NotReadable(ValueError):
    """Say what in a notice cannot be read, by its line."""


def read_text(text: str, year: int) -> list[StatedDay]:
    """Return the days that a notice about a year says, in order.

    Raises:
        NotReadable: with every fault, one a line.
    """
    found: dict[date, StatedDay] = {}
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        feast = re.match(r"\s*[一二三四五六七八九十]+、([^：:]{1,20})[：:]", line)
        reason, rest = (feast[1], line[feast.end() :]) if feast else ("", line)
        for sentence in re.split(r"[。；;]", rest):
            try:
                for stated in _sentence(sentence, year, reason, number):
                    known = found.setdefault(stated.day, stated)
                    if known.is_working != stated.is_working:
                        raise NotReadable(_("%(day)s is said to be worked and to be off.") % {"day": stated.day})
            except ValueError as fault:
                faults.append(_("Line %(line)d: %(fault)s") % {"line": number, "fault": fault})
    if faults:
        raise NotReadable("\n".join(faults))
    return sorted(found.values(), key=lambda one: one.day)


def _sentence(sentence: str, year: int, reason: str, line: int) -> Iterator[StatedDay]:
    off = any(word in sentence for word in OFF)
    worked = any(word in sentence for word in WORK)
    plain = BARE.sub("", sentence)
    spans = list(SPAN.finditer(plain))
    if off and worked and spans:
        raise NotReadable(_("Days off and days worked stand in one sentence; put a full stop between them."))
    if not (off or worked) or not spans:
        return
    after = re.split(r"\s+", plain[spans[-1].end() :].strip(" ，,"), maxsplit=1)
    named = reason or (after[1] if len(after) > 1 and after[0] in {*OFF, *WORK} else "")
    before = (year, 0)
    for span in spans:
        first = _day(span.groups()[:4], before)
        last = _day(span.groups()[4:], (first.year, first.month)) if span[7] else first
        before = (last.year, last.month)
        if not first <= last <= first + MOST_DAYS * timedelta(days=1):
            raise NotReadable(_("The span from %(first)s to %(last)s is not one.") % {"first": first, "last": last})
        for n in range((last - first).days + 1):
            yield StatedDay(first + timedelta(days=n), worked, named[:60], line)


def _day(parts: tuple[str | None, ...], before: tuple[int, int]) -> date:
    year, month, day, weekday = parts
    try:
        found = date(int(year or before[0]), int(month or before[1]), int(day or 0))
    except ValueError:
        raise NotReadable(
            _("There is no such day: %(text)s.") % {"text": "-".join(p or "?" for p in parts[:3])}
        ) from None
    if weekday and WEEKDAYS.index(weekday.replace("天", "日")) != found.weekday():
        raise NotReadable(_("%(day)s is not the day of the week that is written beside it.") % {"day": found})
    return found
