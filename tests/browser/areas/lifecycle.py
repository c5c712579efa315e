"""Pages of certification's lifecycle: who looks at each, and at what (see tests/browser/pages.py)."""

from certification.models import Application, CheckRound, Objection, Proposal, Task

PAGES_OF: dict = {
    "credential_rounds": ("justice.examiner", None),
    "credential_round_new": ("justice.examiner", None),
    "credential_round": ("transport.clerk", lambda t: [CheckRound.objects.first().pk]),
    "credential_proposals": ("justice.supervisor", None),
    "credential_proposal": ("justice.examiner", lambda t: [Proposal.objects.first().pk]),
    "credential_statement_office": ("justice.examiner", lambda t: [Proposal.objects.first().pk]),
    "credential_task": (
        "transport.clerk",
        lambda t: [Task.objects.filter(kind="loss_notice", done_on=None).first().pk],
    ),
    "credential_handing": ("justice.examiner", None),
    "credential_numbers": ("province_justice.issuer", None),
    "credential_object": ("", lambda t: [Objection.objects.first().application_id]),
    "credential_objection": ("justice.examiner", lambda t: [Objection.objects.first().pk]),
    "credential_correct": (
        "transport.clerk",
        lambda t: [Application.objects.filter(agency__in=[t.staff.agencies["transport"]]).first().pk],
    ),
    "credential_affairs": ("transport.life6", None),
    "credential_statement": ("transport.life5", lambda t: [Proposal.objects.first().pk]),
}
NO_PAGES: list[str] = ["credential_package", "credential_receipt"]
