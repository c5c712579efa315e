"""Pages of certification's batches: who looks at each, and at what (see tests/browser/pages.py)."""

from certification.batches.make_batch import make_batch
from certification.models import Credential, IssueBatch
from enforcement import clock
from enforcement.jobs.perform import drain
from tests.factories.flowcharts import actor


def batches(town) -> list[int]:
    """Print two cards of the town again; try to issue somebody who is not approved yet; leave a third under way."""
    if IssueBatch.objects.exists():
        return sorted(IssueBatch.objects.values_list("pk", flat=True))
    issuer, agency = town.of("province_justice.issuer"), town.staff.agencies["province_justice"]
    by, at = actor(issuer, agency), clock.now()
    cards = list(Credential.objects.values_list("pk", flat=True)[:2])
    for kind, ids in (("reprint", cards), ("issue", [town.application.pk])):
        make_batch(agency_id=agency.pk, by=by, at=at, kind=kind, subject_ids=ids, title="五月制证")
        drain()
    make_batch(agency_id=agency.pk, by=by, at=at, kind="reprint", subject_ids=cards, title="补打证件")
    return sorted(IssueBatch.objects.values_list("pk", flat=True))


PAGES_OF: dict = {
    "batch_list": ("province_justice.issuer", None),
    "batch_new": ("province_justice.issuer", lambda t: ["issue", "reprint"]),
    "batch_detail": ("province_justice.issuer", batches),
    "batch_progress": ("province_justice.issuer", lambda t: [batches(t)[-1]]),
}
NO_PAGES: list[str] = ["batch_change", "batch_redraw", "batch_file"]
