"""How far the marking of a session is, and how well the markers agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from exams.marking.agreement import FIRST, SECOND, Agreement, agreement, settled
from exams.marking.human import Limits
from exams.marking.in_words import InWords, questions_in_words, written
from exams.models import HumanMark, ItemVersion, Session

Pair = tuple[int, int, int]
NONE = Agreement(0, 0, 0)


@dataclass(slots=True)
class ItemProgress:
    """One question: how many answers have one mark, wait for a third person, are settled; how well marks agree."""

    question: InWords
    version: ItemVersion
    one: int = 0
    apart: int = 0
    settled: int = 0
    pairs: list[Pair] = field(default_factory=list)
    agreement: Agreement = NONE


@dataclass(slots=True)
class MarkerProgress:
    """One marker: how many marks, their mean in percent of the full points, how well they agree with others."""

    person_id: int
    marks: int = 0
    given: int = 0
    possible: int = 0
    pairs: list[Pair] = field(default_factory=list)
    agreement: Agreement = NONE

    @property
    def mean_percent(self) -> int | None:
        """The mean of the marks in whole percent of the full points."""
        return 100 * self.given // self.possible if self.possible else None


@dataclass(frozen=True, slots=True)
class Progress:
    """All of a session: answers that are not empty, how many of them are settled, by question and by marker."""

    written: int
    settled: int
    items: list[ItemProgress]
    markers: dict[int, MarkerProgress]
    percent: int
    agreement: Agreement


def progress_of(session: Session, percent: int) -> Progress:
    """Return how far marking is; ``percent`` is the limit to show agreement for (today's)."""
    questions = questions_in_words(session)
    versions = ItemVersion.objects.select_related("item").in_bulk([q.version_id for q in questions])
    items = [ItemProgress(question, versions[question.version_id]) for question in questions]
    of_place = {(form, place[0]): (item, place[1]) for item in items for form, place in item.question.forms.items()}
    markers: dict[int, MarkerProgress] = {}
    limits = Limits(session.exam.agency)
    for (form_id, place), answers in _marks(session).items():
        known = of_place.get((form_id, place))
        if known:
            for marks in answers:
                _count(known[0], known[1], marks, markers, limits)
    for item in items:
        item.agreement = agreement(pairs=item.pairs, percent=percent)
    for marker in markers.values():
        marker.agreement = agreement(pairs=marker.pairs, percent=percent)
    together = agreement(pairs=[pair for item in items for pair in item.pairs], percent=percent)
    done = sum(item.settled for item in items)
    return Progress(written(session.pk), done, items, markers, percent, together)


def _marks(session: Session) -> dict[tuple[int, int], list[dict[str, HumanMark]]]:
    """Return the marks of each answer by part, by form and index. One query."""
    rows = HumanMark.objects.filter(sitting__session=session).select_related("sitting")
    rows = rows.only("sitting__form_id", "item", "part", "person_id", "points", "made_at")
    found: dict[tuple[int, int], dict[int, dict[str, HumanMark]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        found[row.sitting.form_id, row.item][row.sitting_id][row.part] = row
    return {place: list(answers.values()) for place, answers in found.items()}


def _count(
    item: ItemProgress, full: int, marks: dict[str, HumanMark], markers: dict[int, MarkerProgress], limits: Limits
) -> None:
    points = {part: row.points for part, row in marks.items()}
    final = settled(marks=points, full=full, percent=limits.of(marks))
    item.settled += final is not None
    item.apart += final is None and SECOND in marks
    item.one += final is None and SECOND not in marks
    for row in marks.values():
        marker = markers.setdefault(row.person_id, MarkerProgress(row.person_id))
        marker.marks += 1
        marker.given += row.points
        marker.possible += full
    if FIRST in marks and SECOND in marks:
        pair = (points[FIRST], points[SECOND], full)
        item.pairs.append(pair)
        for part in (FIRST, SECOND):
            markers[marks[part].person_id].pairs.append(pair)
