"""Checking a credential: the page a scan opens, later scans without a network, the scanner."""
