"""Tokens of the reading interface; partners, bundles and what came in them."""

from cases.exchange.models.bundle import Bundle, OutsideRow
from cases.exchange.models.partner import Partner
from cases.exchange.models.token import ApiToken

__all__ = ["ApiToken", "Bundle", "OutsideRow", "Partner"]
