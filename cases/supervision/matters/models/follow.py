"""What must be corrected by whom, and what else follows from a matter (行政执法监督条例第三十一条至第三十四条)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.models.letter import Letter
from cases.supervision.matters.models.matter import Matter
from enforcement.organisation.models import Agency


class Correction(models.Model):
    """One thing to correct: who, by when, done when, the evidence, and who answered for it."""

    class Accountability(models.TextChoices):
        NONE = "none", _("nobody held to account")
        EDUCATED = "educated", _("criticism and education (批评教育)")
        TRAINED = "trained", _("training away from duty (离岗培训)")
        MOVED = "moved", _("moved from enforcement (调离执法岗位)")
        DISQUALIFIED = "disqualified", _("qualification taken away (取消执法资格)")
        REFERRED = "referred", _("clue handed to the supervisory commission (移送监察机关)")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="corrections")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="corrections")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    what = models.TextField()
    responsible = models.CharField(max_length=60, blank=True, help_text="who answers for it, if a person is named")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    dropped_on = models.DateField(null=True, blank=True, help_text="no longer asked for: the letter was withdrawn")
    accountability = models.CharField(max_length=12, choices=Accountability.choices, blank=True)
    accountability_text = models.TextField(blank=True)
    accountability_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["agency", "due_on"])]

    def __str__(self) -> str:
        return f"{self.matter} {self.what[:20]}"


class Consequence(models.Model):
    """A circular, a proposal on a person's treatment, or a clue handed over. A proposal changes nothing by itself."""

    class Kind(models.TextChoices):
        CIRCULAR = "circular", _("circular or publication (通报、公开)")
        TREATMENT = "treatment", _("proposal on a person's treatment (人员处理建议)")
        REFERRAL = "referral", _("clue handed to the supervisory commission (移送监察)")

    class Treatment(models.TextChoices):
        EDUCATE = "educate", _("criticise and educate (批评教育)")
        TRAIN = "train", _("train away from duty (离岗培训)")
        MOVE = "move", _("move from enforcement (调离执法岗位)")
        DISQUALIFY = "disqualify", _("take the qualification away (取消执法资格)")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="consequences")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    number = models.CharField(max_length=60, unique=True)
    on = models.DateField()
    text = models.TextField()
    receiver = models.CharField(max_length=120, blank=True)
    is_public = models.BooleanField(default=False)
    public_matter = models.CharField(
        max_length=120, blank=True, help_text="of an open circular: as the public reads it"
    )
    public_measure = models.CharField(max_length=300, blank=True, help_text="of an open circular: what was ordered")
    public_reason = models.CharField(max_length=200, blank=True, help_text="why the circular is open")
    withdrawn_on = models.DateField(null=True, blank=True, help_text="no longer open to the public")
    withdrawal_reason = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    treatment = models.CharField(max_length=10, choices=Treatment.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text="what the body that may act did with it")
    answered_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether the public reads it now: chosen at its act, with what the public reads, and not withdrawn."""
        return self.is_public and bool(self.public_matter) and self.withdrawn_on is None
