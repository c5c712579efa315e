"""Yearly reports, and the work of the law office."""
