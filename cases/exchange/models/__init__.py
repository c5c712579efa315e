"""Tokens of the reading interface; partners, bundles and what came in them."""

from cases.exchange.models.token import ApiToken

__all__ = ["ApiToken"]
