"""A piece of evidence and the chain of its custody (行政处罚法第四十六条)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.inquiry import Inquiry


class Evidence(models.Model):
    """A piece of evidence. A file is kept under its SHA-256 and never altered; ``number`` counts within the case."""

    class Kind(models.TextChoices):
        """The eight kinds of 行政处罚法第四十六条第一款."""

        DOCUMENT = "document", _("documentary evidence (书证)")
        THING = "thing", _("material evidence (物证)")
        MEDIA = "media", _("audio-visual material (视听资料)")
        DATA = "data", _("electronic data (电子数据)")
        WITNESS = "witness", _("witness testimony (证人证言)")
        STATEMENT = "statement", _("statement of the party (当事人的陈述)")
        APPRAISAL = "appraisal", _("expert opinion (鉴定意见)")
        RECORD = "record", _("inspection or on-site record (勘验笔录、现场笔录)")

    class Stage(models.TextChoices):
        CHECK = "check", _("pre-filing check (立案前核查)")
        INVESTIGATION = "investigation", _("investigation (立案后调查)")

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=120, help_text="from whom or where")
    obtained_how = models.CharField(max_length=120)
    obtained_on = models.DateField()
    stage = models.CharField(max_length=13, choices=Stage.choices)
    proves = models.CharField(max_length=300, blank=True)
    is_original = models.BooleanField(default=True)
    original_kept_by = models.CharField(max_length=120, blank=True, help_text="of a copy: where the original is")
    copy_checked_by = models.CharField(max_length=120, blank=True, help_text="of a copy: who compared it and signed")
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, null=True, blank=True, related_name="evidence")
    usable = models.BooleanField(default=True)
    unusable_reason = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the file; empty for a thing")
    size = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=60, blank=True)
    device_at = models.DateTimeField(null=True, blank=True, help_text="as the device said")
    received_at = models.DateTimeField(help_text="as the server said")
    device_sha256 = models.CharField(max_length=64, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    accuracy = models.PositiveIntegerField(null=True, blank=True, help_text="metres")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author = models.CharField(max_length=60)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "evidence"
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="evidence_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class CustodyEvent(models.Model):
    """A change of who holds a piece of evidence: each begins where the one before it ended."""

    class Kind(models.TextChoices):
        TAKEN = "taken", _("taken into custody")
        HANDED = "handed", _("handed over")
        SENT = "sent", _("sent for testing")
        BACK = "back", _("back from testing")
        RETURNED = "returned", _("returned to its owner")
        DISPOSED = "disposed", _("disposed of")

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="custody")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    happened_at = models.DateTimeField()
    from_name = models.CharField(max_length=80)
    to_name = models.CharField(max_length=80)
    place = models.CharField(max_length=120, blank=True)
    seal_number = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    author = models.CharField(max_length=60)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["evidence", "order"], name="custody_order_once")]

    def __str__(self) -> str:
        return f"{self.from_name} → {self.to_name}"
