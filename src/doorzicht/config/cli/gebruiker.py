"""`doorzicht gebruiker`: the first beheerders of a server, and an account that has to be switched off now.

Everything else is done in the pages, by two people. Prints a code of an invitation once and a password never.
"""

from __future__ import annotations

from typing import Any

import click

from doorzicht.config.cli.aanbieder import aanbieder
from doorzicht.config.cli.output import door_option, emit, json_option
from doorzicht.config.layout import migrate
from doorzicht.config.start import ensure_database
from doorzicht.domain.toegang.model import Gebruiker, Roltoekenning
from doorzicht.domain.toegang.service import uitvoerder
from doorzicht.domain.toegang.service.uitvoerder import Persoonskaart


@click.group()
def gebruiker() -> None:
    """Maak de eerste beheerders van een server, of zet een account uit.

    Daarna doen beheerders het werk op de website: de een stelt een rol voor, een ander kent die toe.
    Maak daarom altijd twee beheerders voor een organisatie.
    """


gebruiker.add_command(aanbieder)


@gebruiker.command()
@click.argument("account", metavar="ACCOUNT")
@click.option("--naam", required=True, help="Voor- en achternaam.")
@click.option("--email", required=True, help="Het eigen e-mailadres van deze persoon.")
@door_option
@json_option
def maak(account: str, naam: str, email: str, door: str, as_json: bool) -> None:
    """Maak een account voor één persoon, en toon de code waarmee die begint.

    De code staat hier één keer. Geef hem zelf aan de persoon; hij is zeven dagen geldig.
    """
    _begin()
    persoon, code = uitvoerder.maak_gebruiker(door, account, naam, email)
    tekst = f"Account {persoon.account} is gemaakt.\nCode (wordt één keer getoond): {code}"
    emit({"account": persoon.account, "code": code}, tekst, as_json=as_json)


@gebruiker.command()
@click.argument("account", metavar="ACCOUNT")
@door_option
@json_option
def code(account: str, door: str, as_json: bool) -> None:
    """Maak een nieuwe code voor iemand die er niet meer in komt.

    Het oude wachtwoord vervalt zodra de code is gebruikt.
    """
    _begin()
    nieuw = uitvoerder.nodig_opnieuw_uit(door, account)
    emit({"account": account, "code": nieuw}, f"Code (wordt één keer getoond): {nieuw}", as_json=as_json)


@gebruiker.command()
@click.argument("account", metavar="ACCOUNT")
@click.option("--bij", required=True, help="Naam, gemeentecode (GM0153) of KVK-nummer van de organisatie.")
@click.option("--getuige", required=True, help="Accountnaam van de collega die meekijkt.")
@door_option
@json_option
def rol(account: str, bij: str, getuige: str, door: str, as_json: bool) -> None:
    """Maak iemand functioneel beheerder van een organisatie.

    Daar zijn twee mensen voor nodig: wie de opdracht geeft, en een getuige. Beiden worden vastgelegd.
    """
    _begin()
    toekenning = uitvoerder.geef_beheer(door, getuige, account, bij)
    aantal = uitvoerder.aantal_beheerders(toekenning.organisatie)
    tekst = f"{account} is functioneel beheerder van {toekenning.organisatie.naam}."
    if aantal < 2:
        tekst += "\nMaak er nog een: een rol die de een voorstelt, moet een ander toekennen."
    emit(_rol(toekenning) | {"beheerders": aantal}, tekst, as_json=as_json)


@gebruiker.command("zet-uit")
@click.argument("account", metavar="ACCOUNT")
@door_option
@json_option
def zet_uit(account: str, door: str, as_json: bool) -> None:
    """Zet een account uit: alle rollen eindigen, en wie is ingelogd, is er meteen uit."""
    _begin()
    _toon(uitvoerder.zet_uit(door, account), as_json=as_json)


@gebruiker.command()
@click.argument("account", metavar="[ACCOUNT]", required=False)
@json_option
def toon(account: str | None, as_json: bool) -> None:
    """Toon een account en zijn rollen; zonder ACCOUNT alle accounts van medewerkers."""
    _begin()
    if account is not None:
        _toon(uitvoerder.toon(account), as_json=as_json)
        return
    mensen = uitvoerder.medewerkers()
    regels = [f"{een.account} ({een.naam}): {_staat(een)}" for een in mensen]
    document = [
        {"account": een.account, "naam": een.naam, "uitgeschakeld": een.is_uitgeschakeld} for een in mensen
    ]
    emit({"accounts": document}, "\n".join(regels) or "Er zijn nog geen accounts.", as_json=as_json)


def _begin() -> None:
    ensure_database()
    migrate()


def _toon(kaart: Persoonskaart, *, as_json: bool) -> None:
    persoon = kaart.gebruiker
    regels = [f"{persoon.account} ({persoon.naam}): {_staat(persoon)}"]
    regels += [
        f"  {rol.rol.value} bij {rol.organisatie.naam}: {rol.status.value}, vanaf {rol.van.isoformat()}"
        for rol in kaart.rollen
    ]
    document = {
        "account": persoon.account,
        "naam": persoon.naam,
        "uitgeschakeld": persoon.is_uitgeschakeld,
        "rollen": [_rol(rol) for rol in kaart.rollen],
    }
    emit(document, "\n".join(regels), as_json=as_json)


def _staat(persoon: Gebruiker) -> str:
    return "uitgeschakeld" if persoon.is_uitgeschakeld else "aan"


def _rol(rol: Roltoekenning) -> dict[str, Any]:
    return {
        "rol": rol.rol.value,
        "organisatie": rol.organisatie.naam,
        "status": rol.status.value,
        "van": rol.van.isoformat(),
        "tot": rol.tot.isoformat() if rol.tot else None,
        "voorgesteld_door": rol.voorgesteld_door,
        "toegekend_door": rol.toegekend_door,
    }
