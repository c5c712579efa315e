"""The review of files of the demo: a round that is finished, one being scored, and one that waits for its lot."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Final

from cases.demo.bodies import DEPARTMENTS
from cases.demo.life import Office
from cases.demo.people import Staff
from cases.models import Case
from cases.supervision.file_review.announce_results import announce_results
from cases.supervision.file_review.appoint_scorers import appoint_scorers
from cases.supervision.file_review.ask_recusal import ask_recusal
from cases.supervision.file_review.close_round import close_round
from cases.supervision.file_review.declare_free import declare_free
from cases.supervision.file_review.draw_files import draw_files
from cases.supervision.file_review.hand_in_score import hand_in_score
from cases.supervision.file_review.marks import Said, proposals
from cases.supervision.file_review.models import ReviewRound, ScoreCard
from cases.supervision.file_review.object_to_result import object_to_result
from cases.supervision.file_review.open_round import open_round
from cases.supervision.file_review.publish_sheet import publish_sheet
from cases.supervision.file_review.sheets.template import template
from cases.supervision.file_review.sign_recheck import sign_recheck
from cases.supervision.file_review.take_in_sheet import take_in_sheet
from enforcement import clock
from enforcement.actor import Actor
from enforcement.organisation.access import actor_in_background

FAULTS: Final = {
    "B2": ("1", "询问笔录第二页当事人未逐页签名"), "C3": ("1", "陈述申辩复核意见未写明不采纳的理由"),
    "E2": ("2", "决定书未说明从轻处罚对应的裁量档次"), "G2": ("0.5", "证据材料未按时间顺序排列"),
    "A1": ("1", "线索登记表缺举报材料的收到日期"), "F1": ("0.5", "送达回证未填写送达地点"),
    "B1": ("2", "未收集当事人已改正的证据"), "D1": ("1", "法制审核意见过于简单"),
}  # fmt: skip
OBJECTION: Final = "对裁量一项（E2）扣分有异议：决定书第三页已写明适用的裁量档次和理由，请予复核。"
ANSWER: Final = "经复核，决定书第三页写明了裁量档次，该项扣分予以恢复，其他项目维持。"


def lay(staff: Staff) -> None:
    """Lay a sheet and three rounds through the acts."""
    office = Office(staff, clock.now())
    closed = set(Case.objects.filter(closed_on__isnull=False).values_list("agency_id", flat=True))
    keys = [k for k in DEPARTMENTS if k in staff.agencies and staff.agencies[k].pk in closed]
    one, two = office.by("justice", "supervisor"), office.by("justice", "supervisor2")
    sheet = take_in_sheet(
        agency_id=staff.agencies["county"].pk, by=two, at=office.ago(120), title="行政处罚案卷评分表",
        content=template(), source="演示：按行政处罚法和广东省评查分档编制，山东省标准待替换",
        from_on=clock.day_of(office.ago(119)),
    )  # fmt: skip
    publish_sheet(sheet_id=sheet.pk, by=one, at=office.ago(118))
    if not keys:
        return
    finished(office, _drawn(office, sheet.pk, keys[:4], 60, "上半年行政处罚案卷评查", 2), one)
    scoring = _drawn(office, sheet.pk, keys[:6], 8, "重点领域案卷专项评查", 1)
    for card in islice(_cards(scoring), 0, None, 3):
        _score(card, office.ago(2))
    _asked(office, scoring, keys[0])
    _opened(office, sheet.pk, keys, office.at, "年末案卷评查", 2, office.at + timedelta(days=3))


def _asked(office: Office, round_: ReviewRound, key: str) -> None:
    """Let an agency ask for the recusal of a scorer."""
    ask_recusal(
        round_id=round_.pk, by=office.by(key, "head"), at=office.ago(1), agency_id=office.staff.agencies[key].pk,
        scorer_id=round_.scorers.order_by("pk")[0].pk, reason="该评查人员与本案当事人系近亲属，可能影响公正评查。",
    )  # fmt: skip


def finished(office: Office, round_: ReviewRound, by: Actor) -> None:
    """Score every file, send the results, let one agency object, and close."""
    while open_ := list(_cards(round_)):
        for card in open_:
            _score(card, office.ago(50))
    announce_results(round_id=round_.pk, by=by, at=office.ago(48))
    objected = round_.files.select_related("agency").order_by("score", "pk")
    file = objected.filter(cards__marks__item__code="E2", cards__marks__deduction__gt=0).first() or objected[0]
    key = next(k for k, agency in office.staff.agencies.items() if agency.pk == file.agency_id)
    object_to_result(file_id=file.pk, by=office.by(key, "head"), at=office.ago(44), objection=OBJECTION)
    again = {card.role: card for card in _cards(round_)}
    _score(again[ScoreCard.Role.RECHECK], office.ago(38), remark=ANSWER)
    second = again[ScoreCard.Role.COSIGN]
    declare_free(card_id=second.pk, by=actor_in_background(second.scorer_id), at=office.ago(37))
    sign_recheck(card_id=second.pk, by=actor_in_background(second.scorer_id), at=office.ago(37), agrees=True)
    close_round(round_id=round_.pk, by=by, at=office.ago(25))


def _opened(
    office: Office, sheet: int, keys: list[str], at: datetime, title: str, size: int, value_at: datetime
) -> ReviewRound:
    day = clock.day_of(at) - timedelta(days=1)  # cases may still be closed today
    return open_round(
        sheet_id=sheet, by=office.by("justice", "supervisor"), at=at, title=title, how="random", size=size,
        agency_ids=[office.staff.agencies[k].pk for k in keys], closed_from=day - timedelta(days=330), closed_to=day,
        value_kind="lottery", value_source=f"演示：某福利彩票{value_at:%Y%j}期", value_at=value_at,
    )  # fmt: skip


def _drawn(office: Office, sheet: int, keys: list[str], days: int, title: str, size: int) -> ReviewRound:
    at, by = office.ago(days), office.by("justice", "supervisor")
    made = _opened(office, sheet, keys, at, title, size, at + timedelta(hours=10))
    draw_files(round_id=made.pk, by=by, at=at + timedelta(hours=30), value="03 08 11 19 27 30 + 07")
    people = [office.staff.of(key, "reviewer").pk for key in DEPARTMENTS]
    appoint_scorers(round_id=made.pk, by=by, at=at + timedelta(hours=31), person_ids=people)
    return made


def _cards(round_: ReviewRound) -> list[ScoreCard]:
    rows = ScoreCard.objects.filter(file__round=round_, handed_in_at__isnull=True, aside_at__isnull=True)
    return list(rows.select_related("file__candidate"))


def _score(card: ScoreCard, at: datetime, remark: str = "") -> None:
    """Score as a person would: confirm what is proposed, and see two or three faults."""
    by = actor_in_background(card.scorer_id)
    declare_free(card_id=card.pk, by=by, at=at)
    told = {pk: Said(p.deduction, p.fatal, "经核对案卷，情况属实", p.item.article) for pk, p in proposals(card).items()}
    level, start = int(card.file.candidate.name[5:9], 16) % 4, int(card.file.candidate.name[:4], 16)
    codes = [list(FAULTS)[(start + step) % len(FAULTS)] for step in range(level * 2 + 2)]
    codes = codes[card.role == ScoreCard.Role.SECOND :]
    for item in card.file.round.sheet.items.filter(code__in=codes):
        off, reason = FAULTS[item.code]
        if item.code != "E2" or card.role != ScoreCard.Role.RECHECK:
            take = min(item.points, Decimal(off) * (level + 1))
            told.setdefault(item.pk, Said(take, reason=reason, article=item.article))
    hand_in_score(card_id=card.pk, by=by, at=at, marks=told, remark=remark)
