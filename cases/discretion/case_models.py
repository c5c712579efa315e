"""What was found in one case: how it was weighed, its limitation, and whether another case fined the same act."""

from __future__ import annotations

from django.db import models


class Weighing(models.Model):
    """One weighing of a case on a benchmark; the last one counts, the earlier ones stay."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="weighings")
    benchmark = models.ForeignKey("cases.Benchmark", models.PROTECT, related_name="+")
    norms = models.JSONField(default=list, help_text="other benchmarks that the same act falls under (art. 29)")
    grade = models.CharField(max_length=10)
    base = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    circumstances = models.JSONField(default=list, help_text="codes of cases.discretion.circumstances")
    effect = models.CharField(max_length=10, blank=True, help_text="lighter, mitigate, heavier, exempt or none")
    made_on = models.DateField()
    author = models.CharField(max_length=60)
    statute_low = models.DecimalField(max_digits=14, decimal_places=2)
    statute_high = models.DecimalField(max_digits=14, decimal_places=2)
    low = models.DecimalField(max_digits=14, decimal_places=2)
    high = models.DecimalField(max_digits=14, decimal_places=2)
    departure_reason = models.TextField(blank=True)
    approved_by = models.CharField(max_length=60, blank=True)
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["made_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.made_on}"


class Limitation(models.Model):
    """What the limitation of a case depends on (行政处罚法第三十六条): until when the act lasted, two years or five."""

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="limitation")
    ended_on = models.DateField(null=True, blank=True, help_text="last day of a continuing act")
    ground = models.CharField(max_length=10, blank=True, help_text="life or finance: five years, with harm")
    reason = models.TextField()
    stated_by = models.CharField(max_length=60)
    stated_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.case} {self.ended_on or self.ground}"


class ActCompared(models.Model):
    """The head's finding that two cases of one party are about different acts (行政处罚法第二十九条)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="acts_compared")
    other = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    reason = models.TextField()
    found_by = models.CharField(max_length=60)
    found_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "other"], name="acts_compared_once")]

    def __str__(self) -> str:
        return f"{self.case} / {self.other}"
