"""What follows a matter: a circular, a proposal on a person, a clue handed over (条例第三十一条至第三十三条)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.numbering import take_number
from cases.supervision.matters.acting import SUPERVISE, leave, lock, needed, note
from cases.supervision.matters.models import Consequence, Matter
from cases.supervision.matters.opening_circular import PublicPart
from cases.supervision.matters.papers import keep_letter
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.organisation.models import Person, Post

FROM_FINDING: Final = ("judge_answer", "answer_proposal", "verify_execution", "end_follow_up", "close_matter")
"""The steps at which something may follow: after the facts were found."""
LETTERS: Final[dict[str, tuple[str, str, str]]] = {
    "circular": ("TB", "行政执法监督情况通报", "监通"), "treatment": ("RS", "人员处理建议书", "监人"),
    "referral": ("YS", "问题线索移送函", "监移"),
}  # fmt: skip
TREATMENTS: Final = {"educate": "批评教育", "train": "离岗培训", "move": "调离执法岗位", "disqualify": "取消执法资格"}


class NothingFound(Refusal):
    """Refuse consequences of a matter in which no problem was found."""

    sentence = _("No problem was found in this matter; nothing can follow from it.")
    article = "行政执法监督条例第三十一条至第三十三条"


class NothingFollowed(Refusal):
    """Refuse to end the step while nothing was issued."""

    sentence = _("Neither a circular nor a proposal nor a clue was issued yet.")
    remedy = _("Issue what is needed first.")


class NotOfOrgan(Refusal):
    """Refuse a proposal about somebody who does not belong to the supervised organ."""

    sentence = _("This person does not belong to the supervised organ.")


@transaction.atomic(durable=True)
def circulate(
    *, matter_id: int, by: Actor, at: datetime, text: str, receiver: str, is_public: bool = False,
    public_matter: str = "", public_measure: str = "", public_reason: str = "",
) -> Consequence:  # fmt: skip
    """Issue a circular to the named bodies (第三十一条); open to the public only where it is chosen, with the reason.

    Raises:
        NothingFound. cases.supervision.matters.opening_circular.PublicPartMissing, NamesSomebody: on the field.
    """
    opened = PublicPart(public_matter, public_measure, public_reason) if is_public else None
    return _issue(matter_id, "circular", by=by, at=at, text=text, receiver=receiver, opened=opened)


@transaction.atomic(durable=True)
def propose_treatment(
    *, matter_id: int, by: Actor, at: datetime, person_id: int, treatment: str, text: str
) -> Consequence:
    """Propose how a person of the organ be treated (第三十二条): a proposal alone, which changes no credential.

    Raises:
        NotOfOrgan: on its field. NothingFound: as named.
    """
    matter = Matter.objects.select_related("agency").get(pk=matter_id)
    here = Post.objects.filter(person_id=person_id, agency__path__startswith=matter.agency.path)
    if not here.exists():
        raise NotOfOrgan(field="person_id")
    return _issue(
        matter_id, "treatment", by=by, at=at, text=text, receiver=matter.agency.name, treatment=treatment,
        person=Person.objects.get(pk=person_id),
    )  # fmt: skip


@transaction.atomic(durable=True)
def refer_clue(*, matter_id: int, by: Actor, at: datetime, text: str, receiver: str) -> Consequence:
    """Hand a clue on a breach of duty or a crime in office to the supervisory commission (第三十三条)."""
    return _issue(matter_id, "referral", by=by, at=at, text=text, receiver=receiver)


@transaction.atomic(durable=True)
def end_follow_up(*, matter_id: int, by: Actor, at: datetime, text: str) -> Matter:
    """Leave V11 once something was issued.

    Raises:
        NothingFollowed: as named. cases.supervision.matters.acting.TextMissing: on its field.
    """
    matter = lock(matter_id, "end_follow_up", by=by, at=at, duty=SUPERVISE)
    numbers = list(matter.consequences.values_list("number", flat=True))
    if not numbers:
        raise NothingFollowed
    body = {"issued": numbers, "text": needed(text, "text")}
    leave(matter, "end_follow_up", by=by, at=at, outcome="done", role=SUPERVISE, body=body)
    return matter


def _issue(
    matter_id: int, kind: str, *, by: Actor, at: datetime, text: str, receiver: str,
    opened: PublicPart | None = None, treatment: str = "", person: Person | None = None,
) -> Consequence:  # fmt: skip
    matter = lock(matter_id, *FROM_FINDING, by=by, at=at, duty=SUPERVISE)
    if matter.finding in {"", Matter.Finding.NO_PROBLEM}:
        raise NothingFound
    code, title, sign = LETTERS[kind]
    shown = opened.checked(matter) if opened else {}
    day, said, to = clock.day_of(at), needed(text, "text"), needed(receiver, "receiver")
    made = Consequence.objects.create(
        matter=matter, kind=kind, number=take_number(agency=matter.body, kind=sign, on=day), on=day, text=said,
        receiver=to, is_public=opened is not None, person=person, treatment=treatment, **shown,
    )  # fmt: skip
    proposed = [f"建议对{person.name}{TREATMENTS[treatment]}，请依法办理并反馈结果。"] if person else []
    keep_letter(matter, code, title, made.number, [*said.splitlines(), *proposed], signed=matter.body, on=day,
                addressee=to, by=by, at=at)  # fmt: skip
    body = {"number": made.number, "kind": kind, "person": person.pk if person else None, "treatment": treatment,
            **({"public": shown} if shown else {})}  # fmt: skip
    note(matter, act=kind, by=by, at=at, body=body)
    return made
