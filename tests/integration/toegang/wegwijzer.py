"""An example of every way in, for the walk and the crawls: what stands in its address, and whom it is about.

A route without a line here fails the walk, so that nobody adds a page that no stranger ever tried to open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any
from uuid import uuid4

from tests.wereld import Wereld

Kwargs = dict[str, Any]


class Over(Enum):
    """Whom a page is about."""

    KLANT = "the klant of the own house"
    ZELF = "the klant who asks"
    NIEMAND = "no klant"


@dataclass(frozen=True)
class Voorbeeld:
    """`kwargs` fill the address, `query` stands behind it, `data` is what a POST sends."""

    over: Over
    kwargs: Callable[[Wereld], Kwargs] = lambda wereld: {}
    query: str = ""
    data: Kwargs = field(default_factory=dict)
    is_er: bool = True
    """Whether there is something at this address; a page about a thing that is not there may say so."""
    meldt_af: bool = False
    """Whether it ends the session, and so leads to the log-in."""
    alleen_huis: bool = False
    """Whether it is about a colleague of the own house, whom nobody manages from elsewhere."""


def _klant(wereld: Wereld) -> Kwargs:
    return {"klant": wereld.huizen["eigen"].klant}


def _bestand(wereld: Wereld) -> Kwargs:
    return _klant(wereld) | {"vorm": "json"}


def _rij(tabel: str) -> Callable[[Wereld], Kwargs]:
    return lambda wereld: {"nummer": next(iter(wereld.own(tabel)))}


def _iets(naam: str) -> Voorbeeld:
    """A page about a thing that is not there."""
    return Voorbeeld(Over.NIEMAND, lambda wereld: {naam: uuid4()}, is_er=False)


def _collega(**meer: Callable[[Wereld], Any]) -> Voorbeeld:
    """A page about who works at the own house."""

    def kwargs(wereld: Wereld) -> Kwargs:
        vast = {"id_": wereld.huizen["eigen"].rol.gebruiker_id}
        return vast | {naam: waarde(wereld) for naam, waarde in meer.items()}

    return Voorbeeld(Over.NIEMAND, kwargs, alleen_huis=True)


NIEMAND, KLANT, ZELF = Voorbeeld(Over.NIEMAND), Voorbeeld(Over.KLANT, _klant), Voorbeeld(Over.ZELF)

VOORBEELDEN: dict[str, Voorbeeld] = {
    # his own account
    "uitloggen": Voorbeeld(Over.NIEMAND, meldt_af=True),
    "account": NIEMAND,
    "account-rol": NIEMAND,
    "account-wachtwoord": NIEMAND,
    "account-app": NIEMAND,
    "account-sleutel": NIEMAND,
    "account-herstelcodes": NIEMAND,
    "account-factor": Voorbeeld(Over.NIEMAND, lambda wereld: {"factor": uuid4()}, is_er=False),
    "account-sessie": Voorbeeld(Over.NIEMAND, is_er=False),
    "werk": NIEMAND,
    # the klant himself
    "mijn": ZELF,
    "mijn-bestand": Voorbeeld(Over.ZELF, lambda wereld: {"vorm": "json"}),
    "mijn-wie-keek": ZELF,
    "mijn-verbeteren": ZELF,
    "mijn-bezwaar": ZELF,
    # who serves klanten
    "klanten": NIEMAND,
    "klanten-zoeken": NIEMAND,
    "klant-inschrijven": NIEMAND,
    "klant-ontvangen": NIEMAND,
    "klanten-uitvoer": NIEMAND,
    "klant": KLANT,
    "klant-wijzigen": KLANT,
    "klant-geschiedenis": KLANT,
    "klant-wie-keek": KLANT,
    "klant-rechten": KLANT,
    "klant-inzage": Voorbeeld(Over.KLANT, _bestand),
    "verzoeken": NIEMAND,
    "correctie": Voorbeeld(Over.KLANT, _rij("betrokkene_correctieverzoek")),
    "bezwaar": Voorbeeld(Over.KLANT, _rij("klantprofiel_bezwaar")),
    "breekglas": NIEMAND,
    # who supervises
    "toezicht-logboek": NIEMAND,
    "toezicht-alarmen": NIEMAND,
    "toezicht-alarm": _iets("alarm"),
    "toezicht-alarm-afhandelen": _iets("alarm"),
    "toezicht-breekglas": NIEMAND,
    "toezicht-breekglas-oordeel": _iets("breekglas"),
    "toezicht-voorstellen": NIEMAND,
    # who keeps people and organisations
    "beheer-gebruikers": NIEMAND,
    "beheer-gebruiker-nieuw": NIEMAND,
    "beheer-gebruiker": _collega(),
    "beheer-gebruiker-gegevens": _collega(),
    "beheer-gebruiker-rol": _collega(),
    "beheer-rol-einde": _collega(rol=lambda wereld: wereld.huizen["eigen"].rol.id),
    "beheer-gebruiker-afwezig": _collega(),
    "beheer-gebruiker-terug": replace(_collega(weg=lambda wereld: uuid4()), is_er=False),
    "beheer-gebruiker-uitnodiging": _collega(),
    "beheer-gebruiker-vertrek": _collega(),
    "beheer-gebruiker-weer-aan": _collega(),
    "beheer-rollen": Voorbeeld(Over.NIEMAND, data={"rol": str(uuid4()), "besluit": "later"}),
    "beheer-organisaties": NIEMAND,
    "beheer-organisatie-nieuw": NIEMAND,
    "beheer-organisatie": Voorbeeld(
        Over.NIEMAND, lambda wereld: {"id_": wereld.huizen["eigen"].organisatie.id}
    ),
    # programs
    "api:lijst": NIEMAND,
    "api:dossier": KLANT,
    "api:schrijf_in": NIEMAND,
}
