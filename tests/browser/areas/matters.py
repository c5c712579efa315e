"""Pages of cases.supervision.matters: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.supervision.matters.demo import lay
from cases.supervision.matters.models import Consequence, Correction, Letter, Matter


def laid(town, model, **facts) -> list[int]:
    """Return rows of the town, laid at the first look."""
    if not Matter.objects.exists():
        lay(town.staff)
    return list(model.objects.filter(**facts).values_list("pk", flat=True))


PAGES_OF: dict = {
    "matters": ("justice.supervisor", None),
    "matter_open": ("justice.supervisor", None),
    "matter": ("justice.supervisor", lambda t: laid(t, Matter)),
    "matter_do": (
        "justice.supervisor",
        lambda t: [
            (laid(t, Matter, run__records__left_at__isnull=True, run__records__node__act=act)[0], name)
            for act, name in (
                ("triage_matter", "triage"),
                ("find_on_matter", "measure"),
                ("find_on_matter", "find"),
                ("judge_answer", "judge"),
                ("answer_proposal", "treat"),
                ("answer_proposal", "circulate"),
            )
        ],
    ),
    "matter_letters": ("urban.head", None),
    "matter_letter": ("urban.head", lambda t: laid(t, Letter, matter__agency=t.staff.agencies["urban"])),
    "matter_letter_do": (
        "urban.head",
        lambda t: [
            (pk, "answer")
            for pk in laid(t, Letter, matter__agency=t.staff.agencies["urban"], answered_on=None, settled_on=None)[:1]
        ],
    ),
    "matter_review_opinion": ("justice.supervisor", None),
    "matter_circular_withdraw": ("justice.supervisor", lambda t: laid(t, Consequence, is_public=True)),
    "matter_corrections": ("justice.supervisor", None),
    "matter_account": ("justice.supervisor", lambda t: laid(t, Correction)[:1]),
    "matter_score": ("justice.supervisor", None),
    "matter_treatment": ("justice.examiner", lambda t: laid(t, Consequence, treatment="disqualify")),
}
NO_PAGES: list[str] = ["matter_paper"]  # a file
