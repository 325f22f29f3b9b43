"""Takes away what access kept long enough: attempts, sessions, invitations, tokens, refusals, settled supervision.

How long is not known here: the caller gives the moment before which a row may go. What is still open (a broken glass
that nobody judged, an alarm that nobody settled) stays, however old. The logs of looks go by their own way, under seal
and four eyes. Runs as the owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Model, QuerySet
from django.db.models.functions import Coalesce

from doorzicht.domain.toegang.tables import (
    AanmeldpogingTable,
    AfwijzingTable,
    AlarmTable,
    BreekglasTable,
    NavraagTable,
    SessieTable,
    TokenTable,
    UitnodigingTable,
)

VERLOPEN = (
    "toegang_aanmeldpoging",
    "toegang_afwijzing",
    "toegang_alarm",
    "toegang_breekglas",
    "toegang_navraag",
    "toegang_sessie",
    "toegang_token",
    "toegang_uitnodiging",
)
"""The tables that are taken from here."""


def ruim_verlopen_op(voor: Mapping[str, datetime]) -> dict[str, int]:
    """Take away rows from before these moments; returns how many, of each table."""
    return {tabel: _rijen(tabel, voor[tabel]).delete()[0] for tabel in VERLOPEN}


def _rijen(tabel: str, voor: datetime) -> QuerySet[Model]:
    """Rows whose time was over before this moment."""
    geeindigd = Coalesce("beeindigd_op", "gezien_op")
    rijen: dict[str, QuerySet[Model]] = {
        "toegang_aanmeldpoging": AanmeldpogingTable.objects.filter(op__lt=voor),
        "toegang_afwijzing": AfwijzingTable.objects.filter(op__lt=voor),
        "toegang_alarm": AlarmTable.objects.filter(afgehandeld_op__lt=voor),
        "toegang_breekglas": BreekglasTable.objects.filter(beoordeeld_op__lt=voor),
        "toegang_navraag": NavraagTable.objects.filter(op__lt=voor),
        "toegang_sessie": SessieTable.objects.annotate(einde=geeindigd).filter(einde__lt=voor),
        "toegang_token": TokenTable.objects.filter(verloopt_op__lt=voor),
        "toegang_uitnodiging": UitnodigingTable.objects.filter(gemaakt_op__lt=voor),
    }
    return rijen[tabel]
