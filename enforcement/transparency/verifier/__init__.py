"""Verify the ledger anywhere: this folder alone, with Python and nothing else (``cryptography`` only makes it faster).

``python -m enforcement.transparency.verifier --export FILE --checkpoint NOTE --key VKEY``. The formats are in
docs/ledger.md.
"""
