"""The public log of the ledger: what it enters elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement.access import public
from enforcement.organisation.access import duties_of
from enforcement.transparency import work
from enforcement.transparency.models import Verification
from enforcement.transparency.views.state import watches
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter
from enforcement.web.worklist import ToDo


def enter_all() -> None:
    """Enter everything."""
    work.enter()
    enter(MenuEntry("log_about", gettext_lazy("Proof against tampering"), "fingerprint", public, "public", 80))
    enter(MenuEntry("log_state", gettext_lazy("State of the ledger"), "stack-2", watches, "supervise", 90))
    worklist.enter("transparency", altered)


def altered(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the last verification if it found that the ledger was altered."""
    if not duties_of(request) & watches.duties:
        return
    last = Verification.objects.last()
    if last is not None and last.fault_count:
        yield ToDo(title=_("The ledger was altered: look at what was found"), url=reverse("log_state"), light="red")
