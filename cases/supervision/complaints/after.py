"""What the sender of an answered complaint is offered next; areas above enter it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from cases.supervision.complaints.models import Complaint


@dataclass(frozen=True, slots=True)
class Offer:
    """A link under the answer."""

    url: str
    text: str | Promise
    icon: str


_offers: Final[dict[str, Callable[[Complaint], Offer]]] = {}


def enter(name: str, offer: Callable[[Complaint], Offer]) -> None:
    """Enter an offer (once; the same name again replaces it)."""
    _offers[name] = offer


def offers_for(complaint: Complaint) -> list[Offer]:
    """Return what is offered after the answer to a complaint, nothing before it."""
    if complaint.state != Complaint.State.ANSWERED:
        return []
    return [offer(complaint) for offer in _offers.values()]
