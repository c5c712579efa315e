"""What officers do to find the facts: inquiries, and measures with clocks of their own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case


class Inquiry(models.Model):
    """A recorded act of inquiry, signed by the officers who did it (行政处罚法第四十二、五十四、五十五条)."""

    class Kind(models.TextChoices):
        CHECK = "check", _("pre-filing check (立案前核查)")
        INTERVIEW = "interview", _("interview (询问)")
        INSPECTION = "inspection", _("on-site inspection (现场检查、勘验)")
        SAMPLING = "sampling", _("sampling (抽样取证)")
        TESTING = "testing", _("test or appraisal (检测、检验、鉴定)")
        DOCUMENTS = "documents", _("documents and data taken (书证、电子数据)")

    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    held_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=80, blank=True, help_text="who was questioned or what was inspected")
    summary = models.TextField()
    credentials_shown = models.BooleanField(default=True)
    rights_told = models.BooleanField(default=True)
    usable = models.BooleanField(default=True, help_text="false: shall not be used as evidence until re-taken")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "pk"]
        verbose_name_plural = "inquiries"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"


class InquiryOfficer(models.Model):
    """Somebody who signed an inquiry, with the credential as it stood that day."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("enforcement officer")
        HELPER = "helper", _("helper (auxiliary, never counts as officer)")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="officers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.OFFICER)
    credential = models.CharField(max_length=40, blank=True)
    standing = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Measure(models.Model):
    """Preservation (处罚法56: seven working days) or seizure (强制法25: thirty days and thirty more)."""

    class Kind(models.TextChoices):
        PRESERVE = "preserve", _("prior registration and preservation (先行登记保存)")
        SEIZE = "seize", _("sealing or seizure (查封、扣押)")

    case = models.ForeignKey(Case, models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    taken_on = models.DateField()
    taken_at = models.DateTimeField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False, help_text="taken before the approval (强制法19)")
    regularised_at = models.DateTimeField(null=True, blank=True, help_text="urgent measure: approved by the head")
    approved_by = models.CharField(max_length=60)
    items = models.TextField()
    list_signed = models.BooleanField(default=True, help_text="the party signed the list")
    list_note = models.CharField(max_length=200, blank=True, help_text="why not, and who witnessed it")
    legal_basis = models.CharField(max_length=200)
    due_on = models.DateField()
    test_from_on = models.DateField(null=True, blank=True)
    test_to_on = models.DateField(null=True, blank=True)
    test_told_on = models.DateField(null=True, blank=True, help_text="party told in writing (强制法25)")
    extended_on = models.DateField(null=True, blank=True)
    extension_reason = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    disposition = models.CharField(max_length=200, blank=True)
    officers = models.JSONField(default=list, blank=True, help_text="who took it, with the standing of that day")

    class Meta:
        ordering = ["taken_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("taken_on")), name="measure_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.taken_on}"
