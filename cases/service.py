"""How papers are served (行政处罚法第六十一条; 民事诉讼法第八十七至九十五条), with the proof that each way needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid

METHODS: Final[dict[str, tuple[str, str]]] = {
    "direct": ("直接送达", "Handed to the party"),
    "left": ("留置送达", "Left with the party, who would not take it"),
    "post": ("邮寄送达", "By post"),
    "entrusted": ("委托送达", "Through another agency"),
    "electronic": ("电子送达", "Electronically, with consent"),
    "public": ("公告送达", "By public notice"),
}
NOTICE_DAYS: Final = 30
"""A public notice counts as served after thirty days (民事诉讼法第九十五条) where no rule of the field says more."""


class NoConsent(Invalid):
    """Refuse electronic service that the party did not agree to."""

    sentence = _("Electronic service needs the party's written consent.")
    article = "中华人民共和国行政处罚法第六十一条第二款"
    remedy = _("Have the party sign the confirmation of its address with the electronic channel, and record it.")


class NoWitness(Invalid):
    """Refuse to leave a document without a witness or a recording."""

    sentence = _("To leave a document, name the witness, or say that photographs or a recording were made.")
    article = "中华人民共和国民事诉讼法第八十九条"


class NoProof(Invalid):
    """Refuse service by post or through another agency without its proof."""

    sentence = _("By post the tracking number and the day of posting are needed; through an agency, its name.")
    article = "中华人民共和国民事诉讼法第九十一条"


class NoticeRuns(Invalid):
    """Refuse to count a public notice as served before its days are over."""

    sentence = _("A public notice counts as served only when its days since the posting are over.")
    article = "中华人民共和国民事诉讼法第九十五条"


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves a service: each way needs its own."""

    consent: bool = False
    posted_on: date | None = None
    remark: str = ""
    tracking: str = ""
    witness: str = ""
    recorded: bool = False
    entrusted_to: str = ""


def check_proof(method: str, served_on: date, proof: Proof, *, notice_days: int = NOTICE_DAYS) -> None:
    """Refuse a way of service that lacks what the law asks for it.

    Raises:
        NoConsent, NoWitness, NoProof, NoticeRuns: on their fields.
    """
    if method == "electronic" and not proof.consent:
        raise NoConsent(field="consent")
    if method == "left" and not (proof.remark.strip() or proof.witness.strip() or proof.recorded):
        raise NoWitness(field="witness")
    if method == "post" and not (proof.tracking.strip() and proof.posted_on):
        raise NoProof(field="posted_on" if proof.tracking.strip() else "tracking")
    if method == "entrusted" and not proof.entrusted_to.strip():
        raise NoProof(field="entrusted_to")
    if method == "public":
        first = deemed_on(proof.posted_on, notice_days) if proof.posted_on else None
        if first is None or served_on < first:
            raise NoticeRuns(field="posted_on")


def deemed_on(posted_on: date, notice_days: int = NOTICE_DAYS) -> date:
    """Return the day on which a public notice counts as served."""
    return posted_on + timedelta(days=notice_days)


def check_service(method: str, served_on: date, *, consent: bool, posted_on: date | None, remark: str) -> None:
    """Refuse a way of service of a paper before the decision that lacks what the law asks for it.

    Raises:
        NoConsent, NoWitness, NoticeRuns: on their fields.
    """
    if method in {"post", "entrusted"}:
        return
    proof = Proof(consent=consent, posted_on=posted_on, remark=remark)
    try:
        check_proof(method, served_on, proof)
    except NoWitness as refusal:
        raise NoWitness(field="remark") from refusal
