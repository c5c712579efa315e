"""What belongs to single inquiries: an interview's answers, a sample, a test, and the recording of an act."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.inquiry import Inquiry, Measure


class Interview(models.Model):
    """Questions and answers of one person, read over and signed page by page (行政处罚法第五十五条)."""

    inquiry = models.OneToOneField(Inquiry, models.PROTECT, related_name="interview")
    respondent = models.CharField(max_length=80)
    capacity = models.CharField(max_length=60, help_text="party, witness, person in charge …")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    answers = models.JSONField(default=list, help_text="[[question, answer], …]")
    pages = models.PositiveSmallIntegerField()
    pages_signed = models.PositiveSmallIntegerField()
    read_over = models.BooleanField()
    refusal_note = models.CharField(max_length=200, blank=True, help_text="why a page is not signed, and who saw it")

    class Meta:
        ordering = ["begun_at"]

    def __str__(self) -> str:
        return self.respondent


class Sample(models.Model):
    """A sample taken: one is kept back, sealed (行政处罚法第五十六条: 抽样取证)."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="samples")
    name = models.CharField(max_length=120)
    batch = models.CharField(max_length=80, blank=True)
    taken = models.CharField(max_length=60, help_text="how much was taken")
    kept_back = models.CharField(max_length=60, help_text="how much of it is kept back, sealed")
    seal_number = models.CharField(max_length=40)
    kept_at_place = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class EntrustedTest(models.Model):
    """A test by an entrusted body: its days stop the clocks where the party was told in writing (强制法25)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tests")
    sample = models.ForeignKey(Sample, models.PROTECT, null=True, blank=True, related_name="tests")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="tests")
    subject = models.CharField(max_length=120)
    body = models.CharField(max_length=120, help_text="the entrusted body")
    qualification = models.CharField(max_length=80)
    question = models.CharField(max_length=300)
    from_on = models.DateField()
    told_on = models.DateField(null=True, blank=True, help_text="party told in writing of the time of the test")
    to_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=500, blank=True)
    result_told_on = models.DateField(null=True, blank=True)
    retest_until = models.DateField(null=True, blank=True)
    retest_asked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on", "pk"]

    def __str__(self) -> str:
        return f"{self.subject} {self.from_on}"


class Recording(models.Model):
    """A sound or video recording of an act: where it is kept, and its hash if known (国办发〔2018〕118号第八项)."""

    class Subject(models.TextChoices):
        SEIZURE = "seizure", _("sealing or seizure (查封、扣押)")
        HEARING = "hearing", _("hearing (听证)")
        SERVICE = "service", _("left or public service (留置送达、公告送达)")
        INQUIRY = "inquiry", _("interview or inspection (询问、检查)")
        ENFORCE = "enforce", _("own enforcement (强制拆除等)")

    case = models.ForeignKey(Case, models.PROTECT, related_name="recordings")
    subject = models.CharField(max_length=8, choices=Subject.choices)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="recordings")
    recorded_on = models.DateField()
    device = models.CharField(max_length=60)
    reference = models.CharField(max_length=120, help_text="number of the file or disc, and where it is kept")
    minutes = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    entered_at = models.DateTimeField()
    author = models.CharField(max_length=60)

    class Meta:
        ordering = ["recorded_on", "pk"]

    def __str__(self) -> str:
        return self.reference
