"""How papers are served (行政处罚法第六十一条; 民事诉讼法第八十七至九十五条), for the notice and for the decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid

METHODS: Final[dict[str, tuple[str, str]]] = {
    "direct": ("直接送达", "Handed to the party"),
    "left": ("留置送达", "Left with the party, who would not take it"),
    "post": ("邮寄送达", "By post"),
    "electronic": ("电子送达", "Electronically, with consent"),
    "public": ("公告送达", "By public notice"),
}
NOTICE_DAYS: Final = 30
"""A public notice counts as served after thirty days (民事诉讼法第九十五条)."""


class NoConsent(Invalid):
    """Refuse electronic service that the party did not agree to."""

    sentence = _("Electronic service needs the party's written consent.")
    article = "中华人民共和国行政处罚法第六十一条第二款"


class NoWitness(Invalid):
    """Refuse to leave a document without a witness or a recording."""

    sentence = _("To leave a document, name the witness, or say that photographs or a recording were made.")
    article = "中华人民共和国民事诉讼法第八十九条"


class NoticeRuns(Invalid):
    """Refuse to count a public notice as served before its thirty days are over."""

    sentence = _("A public notice counts as served thirty days after it was posted.")
    article = "中华人民共和国民事诉讼法第九十五条"


def check_service(method: str, served_on: date, *, consent: bool, posted_on: date | None, remark: str) -> None:
    """Refuse a way of service that lacks what the law asks for it.

    Raises:
        NoConsent, NoWitness, NoticeRuns: on their fields.
    """
    if method == "electronic" and not consent:
        raise NoConsent(field="consent")
    if method == "left" and not remark.strip():
        raise NoWitness(field="remark")
    if method == "public" and (posted_on is None or served_on < posted_on + timedelta(days=NOTICE_DAYS)):
        raise NoticeRuns(field="posted_on")
