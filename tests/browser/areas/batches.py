"""Pages of certification's batches: who looks at each, and at what (see tests/browser/pages.py)."""

from certification.batches.make_batch import make_batch
from certification.models import Credential, IssueBatch
from enforcement import clock
from enforcement.jobs.perform import perform
from tests.factories.flowcharts import actor


def batches(town) -> list[int]:
    """Print two cards of the town again; try to issue somebody who is not approved yet; leave a third under way."""
    if IssueBatch.objects.exists():
        return sorted(IssueBatch.objects.values_list("pk", flat=True))
    agency, other = town.credential.agency, town.application.agency
    by, at = actor(town.of("province_justice.issuer"), agency), clock.now()
    cards = list(Credential.objects.filter(agency=agency).values_list("pk", flat=True)[:2])
    for place, kind, ids in ((agency, "reprint", cards), (other, "issue", [town.application.pk])):
        made = make_batch(agency_id=place.pk, by=by, at=at, kind=kind, subject_ids=ids, title="五月制证")
        perform(job_id=made.job_id)
    make_batch(agency_id=agency.pk, by=by, at=at, kind="reprint", subject_ids=cards, title="补打证件")
    return sorted(IssueBatch.objects.values_list("pk", flat=True))


PAGES_OF: dict = {
    "batch_list": ("province_justice.issuer", None),
    "batch_new": ("province_justice.issuer", lambda t: ["issue", "reprint"]),
    "batch_detail": ("province_justice.issuer", batches),
}
NO_PAGES: list[str] = ["batch_progress", "batch_change", "batch_redraw", "batch_file"]
