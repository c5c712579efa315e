"""What a re-check finds by itself: whether paper, answers, journal and points are what the result says."""

from __future__ import annotations

from typing import Any

from exams import shuffle
from exams.answers import answers_sha256
from exams.forms_frozen import content_of
from exams.journal import replay
from exams.marking.grading import current_key_sets, kept_key_set, marks_of
from exams.marking.human import points_by_people
from exams.models import Result, SaveJournal, Sitting
from exams.scoring import Rules, questions_of


def findings(*, sitting: Sitting, result: Result) -> dict[str, Any]:
    """Return what marking the paper again gives, as JSON can hold it. Points are in 1/100.

    ``paper``, ``answers``, ``journal`` and ``points`` say whether each is as the result says: the paper built again
    from form and seed, the hash of the stored answers, the journal replayed, and the points worked out again with the
    same keys and rules. ``corrected`` are the questions (by number) whose keys were corrected since.
    """
    content, rules = content_of(sitting.form_id), Rules.from_json(result.rules)
    human = points_by_people([sitting], sitting.session.exam.agency, rules).get(sitting.pk, {})
    keys, now = kept_key_set(result.keys), current_key_sets([sitting.form_id])[sitting.form_id]
    marks, _answers, places = marks_of(sitting=sitting, rules=rules, keys=keys, human=human)
    paper = shuffle.paper_sha256(shuffle.paper(content=content, seed=sitting.seed))
    rows: Any = SaveJournal.objects.filter(sitting=sitting)
    replayed = replay(size=len(sitting.answers), rows=rows)
    questions = questions_of(content, rules)
    return {
        "paper": paper == result.paper_sha256,
        "answers": answers_sha256(sitting.pk, sitting.answers, sitting.texts) == result.answers_sha256,
        "journal": (replayed.answers, replayed.texts) == (list(sitting.answers), sitting.texts or {}),
        "points": (marks.points, list(marks.items)) == (result.points, result.item_points),
        "again": marks.points,
        "corrected": [n for n, p in enumerate(places, start=1) if keys.ids[p.item] != now.ids[p.item]],
        "items": [
            {
                "number": number,
                "type": questions[place.item].type,
                "full": questions[place.item].full,
                "points": result.item_points[place.item],
                "again": marks.items[place.item],
            }
            for number, place in enumerate(places, start=1)
        ],
    }
