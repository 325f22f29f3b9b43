"""Names of gemeenten for pages about klanten, whose rows hold codes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang.model import Handelende, Organisatiesoort


def namen() -> Mapping[str, str]:
    """The name of every gemeente of today by its code, in the order of the alphabet."""
    return {gemeente.code: gemeente.naam for gemeente in gebied.indeling_op(timezone.localdate()).gemeenten}


def keuze(wie: Handelende) -> list[tuple[str, str]]:
    """The gemeenten where somebody can live whom this organisation registers: those of its region, else all."""
    bekend = namen()
    if wie.soort is Organisatiesoort.GEMEENTE:
        return list(bekend.items())
    return [(code, naam) for code, naam in bekend.items() if code in (wie.gemeenten or ())]
