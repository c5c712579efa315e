"""What follows an unpaid fine: plans of payment, additional fines, demands, agreements, the court."""

from __future__ import annotations

from django.db import models

from cases.models.case import Case


class Instalment(models.Model):
    """A part of a deferred payment: its amount and last day (行政处罚法第六十六条第二款)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="instalments")
    plan = models.PositiveSmallIntegerField(default=1, help_text="a later plan replaces an earlier one")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    approved_on = models.DateField()
    approved_by = models.CharField(max_length=60)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "plan", "number"], name="instalment_once")]

    def __str__(self) -> str:
        return f"{self.due_on} {self.amount}"


class SurchargeOrder(models.Model):
    """The decision to add three per cent a day (行政处罚法第七十二条第一款第一项; 行政强制法第四十五条)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="surcharge_order")
    number = models.CharField(max_length=60)
    imposed_on = models.DateField()
    from_on = models.DateField(help_text="the first day that counts")
    waived_on = models.DateField(null=True, blank=True, help_text="by agreement (行政强制法第四十二条)")

    def __str__(self) -> str:
        return self.number


class Demand(models.Model):
    """催告: ten working days to perform, and the party's right to be heard (行政强制法第三十五、三十六、五十四条)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="demands")
    number = models.CharField(max_length=60)
    served_on = models.DateField()
    method = models.CharField(max_length=12, default="direct")
    until_on = models.DateField()
    officers = models.JSONField(default=list)
    defence_on = models.DateField(null=True, blank=True)
    defence = models.TextField(blank=True)
    reply = models.TextField(blank=True)

    class Meta:
        ordering = ["served_on", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.served_on}"


class Agreement(models.Model):
    """执行协议: performance in parts; the additional fine may be waived, the fine never (行政强制法第四十二条)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="agreements")
    made_on = models.DateField()
    terms = models.TextField()
    waives_surcharge = models.BooleanField(default=False)

    class Meta:
        ordering = ["made_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.made_on}"


class Enforcement(models.Model):
    """An application to the court, or own enforcement where a law gives it (行政强制法第三十七、五十三条)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="enforcements")
    kind = models.CharField(max_length=8, help_text="court or own")
    begun_on = models.DateField()
    last_on = models.DateField(null=True, blank=True, help_text="last lawful day to apply to the court")
    court = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=200, blank=True, help_text="the law that gives the agency its own power")
    principal = models.DecimalField(max_digits=14, decimal_places=2)
    surcharge = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    lawful_surcharge = models.DecimalField(max_digits=14, decimal_places=2, default=0, help_text="as computed")
    outcome = models.CharField(max_length=20, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["begun_on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.begun_on}"
