"""Check a file of items against a bank, and import the very file that was checked: background work, or at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.jobs.perform import perform
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from enforcement.organisation import parameters
from enforcement.organisation.access import post_of
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Person
from exams.import_items import ImportRefused, import_items
from exams.imports import uploads
from exams.imports.compare import Imported
from exams.imports.draft import NO_DAY, NO_LAW, Law
from exams.imports.formats import FORMATS, Format
from exams.imports.found import Found, Given
from exams.imports.report import report_on
from exams.models import Bank, LawRef
from exams.parameters import IMAGE_MAX_KB

CHECK, IMPORT = "exams.check_items", "exams.import_items"
AT_ONCE = 200
"""Files of at most so many items are worked on while the person waits."""


def check_file(
    *, bank_id: int, by: Actor, at: datetime, data: bytes, name: str, format_: Format, said: dict[str, str]
) -> Job:
    """Keep a file and have it checked; ``said`` is what stands for what the file does not say.

    Raises:
        NotFound, NotAllowed
    """
    bank = _bank(bank_id, by)
    upload, sha256 = uploads.keep(data)
    facts = {
        "bank_id": bank.pk, "upload": upload, "sha256": sha256, "name": name[:120], "format_": format_.code,
        "said": said, "language": translation.get_language(),
    }  # fmt: skip
    job = enqueue(kind=CHECK, arguments=facts, by_person_id=by.person_id, at=at)
    if format_.guess(data) <= AT_ONCE:
        perform(job_id=job.pk)
    job.refresh_from_db()
    return job


def import_checked(*, job_id: int, by: Actor, at: datetime) -> Job:
    """Import the file that a job checked without finding a problem.

    Raises:
        NotFound: if it is somebody else's job, or not such a one.
    """
    checked = Job.objects.filter(pk=job_id, owner_id=by.person_id, kind=CHECK, state=Job.State.DONE).first()
    if checked is None or checked.result["report"]["problem_count"] or not checked.result["report"]["changes"]:
        raise NotFound
    facts = {
        **checked.arguments,
        "language": translation.get_language(),
        "expected": checked.result["report"]["counts"],
    }
    job = enqueue(kind=IMPORT, arguments=facts, by_person_id=by.person_id, at=at)
    if checked.result["report"]["total"] <= AT_ONCE:
        perform(job_id=job.pk)
    job.refresh_from_db()
    return job


def _bank(bank_id: int, by: Actor) -> Bank:
    bank = Bank.objects.select_related("agency").filter(pk=bank_id).first()
    if bank is None:
        raise NotFound
    require(by=by, duty="exam", agency=bank.agency)
    return bank


def _actor(job: Progress) -> Actor:
    person = Person.objects.get(pk=job.by_person_id or 0)
    post = post_of(person)
    return Actor(
        kind="person",
        person_id=person.pk,
        name=person.name,
        agency_id=post.agency_id if post else None,
        agency=post.agency.name if post else "",
        post=post.title if post else "",
    )


def _found(job: Progress, bank: Bank, facts: dict[str, Any]) -> Found:
    data = uploads.fetch(facts["upload"], facts["sha256"])
    return FORMATS[facts["format_"]].read(data, given_by(facts["said"], bank, job))


def given_by(said: dict[str, str], bank: Bank, job: Progress) -> Given:
    """Return what stands for what a file does not say: from the form, and from the laws that are known."""
    known: dict[str, Law] = {}
    for ref in LawRef.objects.order_by("law", "-in_force_from", "pk").distinct("law"):
        known[ref.law] = known[ref.short] = Law(ref.law, ref.short, ref.version, ref.in_force_from)
    law = NO_LAW
    if said.get("law"):
        name = said["law"].strip("《》")
        near = known.get(name, Law(name, name.removeprefix("中华人民共和国"), "", NO_DAY))
        day = date.fromisoformat(said["in_force_from"]) if said.get("in_force_from") else near.in_force_from
        law = Law(near.law, near.short, said.get("version") or near.version, day)
    most = int(parameters.value(IMAGE_MAX_KB, agency=bank.agency, on=clock.day_of(job.requested_at)))
    return Given(
        law=law,
        article=said.get("article", ""),
        difficulty=int(said.get("difficulty") or 0),
        laws=known,
        most_picture_kb=most,
        tick=job.report,
    )


@register(CHECK, title=gettext_lazy("Check of a file of items"))
def work_on_check(job: Progress, *, language: str, **facts: Any) -> dict[str, Any]:
    """Read the file and report what it would change."""
    with translation.override(language):
        bank = _bank(facts["bank_id"], _actor(job))
        found = _found(job, bank, facts)
        report = report_on(bank, found, job.report)
        text = (
            _("%(count)d problems were found.") % {"count": report["problem_count"]}
            if report["problem_count"]
            else _("%(count)d items were read; nothing is wrong with them.") % {"count": report["total"]}
        )
        return {"url": reverse("exam_import_report", args=[job.id]), "text": text, "report": report}


@register(IMPORT, title=gettext_lazy("Import of items"))
def work_on_import(job: Progress, *, language: str, **facts: Any) -> dict[str, Any]:
    """Read the file once more and import it, if the bank is still as it was when it was checked."""
    with translation.override(language):
        by = _actor(job)
        found = _found(job, _bank(facts["bank_id"], by), facts)
        try:
            done = import_items(
                bank_id=facts["bank_id"],
                by=by,
                at=clock.now(),
                drafts=found.drafts,
                problems=found.problems,
                pictures=found.pictures.values(),
                expected=Imported(**facts["expected"]),
            )
        except ImportRefused as refusal:
            problems = [[problem.place, problem.sentence] for problem in refusal.problems]
            return {
                "url": reverse("exam_import_report", args=[job.id]),
                "text": str(refusal),
                "report": {"problem_count": len(problems), "problems": problems[:200], "total": len(found.drafts)},
            }
        uploads.drop(facts["upload"])
        text = _("%(count)d items of the bank were added or changed.") % {"count": done.changes}
        counts = {name: getattr(done, name) for name in done.__slots__}
        report = {"counts": counts, "total": len(found.drafts), "changes": done.changes, "problem_count": 0}
        return {"url": reverse("exam_import_report", args=[job.id]), "text": text, "report": report}


def sweep(job: Any) -> dict[str, int]:  # noqa: ARG001 (every piece of work gets its progress)
    """Delete files that nobody imported in time."""
    return {"dropped": uploads.drop_old(clock.now())}
