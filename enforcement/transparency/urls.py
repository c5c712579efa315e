"""Addresses: the public log of the ledger: sequence, Merkle tree, checkpoints, proofs."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
