"""Who may not score a file, and why: those of the agency, those who acted in the case, those recused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from cases.models import Assignment, CaseCheck, Hearing, InquiryOfficer, Member, Recusal, Review
from cases.supervision.file_review.models import ReviewedFile, ScoreCard, ScorerRecusal
from cases.supervision.matters.models import Measure
from enforcement.flowcharts.models import Participant
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Post

OWN_AGENCY: Final = _("belongs to the reviewed agency, or did while the case was handled")
ACTED: Final = _("acted in the case")
RECUSED: Final = _("was recused in the case")
ASKED: Final = _("was recused from the files of this agency at its request")
ASIDE: Final = _("stepped aside for this file")
SCORES: Final = _("has a score card of this file already")


class Grounds:
    """The grounds on which some persons may not score some files. Some queries, however many."""

    def __init__(self, files: Sequence[ReviewedFile], person_ids: Collection[int]) -> None:
        self.acted = _acted([f.case for f in files])
        self.recused: dict[int, set[int]] = defaultdict(set)
        rows = Recusal.objects.filter(case__in=[f.case_id for f in files], granted=True)
        for case_id, person_id in rows.values_list("case_id", "person_id"):
            self.recused[case_id].add(person_id)
        asked = ScorerRecusal.objects.filter(round__in={f.round_id for f in files}, granted=True)
        self.asked = set(asked.values_list("round_id", "agency_id", "scorer_id"))
        self.cards: dict[tuple[int, int], bool] = {}
        for file_id, person_id, aside_at in ScoreCard.objects.filter(file__in=files).values_list(
            "file_id", "scorer_id", "aside_at"
        ):
            self.cards[file_id, person_id] = aside_at is not None
        self.posts: dict[int, list[Post]] = defaultdict(list)
        for post in Post.objects.filter(person__in=person_ids).select_related("agency"):
            self.posts[post.person_id].append(post)

    def of(self, person_id: int, file: ReviewedFile) -> str:
        """Return why somebody may not score a file, "" if nothing is known: a sentence to translate."""
        aside = self.cards.get((file.pk, person_id))
        return self.apart(person_id, file) or ("" if aside is None else ASIDE if aside else SCORES)

    def apart(self, person_id: int, file: ReviewedFile) -> str:
        """Return the same without regard to score cards: of somebody who holds one already."""
        since = file.case.clue_on
        if any(
            file.agency_id in p.agency.line and (p.to_on is None or p.to_on >= since) for p in self.posts[person_id]
        ):
            return OWN_AGENCY
        if person_id in self.acted[file.case_id]:
            return ACTED
        if (file.round_id, file.agency_id, person_id) in self.asked:
            return ASKED
        return RECUSED if person_id in self.recused[file.case_id] else ""


def _acted(cases: Sequence[object]) -> dict[int, set[int]]:
    """Return by case everybody whom its rows, its ledger or a supervision matter on it name."""
    ids = [c.pk for c in cases]  # type: ignore[attr-defined]
    found: dict[int, set[int]] = defaultdict(set)
    named = (
        Assignment.objects.filter(case__in=ids).values_list("case_id", "person_id"),
        InquiryOfficer.objects.filter(inquiry__case__in=ids).values_list("inquiry__case_id", "person_id"),
        CaseCheck.all_rows.filter(case__in=ids).values_list("case_id", "checker_id"),
        Review.all_rows.filter(case__in=ids).values_list("case_id", "reviewer_id"),
        Member.objects.filter(discussion__case__in=ids).values_list("discussion__case_id", "person_id"),
        Hearing.objects.filter(case__in=ids, chair__isnull=False).values_list("case_id", "chair_id"),
        Hearing.objects.filter(case__in=ids, recorder__isnull=False).values_list("case_id", "recorder_id"),
        Participant.objects.filter(record__run__case__in=ids).values_list("record__run__case", "person_id"),
        Participant.objects.filter(record__run__matter__case__in=ids).values_list(
            "record__run__matter__case", "person_id"
        ),
    )
    for rows in named:
        for case_id, person_id in rows:
            found[case_id].add(person_id)
    for case_id, officers in Measure.objects.filter(matter__case__in=ids).values_list("matter__case", "officers"):
        found[case_id].update(officer["person"] for officer in officers)
    said = Entry.objects.filter(Q(series__in=[f"case:{pk}" for pk in ids]), actor__has_key="person_id")
    for series, person_id in said.values_list("series", "actor__person_id").distinct():
        found[int(series.partition(":")[2])].add(person_id)
    return found
