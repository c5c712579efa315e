"""Case check and legal review."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cases.models.case import Case
from cases.models.standing import Recallable


class CaseCheck(Recallable):
    """案件审核 by somebody who did not investigate (市场监督管理行政处罚程序规定第四十九条)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="checks")
    checker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checker_name = models.CharField(max_length=60)
    checked_on = models.DateField()
    opinion = models.TextField()
    outcome = models.CharField(max_length=20)

    class Meta:
        ordering = ["checked_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.outcome}"


class Review(Recallable):
    """法制审核 (行政处罚法第五十八条), with a finding on each of the seven heads of 国办发〔2018〕118号."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewer_name = models.CharField(max_length=60)
    qualification = models.CharField(max_length=40, blank=True, help_text="法律职业资格 no.")
    first_time = models.BooleanField(default=False)
    received_on = models.DateField()
    reviewed_on = models.DateField()
    heads = models.JSONField(default=dict, help_text="head → {ok, note}")
    opinion = models.TextField()
    passed = models.BooleanField()

    class Meta:
        ordering = ["reviewed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.reviewed_on}"
