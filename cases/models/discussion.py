"""Collective discussion (行政处罚法第五十七条第二款)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case


class Discussion(models.Model):
    """A meeting on one case: roster, votes, dissent, conclusion and, where the head departs, the reasons."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="discussions")
    referred_on = models.DateField()
    ground = models.CharField(max_length=40)
    agenda = models.TextField(blank=True)
    held_on = models.DateField(null=True, blank=True)
    roster_size = models.PositiveSmallIntegerField(default=0)
    recorder_name = models.CharField(max_length=60, blank=True)
    attending = models.CharField(max_length=300, blank=True, help_text="who attends without a vote")
    reported = models.TextField(blank=True, help_text="what the lead reported and the reviewer explained")
    majority = models.CharField(max_length=20, blank=True)
    conclusion = models.CharField(max_length=20, blank=True)
    departs = models.BooleanField(default=False)
    reasons = models.TextField(blank=True, help_text="of the head who departs from the majority")
    concluded_on = models.DateField(null=True, blank=True)
    failed_on = models.DateField(null=True, blank=True, help_text="流会: not quorate")

    class Meta:
        ordering = ["referred_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.held_on or self.referred_on}"


class Member(models.Model):
    """A member of the roster: present or not, what they said, in which order, how they voted, when they signed."""

    class Vote(models.TextChoices):
        PENALISE = "penalise", _("penalise as proposed")
        CHANGE = "change", _("penalise otherwise")
        NONE = "no_penalty", _("no penalty")
        MORE = "more_facts", _("more facts needed")

    discussion = models.ForeignKey(Discussion, models.PROTECT, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=60, blank=True)
    is_head = models.BooleanField(default=False)
    present = models.BooleanField(default=False)
    spoke_order = models.PositiveSmallIntegerField(null=True, blank=True)
    opinion = models.TextField(blank=True)
    vote = models.CharField(max_length=12, choices=Vote.choices, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["is_head", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["discussion", "name"], name="discussion_member_once"),
            models.UniqueConstraint(
                fields=["discussion", "spoke_order"],
                condition=Q(spoke_order__isnull=False),
                name="discussion_one_speaker_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
