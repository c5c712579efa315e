"""Write enforcement/flowcharts/calendar/national.json from chinesecalendar.

Run ``python -m dev.seed_calendar`` after an update of chinesecalendar that brings a new year, and add the number of
the notice below. The numbers are those printed on the notices; years before 2014 stay empty because their numbers
were not read. A day is filed under its own year, whichever notice moved it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from chinese_calendar.constants import holidays, workdays

TARGET = Path(__file__).parents[1] / "enforcement/flowcharts/calendar/national.json"

NOTICES: dict[int, list[str]] = {
    2014: ["国办发明电〔2013〕28号"],
    2015: ["国办发明电〔2014〕28号", "国发明电〔2015〕1号"],
    2016: ["国办发明电〔2015〕18号"],
    2017: ["国办发明电〔2016〕17号"],
    2018: ["国办发明电〔2017〕12号"],
    2019: ["国办发明电〔2018〕15号", "国办发明电〔2019〕3号"],
    2020: ["国办发明电〔2019〕16号", "国办发明电〔2020〕1号"],
    2021: ["国办发明电〔2020〕27号"],
    2022: ["国办发明电〔2021〕11号"],
    2023: ["国办发明电〔2022〕16号"],
    2024: ["国办发明电〔2023〕7号"],
    2025: ["国办发明电〔2024〕12号"],
    2026: ["国办发明电〔2025〕7号"],
}


def render() -> str:
    """Return the text of the seed, one line for each list, so that a change of one day is one changed line."""
    years = sorted({day.year for day in holidays})
    return "{\n" + ",\n".join(_year(year) for year in years) + "\n}\n"


def _year(year: int) -> str:
    told = {"notices": NOTICES.get(year, []), "holidays": _days(holidays, year), "working": _days(workdays, year)}
    lines = ",\n".join(f'  "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in told.items())
    return f' "{year}": {{\n{lines}\n }}'


def _days(days: dict[date, str], year: int) -> list[str]:
    return sorted(day.strftime("%m-%d") for day in days if day.year == year)


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
    print(f"wrote {TARGET}")
