"""Showing a credential on the officer's phone (亮证): a code bound to the phone, and its log."""
