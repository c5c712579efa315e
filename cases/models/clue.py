"""How a clue came: who reported, referred or ordered it, and what they must be told."""

from __future__ import annotations

from django.db import models

from cases.models.case import Case


class Clue(models.Model):
    """The origin of a case. A reporter's name and telephone are sealed and shown to nobody without a recorded look."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="clue")
    sender = models.CharField(max_length=120, blank=True, help_text="the agency that referred or ordered it")
    document = models.CharField(max_length=80, blank=True, help_text="number of its letter")
    answer_due_on = models.DateField(null=True, blank=True, help_text="by when the sender wants an answer")
    answered_on = models.DateField(null=True, blank=True)
    reporter_sealed = models.TextField(blank=True)
    contact_sealed = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True, help_text="reporter told whether the case is filed")
    told_how = models.CharField(max_length=120, blank=True)
    extended_on = models.DateField(null=True, blank=True, help_text="check before filing extended, once")
    extended_because = models.CharField(max_length=200, blank=True)
    extender = models.CharField(max_length=60, blank=True)
    refusal = models.CharField(max_length=10, blank=True, help_text="ground of 市场监督管理行政处罚程序规定第二十条")

    class Meta:
        ordering = ["case"]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def has_reporter(self) -> bool:
        """Whether a reporter left a name or a way to be told."""
        return bool(self.reporter_sealed or self.contact_sealed)
