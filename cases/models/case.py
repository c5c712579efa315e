"""A case, its party, and who handles it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.identifiers import masked
from enforcement.organisation.secrecy import unseal


class Case(models.Model):
    """A penalty case. Where it stands is told by its run's open steps, never by a field here."""

    class Source(models.TextChoices):
        """行政处罚法第五十四条: how the clue came."""

        INSPECTION = "inspection", _("inspection (检查)")
        COMPLAINT = "complaint", _("complaint or report (投诉举报)")
        REFERRAL = "referral", _("referral by another agency (移送)")
        ASSIGNED = "assigned", _("assigned from above (交办)")

    class Origin(models.TextChoices):
        HERE = "here", _("handled in this system")
        OUTSIDE = "outside", _("record of an outside system")

    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="cases")
    run = models.OneToOneField("flowcharts.Run", models.PROTECT, null=True, related_name="case")
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.HERE)
    outside_reference = models.CharField(max_length=60, blank=True)
    clue_number = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True, help_text="given at filing, without gaps")
    title = models.CharField(max_length=120)
    field = models.CharField(max_length=20, help_text="field of enforcement")
    source = models.CharField(max_length=12, choices=Source.choices)
    cause = models.CharField(max_length=120, help_text="案由")
    summary = models.TextField()
    place = models.CharField(max_length=120, blank=True)
    act_on = models.DateField(null=True, blank=True, help_text="day of the act, for the limitation of art. 36")
    clue_on = models.DateField()
    filed_on = models.DateField(null=True, blank=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    is_complex = models.BooleanField(default=False, help_text="情节复杂 or 重大违法行为, art. 57(2)")
    public_interest = models.BooleanField(default=False, help_text="重大公共利益, art. 58(1)(一)")
    many_relations = models.BooleanField(default=False, help_text="疑难复杂、涉及多个法律关系, art. 58(1)(三)")
    outside_told = models.JSONField(default=dict, blank=True, help_text="parts of an outside record as they were told")
    closed_on = models.DateField(null=True, blank=True)
    closure_reason = models.CharField(max_length=40, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    archive_number = models.CharField(max_length=60, blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["-clue_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], condition=~Q(number=""), name="case_number_once"),
            models.UniqueConstraint(fields=["agency", "clue_number"], name="case_clue_number_once"),
        ]
        indexes = [
            models.Index(fields=["agency", "-clue_on"]),
            models.Index(fields=["origin"]),
            models.Index(fields=["-clue_on", "-id"], name="case_newest"),
        ]

    def __str__(self) -> str:
        return self.number or self.clue_number

    @property
    def series(self) -> str:
        """The ledger series of the case."""
        return f"case:{self.pk}"


class Party(models.Model):
    """The party of a case. Identifiers and contacts are sealed; lists show them masked."""

    class Kind(models.TextChoices):
        PERSON = "person", _("natural person")
        BUSINESS = "business", _("individual business (个体工商户)")
        ORGANISATION = "organisation", _("legal person or other organisation")

    case = models.OneToOneField(Case, models.PROTECT, related_name="party")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    name = models.CharField(max_length=80)
    code_sealed = models.TextField(blank=True, help_text="identification number or credit code")
    code_fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    phone_sealed = models.TextField(blank=True)
    address_sealed = models.TextField(blank=True)
    representative = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def code_masked(self) -> str:
        """The identifier as lists show it."""
        return masked(unseal(self.code_sealed))


class Assignment(models.Model):
    """A person's part in a case: exactly one lead at a time (主办人), co-handlers beside."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead officer (主办人)")
        CO = "co", _("co-handler (协办人)")

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assignments")
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=4, choices=Role.choices)
    credential = models.CharField(max_length=40, blank=True)
    standing = models.JSONField(default=dict)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(role="lead", to_on__isnull=True), name="case_one_lead"
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(to_on__isnull=True, person__isnull=False),
                name="case_person_assigned_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"
