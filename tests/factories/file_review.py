"""The review of case files: sheets, rounds, files and cards, made through the acts where there is one."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from cases.models import Case
from cases.supervision.file_review import demo
from cases.supervision.file_review.appoint_scorers import appoint_scorers
from cases.supervision.file_review.declare_free import declare_free
from cases.supervision.file_review.draw_files import draw_files
from cases.supervision.file_review.hand_in_score import hand_in_score
from cases.supervision.file_review.marks import Said, proposals
from cases.supervision.file_review.models import (
    Candidate,
    Mark,
    Prefill,
    ReviewedFile,
    ReviewRound,
    ScoreCard,
    ScorerRecusal,
    ScoreSheet,
    SheetItem,
)
from cases.supervision.file_review.open_round import open_round
from cases.supervision.file_review.publish_sheet import publish_sheet
from cases.supervision.file_review.sheets.template import template
from cases.supervision.file_review.take_in_sheet import take_in_sheet
from enforcement import clock
from enforcement.organisation.models import Agency, Person
from tests.factories import flowcharts as charts
from tests.factories.cases import a_case, day, moment

AT = moment("05-04")
VALUE = "03 08 11 19 27 30 + 07"
REASON = "笔录缺少当事人签名"


def a_sheet(body: Agency, *, publish: bool = True, **facts: Any) -> ScoreSheet:
    """Take the offered sheet in for a body, and publish it."""
    one, other = (charts.actor(charts.a_person("supervise", agency=body)) for _ in range(2))
    whole = {"title": "案卷评查评分表", "source": "测试文件", "from_on": day("03-01"), "content": template(), **facts}
    made = take_in_sheet(agency_id=body.pk, by=one, at=AT - timedelta(days=30), **whole)
    return publish_sheet(sheet_id=made.pk, by=other, at=AT - timedelta(days=29)) if publish else made


def a_sheet_item(sheet: ScoreSheet) -> SheetItem:
    """Return an item of a sheet with points."""
    return sheet.items.get(code="B2")


def closed_cases(agency: Agency, count: int = 3) -> list[Case]:
    """Make closed cases of an agency."""
    return [
        a_case(agency, run=False, closed_on=day("04-20"), number=f"乐市监立〔2026〕{n}号") for n in range(1, count + 1)
    ]


def a_round(body: Agency, agencies: list[Agency], supervisor: Person, **facts: Any) -> ReviewRound:
    """Open a round of the cases closed in April, three hours before its public value."""
    whole = {
        "title": "二季度案卷评查", "agency_ids": [a.pk for a in agencies], "closed_from": day("04-01"),
        "closed_to": day("04-30"), "how": "random", "size": 1, "value_kind": "lottery",
        "value_source": "双色球第2026050期", "value_at": AT + timedelta(hours=3),
    }  # fmt: skip
    whole |= facts
    sheet = facts.pop("sheet_id", None) or a_sheet(body).pk
    return open_round(by=charts.actor(supervisor), at=AT, **{**whole, "sheet_id": sheet})


def a_candidate(round_: ReviewRound) -> Candidate:
    """Return a candidate of a round."""
    return round_.candidates.earliest("pk")


def a_reviewed_file(round_: ReviewRound, supervisor: Person) -> ReviewedFile:
    """Draw a round; return its first file."""
    draw_files(round_id=round_.pk, by=charts.actor(supervisor), at=AT + timedelta(hours=4), value=VALUE)
    return round_.files.earliest("pk")


def a_prefill(file: ReviewedFile, item: SheetItem, deduction: str = "2") -> Prefill:
    """Propose points off."""
    found = [{"rule": "R23", "severity": "yellow", "message": "-", "params": {}, "article": "第六十一条"}]
    return Prefill.objects.create(file=file, item=item, deduction=Decimal(deduction), found=found)


def a_score_card(file: ReviewedFile, supervisor: Person, scorers: list[Person]) -> ScoreCard:
    """Appoint scorers; return the file's first card."""
    ids = [person.pk for person in scorers]
    appoint_scorers(round_id=file.round_id, by=charts.actor(supervisor), at=AT + timedelta(hours=5), person_ids=ids)
    return file.cards.earliest("pk")


def handed_in(card: ScoreCard, off: int = 0, *, fatal: bool = False, at: Any = None, remark: str = "") -> ScoreCard:
    """Hand a card in: what is proposed confirmed, so many points off beside, or the file failed by K2."""
    by, when = charts.actor(card.scorer), at or AT + timedelta(days=1)
    declare_free(card_id=card.pk, by=by, at=when)
    told = {p.item_id: Said(p.deduction, p.fatal, "预警情况属实", "第一条") for p in proposals(card).values()}
    for item in card.file.round.sheet.items.filter(fatal=False):
        take = min(item.points, Decimal(off)) if item.pk not in told else Decimal(0)
        if take > 0:
            told[item.pk], off = Said(take, reason=REASON, article=item.article), off - int(take)
    if fatal:
        told[card.file.round.sheet.items.get(code="K2").pk] = Said(
            fatal=True, reason="主要证据不足", article="第四十条"
        )
    return hand_in_score(card_id=card.pk, by=by, at=when, marks=told, remark=remark)


def a_scorer_recusal(round_: ReviewRound, scorer: Person, asker: Person) -> ScorerRecusal:
    """Ask for the recusal of a scorer, for the first agency of the round."""
    return ScorerRecusal.objects.create(
        round=round_, agency=round_.agencies.earliest("pk"), scorer=scorer, asked_at=AT, asked_by=asker,
        reason="与当事人系近亲属，可能影响公正。",
    )  # fmt: skip


def a_mark(card: ScoreCard) -> Mark:
    """Hand a card in with a point off; return the mark."""
    return handed_in(card, 1).marks.get(deduction=1)


def of_the_town(which: str) -> Any:
    """Return a function that lays the demo's rounds in a town, once, and returns what a page is about."""
    return lambda town: _laid(town.staff)[which]


def _laid(staff: Any) -> dict[str, Any]:
    if not ReviewRound.objects.exists():
        for key in ("urban", "market", "transport"):
            today = clock.today()
            with transaction.atomic():
                for days in (70, 71, 72):
                    a_case(staff.agencies[key], run=False, closed_on=today - timedelta(days=days))
        demo.lay(staff)
    reviewer = staff.of("transport", "reviewer")
    rounds = ReviewRound.objects.order_by("pk")
    cards = ScoreCard.objects.filter(scorer=reviewer, handed_in_at__isnull=True)
    if not cards:
        waiting = ScoreCard.objects.filter(handed_in_at__isnull=True).exclude(file__agency=staff.agencies["transport"])
        waiting = waiting.exclude(file__in=ScoreCard.objects.filter(scorer=reviewer).values("file"))
        waiting.filter(pk=waiting.earliest("pk").pk).update(scorer=reviewer)
    return {
        "numbers": [r.number for r in rounds], "rounds": [r.pk for r in rounds],
        "frozen": [r.pk for r in rounds if r.state == "frozen"], "scoring": [r.pk for r in rounds if r.state == "scoring"],
        "files": [ReviewedFile.objects.filter(state="rechecked").earliest("pk").pk], "cards": [c.pk for c in cards][:2],
        "recusals": [r.pk for r in ScorerRecusal.objects.all()], "sheets": [s.pk for s in ScoreSheet.objects.all()],
    }  # fmt: skip
