"""What people's marks come to, for marking the papers they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from enforcement import clock
from enforcement.organisation import parameters
from enforcement.organisation.models import Agency
from exams.forms_frozen import content_of
from exams.marking.agreement import SECOND, settled
from exams.marking.parameters import DIFFERENCE
from exams.models import HumanMark, Sitting
from exams.scoring import Rules, questions_of


class Limits:
    """The difference from which a third person decides, for one agency, read once a day of marking."""

    def __init__(self, agency: Agency) -> None:
        """Take the agency of the exam."""
        self._agency, self._known = agency, dict[date, int]()

    def of(self, marks: Mapping[str, HumanMark]) -> int:
        """Return the limit for marks by part, in percent: that of the day of the second one, so that it stays."""
        return self.on(clock.day_of(marks[SECOND].made_at)) if SECOND in marks else 0

    def on(self, day: date) -> int:
        """Return the limit on a day, in percent."""
        if day not in self._known:
            self._known[day] = int(parameters.value(DIFFERENCE, agency=self._agency, on=day))
        return self._known[day]


def points_by_people(sittings: Collection[Sitting], agency: Agency, rules: Rules) -> dict[int, dict[int, int]]:
    """Return the settled points (1/100) of answers in words, by sitting and item. One query, one a day of marking."""
    forms = {sitting.pk: sitting.form_id for sitting in sittings}
    rows = HumanMark.objects.filter(sitting__in=list(forms)).only("sitting_id", "item", "part", "points", "made_at")
    marks: dict[tuple[int, int], dict[str, HumanMark]] = defaultdict(dict)
    for row in rows:
        marks[row.sitting_id, row.item][row.part] = row
    limits, found = Limits(agency), defaultdict[int, dict[int, int]](dict)
    for (sitting_id, item), parts in marks.items():
        points = settled(
            marks={part: row.points for part, row in parts.items()},
            full=questions_of(content_of(forms[sitting_id]), rules)[item].full,
            percent=limits.of(parts),
        )
        if points is not None:
            found[sitting_id][item] = points
    return found
