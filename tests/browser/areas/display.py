"""Pages of certification's display: who looks at each, and at what (see tests/browser/pages.py)."""

from datetime import timedelta

from certification.models import Visit
from enforcement import clock
from tests.factories.certification_display import a_phone, a_rating, a_visit


def visit(town) -> Visit:
    """Bind a phone of the town's officer and announce a visit, which is rated low."""
    found = Visit.objects.first()
    if found is not None:
        return found
    at = clock.now() - timedelta(hours=2)
    made = a_visit(a_phone(town.credential, at), at)
    a_rating(made, grade=1, words="没有说明检查依据")
    return made


PAGES_OF: dict = {
    "display_page": ("", None),
    "display_devices": ("province_justice.issuer", None),
    "display_device": ("province_justice.issuer", lambda t: [visit(t).device_id]),
    "visit_notice": ("", lambda t: [visit(t).secret]),
    "visit_list": ("justice.supervisor", None),
    "visit_detail": ("justice.supervisor", lambda t: [visit(t).pk]),
    "visit_own": ("transport.lead", None),
}
NO_PAGES: list[str] = [
    "display_worker", "display_manifest", "display_challenge", "display_bind", "display_contact", "display_visit",
    "display_own_withdraw", "visit_of_code",
]  # fmt: skip
