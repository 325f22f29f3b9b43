"""The whole way of the demo: map, files, import, people, freeze, publish. Each step may be done again for nothing.

Calls the doors of the terms as a person with the command line would; has no way of its own into the data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from doorzicht.config.demo import ZAAD, gebruikers, maak
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.model import Beleid, Bescherming, Uitgave
from doorzicht.domain.toegang import service as toegang
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Opdracht, Uitslag
from doorzicht.foundation.kwartaal import Kwartaal

KWARTALEN = (Kwartaal(2021, 3), Kwartaal(2021, 4), Kwartaal(2022, 1), Kwartaal(2022, 2))
TWENTE = 9
REGISTERS = ("register-twente.csv", "register-overig.csv")
EXPORTS = ("sonar-twente.xlsx", "sonar-overig.csv")
MAKER, VASTSTELLER = gebruikers.STATISTICUS, gebruikers.VASTSTELLER
BESCHERMING = Bescherming(Beleid.ZOALS_GEPUBLICEERD)
"""As the original was printed: the demo must show the published figures themselves."""

Stap = Callable[[str], None]


def weiger_bij_echte_mensen() -> None:
    """The demo never mixes its made-up people with people who may exist."""
    if toegang.heeft_echte_invoer():
        raise Weigering(
            "In deze database staan bestanden die niet synthetisch zijn.",
            "Doe de demo in een andere map: zet DOORZICHT_VAR, en geef geen DATABASE_URL mee.",
        )


def zet_kaart_klaar() -> None:
    """The gemeenten and regions of 2022, and an organisation for each gemeente."""
    gebieden.laad_meegeleverde()
    lijst = gebieden.indeling_op(KWARTALEN[-1].peildatum)
    toegang.zorg_voor_organisaties(lijst)


def maak_bestanden(map_: Path) -> None:
    """The files to bring in; made again only when one is missing."""
    if not all((map_ / naam).exists() for naam in REGISTERS + EXPORTS):
        maak(map_, gebieden.indeling_op(KWARTALEN[-1].peildatum), ZAAD)


def lees_in(map_: Path, stap: Stap) -> None:
    """Register and exports; raises Weigering when a row is refused, because then the demo itself is wrong."""
    opdracht = Opdracht(door=MAKER, synthetisch=True, per=date(2022, 6, 30))
    for naam in REGISTERS:
        stap(_zin(naam, _geslaagd(doelgroepregister.importeer(map_ / naam, opdracht), naam)))
    for naam in EXPORTS:
        stap(_zin(naam, _geslaagd(klantprofielen.importeer_sonar_export(map_ / naam, opdracht), naam)))


def zet_gebruikers_klaar(stap: Stap) -> None:
    """Made-up people for every role, who can be logged in as with one click."""
    stap(f"{gebruikers.zet_klaar()} verzonnen gebruikers, een voor elke rol in Twente")


def publiceer(uit: Path, stap: Stap) -> Uitgave:
    """Freeze and publish four quarters of all regions, and write the files of Twente; the newest is given back."""
    for kwartaal in KWARTALEN:
        publicatie.peil(kwartaal, MAKER)
        regios = [regio.nummer for regio in publicatie.alle_regios(kwartaal)]
        _zet_uit(kwartaal, regios, None)
        twente = _zet_uit(kwartaal, [TWENTE], uit)[0]
        stap(f"{kwartaal}: gepeild en gepubliceerd voor {len(regios)} regio's")
    return twente


def _zet_uit(kwartaal: Kwartaal, regios: Sequence[int], uit: Path | None) -> tuple[Uitgave, ...]:
    return publicatie.publiceer_regios(
        kwartaal,
        regios,
        BESCHERMING,
        maker=MAKER,
        vaststeller=VASTSTELLER,
        uit=uit,
        voortgang=lambda _gedaan, _totaal: None,
    )


def _geslaagd(uitslag: Uitslag, naam: str) -> Uitslag:
    if not uitslag.opgeslagen:
        raise Weigering(f"{uitslag.geweigerd} rijen zijn geweigerd: {uitslag.meldingen[0]}", waar=naam)
    return uitslag


def _zin(naam: str, uitslag: Uitslag) -> str:
    return f"{naam}: {uitslag.nieuw} nieuw, {uitslag.gewijzigd} gewijzigd, {uitslag.ongewijzigd} hetzelfde"
