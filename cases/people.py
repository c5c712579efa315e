"""Who may be chosen for an act of a case, with the standing of each that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Case, Recusal
from cases.rules.loading import RECUSED
from certification import standing
from certification.standing import Standing
from enforcement.flowcharts.models import Participant
from enforcement.organisation.duties.holding import holders
from enforcement.organisation.models import Agency, Person, Post


@dataclass(frozen=True)
class Candidate:
    """A person of the agency with the post held and the credential as it stands on a day."""

    person_id: int
    name: str
    post: str
    standing: Standing
    is_lead: bool = False
    is_assigned: bool = False
    is_recused: bool = False

    @property
    def may(self) -> bool:
        """Whether the person may enforce the law that day and was not recused from the case."""
        return self.standing.ok and not self.is_recused

    @property
    def why_not(self) -> str:
        """Why the person may not act, in words."""
        return _("Recused from this case.") if self.is_recused else str(self.standing.sentence)


def recused_ids(case: Case) -> set[int]:
    """Return who was recused from a case. One query."""
    granted = Recusal.objects.filter(case=case, granted=True).values_list("person_id", flat=True)
    named = Participant.objects.filter(record__run=case.run_id, role=RECUSED, person_id__isnull=False)
    return set(granted.union(named.values_list("person_id", flat=True)))


def officers_for(case: Case, on: date) -> list[Candidate]:
    """Return who may be chosen as officer of a case: the case's own officers first, then who may act, then the rest."""
    found = _candidates(case, on)
    return sorted(
        (c for c in found if c.standing.code != "establishment"),
        key=lambda c: (not c.may, not c.is_lead, not c.is_assigned, c.person_id),
    )


def helpers_for(case: Case, on: date) -> list[Candidate]:
    """Return who may only help: staff whose kind of post never enforces (山东省行政执法监督条例第十条第三款)."""
    return [c for c in _candidates(case, on) if c.standing.code == "establishment"]


def with_duty(agency: Agency, *duties: str) -> list[Person]:
    """Return the persons who hold one of the duties on an agency."""
    found: dict[int, Person] = {}
    for duty in duties:
        found.update({p.pk: p for p in holders(duty=duty, agency=agency)})
    return sorted(found.values(), key=lambda p: p.pk)


def _posts(agency: Agency, on: date) -> QuerySet[Post]:
    return Post.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=on), agency=agency, from_on__lte=on, person__is_active=True
    ).select_related("person")


def _candidates(case: Case, on: date) -> list[Candidate]:
    posts = list(_posts(case.agency, on))
    people = {p.pk: p for p in with_duty(case.agency, "handle")} | {p.person_id: p.person for p in posts}
    titles = {p.person_id: p.title for p in posts}
    parts = dict(case.assignments.filter(to_on__isnull=True).values_list("person_id", "role"))
    judged = standing.may_act_many(person_ids=people, on=on, field=case.field, agency=case.agency)
    out = recused_ids(case)
    enforcing = {p.person_id for p in posts if p.is_enforcement}
    return [
        Candidate(
            person_id=pk, name=person.name, post=titles.get(pk, ""), standing=judged[pk],
            is_lead=parts.get(pk) == "lead", is_assigned=pk in parts, is_recused=pk in out,
        )
        for pk, person in people.items()
        if pk in enforcing or pk in parts or judged[pk].code == "establishment" or judged[pk].number
    ]  # fmt: skip
