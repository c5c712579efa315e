"""Letters of supervision and what the organ answered (行政执法监督条例第二十七条至第三十条)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.supervision.matters.models.matter import Matter


class Letter(models.Model):
    """A letter to an organ, with its term. The decision is the government's."""

    class Kind(models.TextChoices):
        URGING = "urging", _("urging letter (督办函)")
        OPINION = "opinion", _("opinion letter (意见书)")
        DECISION = "decision", _("decision on supervision (决定书)")
        NOTICE = "notice", _("notice of supervision (行政监督通知书)")
        REVIEW = "review_opinion", _("opinion of reconsideration (行政复议意见书)")

    class Measure(models.TextChoices):
        """山东省行政执法监督条例第二十九条至第三十四条: what the government decides."""

        PERFORM = "perform", _("order to act by a day (责令限期履行)")
        CORRECT = "correct", _("order to supplement or correct (补正或者改正)")
        ANNUL = "annul", pgettext_lazy("supervision", "annulment (撤销)")
        ILLEGAL = "illegal", pgettext_lazy("supervision", "confirmation as illegal (确认违法)")
        INVALID = "invalid", pgettext_lazy("supervision", "confirmation as invalid (确认无效)")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    number = models.CharField(max_length=60, unique=True)
    issuer = models.CharField(max_length=80, blank=True, help_text="the organ of reconsideration that issued it")
    text = models.TextField()
    basis = models.CharField(max_length=300)
    measure = models.CharField(max_length=8, choices=Measure.choices, blank=True, help_text="of a decision")
    ground = models.CharField(max_length=16, blank=True, help_text="of a decision")
    issued_on = models.DateField()
    due_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_by_name = models.CharField(max_length=60)
    answered_on = models.DateField(
        null=True, blank=True, help_text="of the answer that is to be judged or was accepted"
    )
    settled_on = models.DateField(null=True, blank=True, help_text="accepted, withdrawn, or passed to the government")
    was_late = models.BooleanField(default=False, help_text="a report came after its term, or none came at all")
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["issued_on", "pk"]
        indexes = [models.Index(fields=["due_on"], condition=models.Q(settled_on__isnull=True), name="letter_open")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return its page, which the organ may open."""
        return reverse("matter_letter", args=[self.pk])


class Answer(models.Model):
    """What the organ said: a report, or an objection with reasons; and how it was judged."""

    class Kind(models.TextChoices):
        REPORT = "report", _("report")
        OBJECTION = "objection", _("objection")

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("sent back")
        REFUSED = "refused", _("not corrected")
        UPHELD = "upheld", _("the letter stands")
        WITHDRAWN = "withdrawn", _("the letter is withdrawn")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    on = models.DateField()
    author = models.CharField(max_length=60)
    text = models.TextField()
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True)
    verdict_on = models.DateField(null=True, blank=True)
    verdict_by = models.CharField(max_length=60, blank=True)
    verdict_text = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.letter} {self.kind} {self.on}"
