"""What the law leaves open about keys."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from certification.token import ED25519, SM2
from enforcement.organisation.parameters import Parameter, declare

SUITE: Final = "credential.suite"
SUITES_BY_NAME: Final = {"Ed25519": ED25519, "SM2": SM2}


def declare_all() -> None:
    """Enter the parameters of keys in the register."""
    declare(
        Parameter(
            SUITE,
            _("Signature of new credentials"),
            "choice",
            "Ed25519",
            "商用密码应用安全性评估（GB/T 39786-2021）适用时选SM2（GB/T 32918）；县级试点默认Ed25519（RFC 8032）",
            "likely",
            choices=tuple(SUITES_BY_NAME),
        )
    )
