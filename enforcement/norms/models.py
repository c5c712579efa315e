"""Laws and normative documents, their versions and ends: entered by one person, confirmed by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency

NORMATIVE = "normative"


class Level(models.TextChoices):
    """What kind of norm it is, the highest first."""

    LAW = "law", _("law (法律)")
    REGULATION = "regulation", _("administrative regulation (行政法规)")
    LOCAL = "local", _("local regulation (地方性法规)")
    DEPARTMENT_RULE = "department", _("rule of a ministry (部门规章)")
    GOVERNMENT_RULE = "government", _("rule of a local government (地方政府规章)")
    NORMATIVE = NORMATIVE, _("normative document (规范性文件)")


class Norm(models.Model):
    """A law or a normative document under its full title. ``agency`` issued it, where that is one of this system."""

    title = models.CharField(max_length=120, unique=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    issuer = models.CharField(max_length=80)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    registration_number = models.CharField(
        max_length=40, null=True, blank=True, unique=True, help_text="of the unified registration (三统一)"
    )  # fmt: skip
    also = models.CharField(max_length=120, blank=True, help_text="document number under which it is cited as well")

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(level=NORMATIVE) | Q(registration_number__isnull=False), name="norm_document_registered"
            )
        ]
        indexes = [models.Index(fields=["also"])]

    def __str__(self) -> str:
        return self.title

    @property
    def series(self) -> str:
        """The ledger series of this norm."""
        return f"norm:{self.pk}"


class TwoPersons(models.Model):
    """What one person enters and another confirms; until then it counts for nothing."""

    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("entered_by"))),
                name="%(class)s_two_persons",
            )
        ]


class NormVersion(TwoPersons):
    """A wording of a norm, or its validity renewed. ``until_on`` is its last day in force; none: without end."""

    norm = models.ForeignKey(Norm, models.PROTECT, related_name="versions")
    label = models.CharField(max_length=60, help_text="e.g. 2021年修订")
    document_number = models.CharField(max_length=60, help_text="the order or document that published it")
    published_on = models.DateField()
    published_in = models.CharField(max_length=200, help_text="the one place of its publication")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta(TwoPersons.Meta):
        ordering = ["-from_on", "-pk"]
        constraints = [
            *TwoPersons.Meta.constraints,
            models.UniqueConstraint(fields=["norm", "from_on"], name="norm_version_once"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="norm_version_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.norm} {self.label}"


class ArticleChange(models.Model):
    """An article that a version amended, added or repealed."""

    class Kind(models.TextChoices):
        AMENDED = "amended", _("wording amended")
        ADDED = "added", _("article added")
        REPEALED = "repealed", _("article repealed")

    version = models.ForeignKey(NormVersion, models.CASCADE, related_name="changes")
    article = models.CharField(max_length=20, help_text="e.g. 第五十四条")
    kind = models.CharField(max_length=8, choices=Kind.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "article"], name="norm_article_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.article}"


class NormEnd(TwoPersons):
    """That a norm is no longer in force after a day: repealed, or replaced by another."""

    norm = models.ForeignKey(Norm, models.PROTECT, related_name="ends")
    last_on = models.DateField(help_text="its last day in force")
    document_number = models.CharField(max_length=60, help_text="what ended it")
    reason = models.CharField(max_length=200)

    class Meta(TwoPersons.Meta):
        ordering = ["last_on", "pk"]

    def __str__(self) -> str:
        return f"{self.norm} {self.last_on}"
