"""An estimate of the days off in a year whose notice is not out yet.

Only the thirteen statutory days are taken (全国年节及纪念日放假办法第二条, as amended by 国务院令第795号 from
2025-01-01); the exchange of weekends around them is unknowable before the notice and is left out. This is **not** the
law of such a year: a date that rests on it is provisional and is computed again when the notice is imported.
"""

from __future__ import annotations

from datetime import date, timedelta

# Lunar feasts of the years no notice covers: (春节 first day, 端午节, 中秋节), month and day.
LUNAR: dict[int, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)),
    2029: ((2, 13), (6, 16), (9, 22)),
    2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)),
    2032: ((2, 11), (6, 12), (9, 19)),
    2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)),
    2035: ((2, 8), (6, 10), (9, 16)),
    2036: ((1, 28), (5, 30), (10, 4)),
    2037: ((2, 15), (6, 18), (9, 24)),
    2038: ((2, 4), (6, 7), (9, 13)),
    2039: ((1, 24), (5, 27), (10, 2)),
    2040: ((2, 12), (6, 14), (9, 20)),
}
LAST_YEAR = max(LUNAR)
EVE = timedelta(days=1)


def qingming(year: int) -> date:
    """Return 清明 of a year from 2009 to 2040: 4 April in a leap year and the year after it, else 5 April."""
    return date(year, 4, 4 if year % 4 in (0, 1) else 5)


def statutory_days(year: int) -> frozenset[date]:
    """Return the statutory days off of a year; without the lunar feasts where the table does not know them.

    元旦 1, 春节 4 (the eve and three days), 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3.
    """
    fixed = {date(year, *day) for day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))}
    if year not in LUNAR:
        return frozenset(fixed | {qingming(year)})
    spring, *others = (date(year, *day) for day in LUNAR[year])
    feast = {spring - EVE + timedelta(days=n) for n in range(4)}
    return frozenset(fixed | {qingming(year)} | feast | set(others))
