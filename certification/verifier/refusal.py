"""Why a code, a key list or a status list is not believed."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Name the one thing that stopped the verification of a code."""

    MALFORMED = "malformed"
    UNKNOWN_SUITE = "unknown_suite"
    UNKNOWN_KEY = "unknown_key"
    KEY_OUT_OF_SCOPE = "key_out_of_scope"
    KEY_COMPROMISED = "key_compromised"
    BAD_SIGNATURE = "bad_signature"
    BAD_DEVICE_SIGNATURE = "bad_device_signature"


class Fault(StrEnum):
    """Name what is wrong with a signed document: the list of keys or the list of states."""

    MALFORMED = "malformed"
    FORGED = "forged"
    ROLLED_BACK = "rolled_back"
    OTHER_SHARD = "other_shard"


class Unverifiable(ValueError):
    """Refuse a code that is not proven genuine; ``reason`` says why. It never means that it is valid."""

    def __init__(self, reason: Reason) -> None:
        """Take the reason."""
        self.reason = reason
        super().__init__(reason.value)


class DocumentRefused(ValueError):
    """Refuse a list that is malformed, not signed by whom it should be, or older than one already seen."""

    def __init__(self, fault: Fault) -> None:
        """Take what is wrong."""
        self.fault = fault
        super().__init__(fault.value)
