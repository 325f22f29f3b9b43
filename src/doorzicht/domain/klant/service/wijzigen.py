"""The way to change a klant, one act at a time.

1. The klant is held, so that nobody changes him meanwhile, and the rule decides.
2. What was typed is read; every wrong field is told at once.
3. Fields that nobody else touched are written; where two people changed the same one, somebody has to choose.
The database itself keeps the version before.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from doorzicht.domain.klant import access, store
from doorzicht.domain.klant.model import GROEP_VAN, Botsing, Samenloop, Velden
from doorzicht.domain.klant.rules.samenloop import verzoen
from doorzicht.domain.klant.rules.velden import VeldenFout, lees_velden
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Kijkwijze, Veldgroep
from doorzicht.foundation.errors import Weigering


def wijzig(wie: Handelende, klant: UUID, velden: Mapping[str, str | None], versie: int) -> int:
    """Change contact and work fields of a klant whose `versie` one saw; returns the new version.

    Raises VeldenFout for what cannot be read, NietGevonden, and Samenloop when another changed the same fields.
    """
    with toegang.transactie(wie, "klant.wijzigen") as handeling:
        gevonden = store.houd_vast(klant)
        if gevonden is None:
            raise toegang.NietGevonden
        toegang.require(access.may_change(wie, gevonden.relatie))
        was = gevonden.velden if versie == gevonden.versie else store.was(klant, versie)
        wil = lees_velden(velden, staat_er=[gevonden.velden, was or {}])
        _eis_naam(gevonden.velden, wil)
        nieuw, botsingen = verzoen(was, gevonden.velden, wil)
        if nieuw or botsingen:
            handeling.zie([klant], Kijkwijze.WIJZIGING, _groepen(nieuw, botsingen))
        nu = store.wijzig(klant, nieuw) if nieuw and not botsingen else gevonden.versie
    if botsingen:  # only now: the look at what the other wrote has to stay in the log
        raise Samenloop(botsingen, nu)
    return nu


def _eis_naam(nu: Velden, wil: Velden) -> None:
    """Who has a name keeps one; of whom the export knew none, nobody has to think one up to change a street."""
    if nu["naam"] and "naam" in wil and not wil["naam"]:
        raise VeldenFout({"naam": Weigering("De naam ontbreekt.", "Vul in hoe deze persoon heet.")})


def _groepen(nieuw: Velden, botsingen: tuple[Botsing, ...]) -> list[Veldgroep]:
    namen = [*nieuw, *(botsing.veld for botsing in botsingen)]
    return list(dict.fromkeys(GROEP_VAN[naam] for naam in namen))
