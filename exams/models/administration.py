"""Who may sit and how: decisions with their facts, exemptions, accommodations, rosters, discipline."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency, Person
from exams.models.pairs import both_or_neither
from exams.models.paper import Exam, Session
from exams.models.sitting import Candidate


class EligibilityDecision(models.Model):
    """A decision that somebody may not sit, with its facts; that they may is kept with the candidate."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=20)
    eligible = models.BooleanField()
    grounds = models.JSONField(help_text="codes of exams.eligibility")
    facts = models.JSONField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-decided_at"]
        indexes = [models.Index(fields=["session", "person"], name="eligibility_of")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id} {self.eligible}"


class Request(models.Model):
    """What one person asks for and another decides."""

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "asked", _("waits for a decision")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    reason = models.CharField(_("reason"), max_length=200)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(_("grounds of the decision"), max_length=200, blank=True)

    class Meta:
        abstract = True


class Waiver(Request):
    """A waivable ground set aside for one person and session: one person asks with a reason, another decides."""

    ruling = models.OneToOneField(EligibilityDecision, models.PROTECT, related_name="waiver")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            both_or_neither("decided", name="waiver_decided_by", person=True),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="waiver_two_persons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ruling_id} {self.state}"


class Exemption(Request):
    """A person need not sit a subject, e.g. for a legal qualification (国办发〔2018〕118号第二十三项)."""

    class Ground(models.TextChoices):
        """Why."""

        LAW_QUALIFICATION = "law_qualification", _("holds the legal professional qualification (法律职业资格)")
        HELD_CREDENTIAL = "held_credential", _("held an enforcement credential until now")

    person = models.ForeignKey(Person, models.PROTECT, related_name="exemptions")
    subject = models.CharField(_("subject"), max_length=14, choices=Exam.Subject.choices)
    ground = models.CharField(_("ground"), max_length=20, choices=Ground.choices)
    evidence = models.CharField(_("certificate and number"), max_length=120)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject"], condition=Q(state="asked"), name="exemption_one_open"
            ),
            both_or_neither("decided", name="exemption_decided_by", person=True),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="exemption_two_persons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.subject} {self.state}"


class Accommodation(Request):
    """What a candidate with a disability gets (无障碍环境建设法第四十三条第二款): more time, large text, a reader."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="accommodation")
    minutes = models.PositiveSmallIntegerField(_("more minutes"), default=0)
    percent = models.PositiveSmallIntegerField(_("more time in percent"), default=0)
    large_text = models.BooleanField(_("large text"), default=False)
    reader = models.BooleanField(_("a person who reads aloud"), default=False)
    own_room = models.BooleanField(_("a room of their own"), default=False)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            both_or_neither("decided", name="accommodation_decided_by", person=True),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="accommodation_two_persons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.state}"


class RosterImport(models.Model):
    """A list of candidates that came as a file: its hash, what it did, and every line that was not taken."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="rosters")
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    dry_run = models.BooleanField()
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField(default=0, help_text="registered before, given another room or seat")
    unchanged = models.PositiveIntegerField()
    accounts = models.PositiveIntegerField(default=0, help_text="persons among those added who were not known before")
    refused = models.PositiveIntegerField()
    report = models.JSONField(default=list, help_text="what is wrong, by cell")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.file_name}"


class Discipline(models.Model):
    """A measure against a candidate: a warning, the result cancelled, or barred from registering for a time."""

    class Level(models.TextChoices):
        """What it is."""

        WARNING = "warning", _("warning (警告)")
        CANCELLED = "cancelled", _("result of this session cancelled (取消本次成绩)")
        BARRED = "barred", _("barred from registering (一至二年内不得报考)")

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="disciplines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    level = models.CharField(_("measure"), max_length=10, choices=Level.choices)
    reason = models.CharField(_("reason"), max_length=500)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="last day of a bar")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-decided_at"]
        constraints = [
            both_or_neither("lifted", name="discipline_lifted_by", person=True),
            models.CheckConstraint(
                condition=Q(level="barred", until_on__isnull=False) | (~Q(level="barred") & Q(until_on__isnull=True)),
                name="discipline_bar_has_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.level}"


class Withdrawal(models.Model):
    """A registration that was taken back before its session opened: what it was, by whom ended, and why."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="withdrawals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    ticket = models.CharField(max_length=24, blank=True, help_text="its number is not given out again")
    eligibility = models.JSONField(help_text="rule, facts and outcome at registration")
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=60)
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=60)
    reason = models.CharField(_("reason"), max_length=500)
    measure = models.ForeignKey(Discipline, models.PROTECT, null=True, blank=True, related_name="withdrawals")

    class Meta:
        ordering = ["-withdrawn_at"]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"
