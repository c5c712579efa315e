"""Bundles for other platforms, and the reading interface."""
