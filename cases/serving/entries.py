"""Service of papers and publication of decisions: what this area enters elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.models import Case


def enter_all() -> None:
    """Enter the settings, the pages of acts, the panel of service and the to-do items."""
    from cases import panels  # noqa: PLC0415 (models are ready only now)
    from cases.serving import panel, parameters  # noqa: PLC0415
    from enforcement.web import worklist  # noqa: PLC0415

    parameters.declare_all()
    _pages()
    panels.enter("serving", 40, "cases/serving/_serving.html", panel.serving)
    worklist.enter("after_decision", panel.to_do)


def _pages() -> None:
    from cases.pages import Page, bind  # noqa: PLC0415
    from cases.serving import forms as f  # noqa: PLC0415
    from cases.serving.confirm_address import confirm_address  # noqa: PLC0415
    from cases.serving.end_display_early import end_display_early  # noqa: PLC0415
    from cases.serving.file_heavy import file_heavy  # noqa: PLC0415
    from cases.serving.redact_decision import redact_decision  # noqa: PLC0415

    for page in (
        Page("confirm_address", _("Address for service"), f.AddressForm, confirm_address, icon="map-pin",
             submit=_("Record the confirmation"), offered=_open, any_time=True,
             help=_("As the party signed it. A new confirmation takes the place of the earlier one; both are kept.")),
        Page("redact_decision", _("Redact the decision for the public"), f.RedactForm, redact_decision,
             step_acts=frozenset({"publish_decision"}), icon="eraser", submit=_("Give it to a colleague to check"),
             template="cases/serving/redact.html", context=f.found_private,
             waited=lambda case: not case.redactions.exists()),
        Page("end_display_early", _("End the display early"), f.EarlyEndForm, end_display_early, icon="clock-off",
             submit=_("Record the answer"), offered=_ends, any_time=True, duty="publish",
             template="cases/serving/early_end.html", context=f.conditions),
        Page("file_heavy", _("File the heavy decision"), f.HeavyForm, file_heavy, icon="send",
             submit=_("Record the filing"), offered=_waits, any_time=True),
    ):  # fmt: skip
        bind(page)


def _open(case: Case) -> bool:
    return case.filed_on is not None and case.archived_on is None


def _ends(case: Case) -> bool:
    from cases.serving.end_display_early import ending  # noqa: PLC0415 (models are ready only now)
    from enforcement import clock  # noqa: PLC0415

    return bool(ending(case, clock.today()))


def _waits(case: Case) -> bool:
    return hasattr(case, "heavy_filing") and case.heavy_filing.filed_on is None
