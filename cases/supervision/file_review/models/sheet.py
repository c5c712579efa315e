"""Score sheets: what is looked at in a file, for how many points, by which article."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency


class ScoreSheet(models.Model):
    """A score sheet of a supervising body. Published by a second person, it never changes: a version follows."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, help_text="the document that sets it")
    from_on = models.DateField()
    sha256 = models.CharField(max_length=64, help_text="of the workbook taken in")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["agency", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "version"], name="score_sheet_version_once"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="score_sheet_published_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"

    @property
    def series(self) -> str:
        """The ledger series of this sheet."""
        return f"score_sheet:{self.pk}"


class SheetItem(models.Model):
    """One thing to look at. An item with ``fatal`` carries no points: a file that fails it fails as a whole."""

    class Check(models.TextChoices):
        COMPLETE = "complete", _("papers complete")
        ORDER = "order", _("papers in order, archived")
        PAGES = "pages", _("contents agree with the papers")
        SIGNATURES = "signatures", _("papers signed")

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20)
    code = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    points = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    fatal = models.BooleanField(default=False)
    article = models.CharField(max_length=120)
    rules = models.JSONField(default=list, help_text="codes of the rules whose alarms fill this item in")
    red = models.DecimalField(max_digits=4, decimal_places=1, default=0, help_text="taken off for each red alarm")
    yellow = models.DecimalField(max_digits=4, decimal_places=1, default=0, help_text="taken off for each yellow alarm")
    check_code = models.CharField(max_length=10, choices=Check.choices, blank=True)

    class Meta:
        ordering = ["sheet", "place"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "code"], name="sheet_item_code_once"),
            models.CheckConstraint(condition=Q(fatal=False) | Q(points=0), name="sheet_item_fatal_or_points"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
