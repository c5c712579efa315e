"""Who may investigate for the supervising body, as of the day (山东省行政执法监督条例第二十二条)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.supervision.matters.models import Matter
from certification.standing import certificates
from enforcement.errors import NotAllowed, Refusal
from enforcement.flowcharts.engine.advance import TakingPart
from enforcement.organisation.duties.holding import granted_on, holders
from enforcement.organisation.models import Agency, Person, Post

LEAST: Final = 2
CERTIFICATE: Final = "山东省行政执法监督条例第二十二条"
ALOOF: Final = "中华人民共和国公务员法第七十六条"


class Conflicted(NotAllowed):
    """Refuse whoever was recused from the matter."""

    sentence = gettext_lazy("You were recused from this matter.")
    article = ALOOF
    remedy = gettext_lazy("Let another supervisor do it.")


class SupervisorsUnfit(Refusal):
    """Refuse fewer than two supervisors, or one who may not act in this matter on that day."""

    sentence = gettext_lazy("At least two supervisors investigate together.")
    article = CERTIFICATE
    remedy = gettext_lazy("Choose supervisors of the supervising body whose certificate is valid on that day.")


@dataclass(frozen=True, slots=True)
class Fit:
    """A supervisor as of a day: the certificate, or why not."""

    person: Person
    certificate: str = ""
    why_not: str = ""
    article: str = ""


def fits(matter: Matter, on: date, person_ids: Iterable[int] | None = None) -> list[Fit]:
    """Return the supervisors over the organ, or some persons, as of a day: four queries however many."""
    supervising = holders(duty="supervise", agency=matter.agency)
    ids = set(supervising.values_list("pk", flat=True))
    wanted = ids if person_ids is None else set(person_ids)
    numbers = certificates(person_ids=wanted, kind="supervision", on=on)
    posts = Post.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), person__in=wanted, from_on__lte=on)
    own = set(posts.filter(agency__path__startswith=matter.agency.path).values_list("person_id", flat=True))
    out = set(matter.recusals.values_list("person_id", flat=True))
    people = Person.objects.filter(pk__in=wanted).order_by("pk")
    return [_fit(p, numbers.get(p.pk, ""), supervises=p.pk in ids, of_organ=p.pk in own, out=p.pk in out)
            for p in people]  # fmt: skip


def _fit(person: Person, number: str, *, supervises: bool, of_organ: bool, out: bool) -> Fit:
    if out:
        return Fit(person, number, _("was recused from this matter"), ALOOF)
    if of_organ:
        return Fit(person, number, _("belongs to the supervised organ"), ALOOF)
    if not supervises:
        return Fit(person, number, _("does not supervise this organ"), CERTIFICATE)
    if not number:
        return Fit(person, "", _("holds no certificate of supervision that was valid on that day"), CERTIFICATE)
    return Fit(person, number)


def together(matter: Matter, person_ids: Iterable[int], *, on: date) -> list[TakingPart]:
    """Return at least two supervisors who may act together on a day, each with the certificate.

    Raises:
        SupervisorsUnfit: on the field, naming the first who may not, and why.
    """
    found = fits(matter, on, person_ids)
    for one in found:
        if one.why_not:
            raise SupervisorsUnfit(f"{one.person.name}：{one.why_not}", article=one.article, field="officer_ids")
    if len(found) < LEAST:
        raise SupervisorsUnfit(field="officer_ids")
    return [TakingPart(f.person.pk, f.person.name, "supervise", f.certificate) for f in found]


def body_of(agency: Agency) -> Agency | None:
    """Return the justice department that supervises an organ: of the lowest government above it."""
    line = agency.line[:-1] or agency.line
    rows = list(Agency.objects.filter(kind=Agency.Kind.JUSTICE, is_active=True, parent__in=line))
    return max(rows, key=lambda a: len(a.path), default=None)


def government_of(agency: Agency) -> Agency | None:
    """Return the people's government that decides on an organ: the lowest above it (行政执法监督条例第二十九条).

    Nobody decides on itself: what a government did is for the government above it.
    """
    rows = list(Agency.objects.filter(kind=Agency.Kind.GOVERNMENT, pk__in=agency.line[:-1]))
    return max(rows, key=lambda a: len(a.path), default=None)


def governs(person_id: int | None, agency: Agency) -> bool:
    """Return whether somebody decides on an organ for its own government: a government above cannot in its name."""
    government = government_of(agency)
    return government is not None and granted_on(person_id=person_id, duty="govern", agency=government)
