"""Who may draft a paper of a case and who issues it."""

from __future__ import annotations

from cases.drafting.shape import Template
from cases.models import Case
from enforcement.actor import Actor
from enforcement.errors import NotAllowed
from enforcement.flowcharts.engine.refusals import RunClosed
from enforcement.organisation.duties.holding import held_codes

DRAFTERS = frozenset({"handle", "check", "review", "chair", "decide", "publish", "archive"})


def require_drafter(case: Case, by: Actor) -> None:
    """Refuse whoever holds no duty that drafts, and a case whose procedure has ended.

    Raises:
        NotAllowed, RunClosed.
    """
    if not DRAFTERS & held_codes(person_id=person_in(by), agency=case.agency):
        raise NotAllowed
    if case.run is None or case.run.closed_at is not None:
        raise RunClosed


def person_in(by: Actor) -> int:
    """Return the id of the person who acts.

    Raises:
        NotAllowed: for the system and for the public.
    """
    if by.person_id is None:
        raise NotAllowed
    return by.person_id


def issues(template: Template, duties: frozenset[str]) -> bool:
    """Return whether somebody with these duties issues papers of a template; the head issues every paper."""
    return bool({template.approve, "decide"} & duties)


def needs_another(template: Template) -> bool:
    """Return whether a paper is issued by another person than who drafted it: all that the officers do not sign."""
    return template.approve != "handle"
