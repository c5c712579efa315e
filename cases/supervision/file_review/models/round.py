"""Rounds of review: what is drawn from, by which seed, and what was drawn."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Case
from cases.supervision.file_review.models.sheet import ScoreSheet
from enforcement.organisation.models import Agency


def whole(stem: str) -> models.CheckConstraint:
    """Return the constraint that a moment and its person are both there or neither."""
    empty = Q(**{f"{stem}_at__isnull": True, f"{stem}_by__isnull": True})
    given = Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False})
    return models.CheckConstraint(condition=empty | given, name=f"review_round_{stem}_whole")


class ReviewRound(models.Model):
    """One review of files. The list of candidates is frozen and committed to before anybody can know the seed."""

    class How(models.TextChoices):
        RANDOM = "random", pgettext_lazy("file review", "drawn at random")
        FULL = "full", pgettext_lazy("file review", "all of them")

    class State(models.TextChoices):
        FROZEN = "frozen", pgettext_lazy("file review", "waiting for the draw")
        SCORING = "scoring", pgettext_lazy("file review", "being scored")
        ANNOUNCED = "announced", pgettext_lazy("file review", "results sent to the agencies")
        CLOSED = "closed", pgettext_lazy("file review", "closed")
        VOID = "void", pgettext_lazy("file review", "void")

    class Value(models.TextChoices):
        LOTTERY = "lottery", _("numbers of a public lottery draw")
        CHECKPOINT = "checkpoint", _("public checkpoint of the ledger")

    number = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="the supervising body")
    agencies = models.ManyToManyField(Agency, related_name="+", help_text="those whose files are reviewed")
    title = models.CharField(max_length=120)
    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="rounds")
    procedures = models.JSONField(default=list, help_text="codes of charts; none for all")
    closed_from = models.DateField()
    closed_to = models.DateField()
    how = models.CharField(max_length=6, choices=How.choices)
    by_agency = models.BooleanField(default=True, help_text="so many of each agency, not of all together")
    size = models.PositiveSmallIntegerField(null=True, blank=True)
    list_sha256 = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64, help_text="SHA-256 of the secret number")
    secret_sealed = models.TextField(editable=False)
    value_kind = models.CharField(max_length=10, choices=Value.choices)
    value_source = models.CharField(max_length=120, help_text="which draw, or the hour of the checkpoint")
    value_at = models.DateTimeField(help_text="the public value comes to be at this moment, never before")
    secret = models.CharField(max_length=64, blank=True, help_text="published with the draw")
    value = models.CharField(max_length=120, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.FROZEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    void_reason = models.CharField(max_length=300, blank=True)
    scorers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [whole("drawn"), whole("announced"), whole("closed"), whole("voided")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return the supervisors' page of it."""
        return reverse("file_review", args=[self.pk])

    @property
    def series(self) -> str:
        """The ledger series of this round."""
        return f"file_review:{self.pk}"


class Candidate(models.Model):
    """A case on the frozen list, by a name that says nothing of it. ``rank`` is its hash under the seed."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="candidates")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(max_length=14)
    rank = models.CharField(max_length=64, blank=True)
    drawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["agency", "name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "case"], name="candidate_case_once"),
            models.UniqueConstraint(fields=["round", "name"], name="candidate_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
