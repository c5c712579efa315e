"""The simplified procedure on a phone: what this area enters elsewhere."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.pages import PAGES, Page, bind
from cases.summary import parameters
from cases.summary.bank_on_spot import bank_on_spot
from cases.summary.close_on_spot import close_on_spot
from cases.summary.confirm_on_spot import confirm_on_spot
from cases.summary.desk import to_do
from cases.summary.forms import BankForm, ConfirmForm, ReportForm, UnpaidForm
from cases.summary.report_on_spot import report_on_spot
from cases.summary.turn_general import hand_over_unpaid
from enforcement.flowcharts import acts
from enforcement.flowcharts.acts import Act
from enforcement.organisation.access import duty
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry

ACTS: Final = (
    Act("show_cards", "出示证件", "Show the cards", "on_spot"),
    Act("confirm_on_spot", "当场确认事实", "Establish the facts on the spot", "on_spot"),
    Act("hear_on_spot", "当场告知听取意见", "Notify and hear on the spot", "on_spot"),
    Act("penalise_on_spot", "当场处罚", "Penalise on the spot", "case_step"),
    Act("report_on_spot", "当场处罚备案", "Report a decision on the spot", "case_step"),
    Act("bank_on_spot", "当场收缴罚款缴存", "Pay collected fines in", "case_step"),
    Act("close_on_spot", "简易案件结案归档", "Close a case on the spot", "case_step"),
    Act("turn_general", "转普通程序", "Go over to the general procedure", "case_step"),
)


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    navigation.enter(MenuEntry("on_spot", _("Penalise on the spot"), "device-mobile", duty("handle"), "work", 12))
    worklist.enter("cases.summary", to_do)
    for act in ACTS:
        acts.register(act)
    for page in _pages():
        if page.act not in PAGES:
            bind(page)


def _pages() -> list[Page]:
    return [
        Page(
            "penalise_on_spot", _("Confirm as the second officer"), ConfirmForm, confirm_on_spot,
            submit=_("I was there: confirm"), template="cases/summary/confirm.html",
            help=_("The decision gets its number only when both officers stand by it."),
        ),
        Page("report_on_spot", _("Report to the agency"), ReportForm, report_on_spot, submit=_("Report")),
        Page("bank_on_spot", _("Pay the collected fine into the bank"), BankForm, bank_on_spot, submit=_("Record")),
        Page("close_on_spot", _("Close and archive"), ConfirmForm, close_on_spot, submit=_("Close the case")),
        Page("turn_general", _("Deal with the unpaid fine"), UnpaidForm, hand_over_unpaid, submit=_("Record")),
    ]  # fmt: skip
