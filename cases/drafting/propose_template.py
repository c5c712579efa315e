"""Draft an agency's own text of a paper: checked here against the closed vocabulary and what the law demands in it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.drafting.base import in_force, versions
from cases.drafting.current import as_template
from cases.drafting.duties import person_in
from cases.drafting.fields import VOCABULARY
from cases.drafting.language import Fault, faults, fields_of
from cases.drafting.shape import Template
from cases.models import OwnTemplate
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency


class TemplateFaulty(Invalid):
    """Refuse a text that uses what templates do not know."""

    sentence = _("The template is not written as templates are.")
    remedy = _("Use only the fields of the list beside, each as it stands there.")

    def __init__(self, found: list[Fault]) -> None:
        """Take what is wrong, line by line."""
        said = "；".join(str(SAID[f.kind]) % {"line": f.line, "what": f.what} for f in found[:5])
        super().__init__(said, field="body")


SAID = {
    "field": _("line %(line)s: there is no field “%(what)s”"),
    "section": _("line %(line)s: a part begins or ends outside the line: %(what)s"),
    "mark": _("line %(line)s: braces that are no field: %(what)s"),
    "long": _("the text is longer than %(what)s characters"),
}


class ItemDemanded(Invalid):
    """Refuse a text without what the law demands in this paper."""

    sentence = _("The law demands more in this paper.")


class AskUnreadable(Invalid):
    """Refuse a line of questions that cannot be read."""

    sentence = _("Write each question on a line of its own: label | line, text or day, or choices with / between them.")


class DayGone(Invalid):
    """Refuse a template that would hold from a day gone by."""

    sentence = _("A template holds from today or later: papers already made keep theirs.")


@transaction.atomic(durable=True)
def propose_template(
    *, key: str, by: Actor, at: datetime, agency_id: int, title: str, body: str, asks: str, effective_on: date
) -> OwnTemplate:
    """Draft an agency's own template for another person to publish.

    Raises:
        NotAllowed: without the duty of legal review or of the head. NotFound: for no such paper or agency.
        TemplateFaulty, ItemDemanded, AskUnreadable, DayGone: on their fields.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None or key not in versions():
        raise NotFound
    require(by=by, duty="review", agency=agency)
    if effective_on < clock.day_of(at):
        raise DayGone(field="effective_on")
    row = OwnTemplate(
        agency=agency, key=key, title=title.strip(), body=body.replace("\r\n", "\n").strip("\n"),
        asks=asks.replace("\r\n", "\n").strip(), effective_on=effective_on, drafted_by_id=person_in(by), drafted_at=at,
    )  # fmt: skip
    row.sha256 = checked(row).sha256
    row.save()
    body_of = {"key": key, "template": row.pk, "sha256": row.sha256, "effective_on": effective_on}
    append(series=f"templates:{agency.pk}", by=by, at=at, verb="template.propose", body=body_of)
    return row


def checked(row: OwnTemplate) -> Template:
    """Return an own template in the frame of the catalogue.

    Raises:
        TemplateFaulty, ItemDemanded, AskUnreadable.
    """
    try:
        made = as_template(row, in_force(row.key, row.effective_on))
    except ValueError as fault:
        raise AskUnreadable(field="asks") from fault
    found = faults(made.body, VOCABULARY)
    if found:
        raise TemplateFaulty(found)
    lacking = [VOCABULARY[name] for name in made.needs if name not in fields_of(made.body)]
    if lacking:
        said = _("The law demands in this paper: %(items)s.") % {"items": "、".join(lacking)}
        raise ItemDemanded(said, field="body", article=made.basis)
    return made
