"""Benchmarks of discretion (裁量基准) as published data with dates, and what weighing them found in a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.discretion.case_models import ActCompared, Limitation, Weighing
from enforcement.organisation.models import Agency

__all__ = ["ActCompared", "Benchmark", "BenchmarkSet", "Grade", "Limitation", "Weighing"]


class BenchmarkSet(models.Model):
    """Benchmarks issued by one document: taken in by one person, published by another."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="benchmark_sets")
    title = models.CharField(max_length=120)
    document_number = models.CharField(max_length=60)
    from_on = models.DateField()
    sha256 = models.CharField(max_length=64, help_text="of the workbook that was taken in")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "document_number"], name="benchmark_document_once"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True, published_by__isnull=True)
                | models.Q(published_at__isnull=False, published_by__isnull=False),
                name="benchmarks_published_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.document_number}"


class Benchmark(models.Model):
    """What the law and its benchmark say of one offence from one day to another. Published rows never change."""

    class Basis(models.TextChoices):
        FIXED = "fixed", _("fixed amounts")
        GOODS = "goods", _("multiples of the value of the goods (货值金额)")
        GAIN = "gain", _("multiples of the illegal gain (违法所得)")
        CONTRACT = "contract", _("shares of the contract sum (合同价款)")

    issue = models.ForeignKey(BenchmarkSet, models.PROTECT, related_name="benchmarks")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="benchmarks")
    field = models.CharField(max_length=20, help_text="field of enforcement")
    offence = models.CharField(max_length=120)
    breached = models.CharField(max_length=200, help_text="law and article that the offence breaks")
    penalty = models.CharField(max_length=200, help_text="law and article of the penalty")
    basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.FIXED)
    low = models.DecimalField(max_digits=14, decimal_places=4, default=0, help_text="statutory minimum in the basis")
    high = models.DecimalField(max_digits=14, decimal_places=4, default=0, help_text="statutory maximum, 0: no fine")
    kinds = models.JSONField(default=list, help_text="other kinds of penalty that the law allows, by code")
    first_free = models.BooleanField(default=False, help_text="首违不罚 list (art. 33)")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="last day in force")

    class Meta:
        ordering = ["offence", "-from_on"]
        indexes = [models.Index(fields=["agency", "offence"]), models.Index(fields=["field", "from_on"])]

    def __str__(self) -> str:
        return self.offence


class Grade(models.Model):
    """A grade of an offence: the circumstances that put a case there, and its part of the statutory range."""

    class Code(models.TextChoices):
        LIGHTER = "lighter", _("lighter (较轻)")
        ORDINARY = "ordinary", _("ordinary (一般)")
        HEAVIER = "heavier", _("heavier (较重)")
        SEVERE = "severe", _("severe (严重)")

    benchmark = models.ForeignKey(Benchmark, models.PROTECT, related_name="grades")
    code = models.CharField(max_length=10, choices=Code.choices)
    circumstances = models.TextField()
    low = models.DecimalField(max_digits=14, decimal_places=4, default=0)
    high = models.DecimalField(max_digits=14, decimal_places=4, default=0)
    kinds = models.JSONField(default=list)

    class Meta:
        ordering = ["low", "high", "pk"]
        constraints = [models.UniqueConstraint(fields=["benchmark", "code"], name="benchmark_grade_once")]

    def __str__(self) -> str:
        return f"{self.benchmark} {self.code}"
