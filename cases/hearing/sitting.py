"""Who sits in a hearing, and whether they may today: nobody recused, no request for recusal undecided."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case, Hearing
from cases.rules.file import Person
from cases.rules.loading import load
from cases.rules.saying import same
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, Refusal


class NotSeated(NotAllowed):
    """Refuse the record to anyone but chair and recorder."""

    sentence = _("Only the chair and the recorder of this hearing keep its record.")
    remedy = _("Ask the head to designate you as recorder, if you keep it in the recorder's place.")


class RecusalUndecided(Refusal):
    """Refuse to begin while a request that somebody withdraws waits for its decision."""

    article = "中华人民共和国行政处罚法第四十三条第三款、第六十四条第四项"
    remedy = _("Let the head decide on the request first; if it is granted, another person is designated.")


class RecusedSits(Refusal):
    """Refuse to begin while somebody sits who was recused."""

    article = "中华人民共和国行政处罚法第六十四条第四项"
    remedy = _("Designate another person: “Designate another chair” or “Hearing officers and translator”.")


def seated(hearing: Hearing) -> list[tuple[str, Person]]:
    """Return who sits now with their Chinese titles: chair, hearing officers, recorder, translator."""
    rows = list(hearing.seats.filter(to_on=None))
    officers = [("听证员", Person(s.name, s.person_id)) for s in rows if s.role == "officer"]
    translators = [("翻译", Person(s.name, s.person_id)) for s in rows if s.role == "translator"]
    chair = ("主持人", Person(hearing.chair_name, hearing.chair_id))
    return [chair, *officers, ("记录员", Person(hearing.recorder_name, hearing.recorder_id)), *translators]


def sitting_in(case: Case) -> list[Person]:
    """Return who sits in the last hearing of a case, nobody without one."""
    hearing = case.hearings.last()
    return [who for _title, who in seated(hearing)] if hearing is not None else []


def check_seats(case: Case, hearing: Hearing, *, on: date) -> None:
    """Refuse to begin with somebody who is recused or whom the party wants to withdraw.

    Raises:
        RecusalUndecided, RecusedSits: naming the person.
    """
    file, here = load(case, today=on), [who for _title, who in seated(hearing)]
    for row in case.recusals.filter(decided_on=None):
        if any(same(Person(row.name, row.person_id), who) for who in here):
            raise RecusalUndecided(
                _("It was asked that %(name)s withdraws, and nobody decided on it yet.") % {"name": row.name}
            )
    for who in file.recused:
        if any(same(who, one) for one in here):
            raise RecusedSits(_("%(name)s was recused from this case and sits in the hearing.") % {"name": who.name})


def require_keeper(hearing: Hearing, by: Actor) -> None:
    """Refuse the record to anyone but chair and recorder.

    Raises:
        NotSeated: naming nobody.
    """
    if by.person_id is None or by.person_id not in {hearing.chair_id, hearing.recorder_id}:
        raise NotSeated
