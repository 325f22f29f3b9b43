"""The people of the demo who act: one for every role in Twente, made-up and named as such; and one canary.

They log in with a click on the page of the demo and have no password. Made again they stay as they are. Whoever
publishes in the demo is one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Filter
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.service import demogebruikers, rollen, uitvoerder

TWENTE = 9
ALMELO, ENSCHEDE, HENGELO = "GM0141", "GM0153", "GM0164"
STATISTICUS, VASTSTELLER = "demo-statisticus", "demo-vaststeller"
WERKGEVER = ("Bakkerij Voorbeeld (demo)", "99990001")
INTERMEDIAIR = ("Uitzendbureau Voorbeeld (demo)", "99990002")
"""Made up, the KVK numbers too: they lie far above those that are given out today."""

Plek = Callable[["Twente"], UUID]


@dataclass(frozen=True)
class Twente:
    """The organisations of the demo, by what they are."""

    uwv: UUID
    kantoor: UUID
    wsp: UUID
    werkgever: UUID
    intermediair: UUID
    gemeenten: dict[str, UUID]


@dataclass(frozen=True)
class Demomens:
    """An account, what it is for, and its roles with where."""

    account: str
    wat: str
    rollen: tuple[tuple[Rol, Plek], ...]


def _een(account: str, wat: str, rol: Rol, plek: Plek) -> Demomens:
    return Demomens(account, wat, ((rol, plek),))


def _gemeente(code: str) -> Plek:
    return lambda twente: twente.gemeenten[code]


def _uwv(twente: Twente) -> UUID:
    return twente.uwv


def _kantoor(twente: Twente) -> UUID:
    return twente.kantoor


def _wsp(twente: Twente) -> UUID:
    return twente.wsp


DEMOMENSEN = (
    _een("demo-klantmanager-uwv", "Klantmanager UWV", Rol.KLANTMANAGER, _kantoor),
    _een("demo-klantmanager-enschede", "Klantmanager Enschede", Rol.KLANTMANAGER, _gemeente(ENSCHEDE)),
    _een("demo-klantmanager-hengelo", "Klantmanager Hengelo", Rol.KLANTMANAGER, _gemeente(HENGELO)),
    _een("demo-klantmanager-almelo", "Klantmanager Almelo", Rol.KLANTMANAGER, _gemeente(ALMELO)),
    _een("demo-teamleider-uwv", "Teamleider UWV", Rol.TEAMLEIDER, _kantoor),
    _een("demo-teamleider-enschede", "Teamleider Enschede", Rol.TEAMLEIDER, _gemeente(ENSCHEDE)),
    _een("demo-adviseur", "Adviseur werkgeversdiensten", Rol.ADVISEUR, _wsp),
    _een("demo-beheerder-1", "Beheerder een", Rol.BEHEERDER, _uwv),
    _een("demo-beheerder-2", "Beheerder twee", Rol.BEHEERDER, _uwv),
    _een("demo-beheerder-enschede", "Beheerder Enschede", Rol.BEHEERDER, _gemeente(ENSCHEDE)),
    _een(STATISTICUS, "Statisticus", Rol.STATISTICUS, _uwv),
    _een(VASTSTELLER, "Vaststeller", Rol.VASTSTELLER, _uwv),
    _een("demo-privacy-uwv", "Privacy officer UWV", Rol.PRIVACY_OFFICER, _uwv),
    _een("demo-privacy-enschede", "Privacy officer Enschede", Rol.PRIVACY_OFFICER, _gemeente(ENSCHEDE)),
    _een("demo-auditor", "Auditor", Rol.AUDITOR, _uwv),
    _een("demo-werkgever", "Werkgever", Rol.WERKGEVER, lambda twente: twente.werkgever),
    _een("demo-intermediair", "Intermediair", Rol.INTERMEDIAIR, lambda twente: twente.intermediair),
    Demomens(
        "demo-twee-rollen",
        "Klantmanager en adviseur",
        ((Rol.KLANTMANAGER, _gemeente(ENSCHEDE)), (Rol.ADVISEUR, _wsp)),
    ),
)
KLANT = "klant-demo"
KANARIE = "Synthetisch Vogelaar"
"""Nobody serves this klant; opening the dossier raises an alarm for the privacy officer of Enschede."""


def zet_klaar() -> int:
    """See to it that they are all there, with their roles; how many there are."""
    twente = _organisaties()
    for mens in DEMOMENSEN:
        waar = [(rol, plek(twente)) for rol, plek in mens.rollen]
        demogebruikers.zorg_voor_demogebruiker(mens.account, f"Demo {mens.wat} (verzonnen)", waar)
    _klant(twente.gemeenten[ENSCHEDE])
    if not demogebruikers.heeft_kanarie():
        klanten.plaats_kanarie(ENSCHEDE, KANARIE)
    return len(DEMOMENSEN) + 1


def _organisaties() -> Twente:
    alle = toegang.organisaties()
    return Twente(
        uwv=next(o.id for o in alle if o.soort is Organisatiesoort.UWV),
        kantoor=demogebruikers.regionaal(TWENTE, Organisatiesoort.UWV_KANTOOR),
        wsp=demogebruikers.regionaal(TWENTE, Organisatiesoort.WSP),
        werkgever=demogebruikers.zorg_voor_deelnemer(Organisatiesoort.WERKGEVER, *WERKGEVER).id,
        intermediair=demogebruikers.zorg_voor_deelnemer(Organisatiesoort.INTERMEDIAIR, *INTERMEDIAIR).id,
        gemeenten={o.gemeente_code: o.id for o in alle if o.gemeente_code},
    )


def _klant(enschede: UUID) -> None:
    """A made-up klant of Enschede can log in too; found as a klantmanager finds him, and logged as that one's look."""
    if demogebruikers.kent(KLANT):
        return
    (toekenning,) = uitvoerder.toon("demo-klantmanager-enschede").rollen
    regels = klanten.lijst(rollen.handelende(toekenning.id), Filter(), per_pagina=1).regels
    if regels:
        rol = [(Rol.KLANT, enschede)]
        demogebruikers.zorg_voor_demogebruiker(KLANT, "Demo klant (verzonnen)", rol, regels[0].id)
