"""The table of an uitgave as text in a terminal."""

from __future__ import annotations

from doorzicht.domain.publicatie.model import Cel, Cijfers, UitgaveInhoud
from doorzicht.foundation.getallen import duizendtal

KOPPEN = ("Gemeente", "gem. profiel", "gem. geen", "UWV profiel", "UWV geen", "Totaal")


def als_tekst(inhoud: UitgaveInhoud) -> str:
    """The official table with its total row and closing sentence."""
    tabel = inhoud.tabel
    rijen = [(regel.gemeente, *_cellen(regel.cijfers)) for regel in tabel.regels]
    rijen.append(("TOTAAL AMR", *_cellen(tabel.totaal)))
    breedte = max(len(rij[0]) for rij in rijen)
    kop = f"{tabel.regio_nummer} {tabel.regio}, {inhoud.kwartaal.naam}"
    regels = [_regel(rij, breedte) for rij in (KOPPEN, *rijen)]
    return "\n".join([kop, *regels, slotzin(inhoud)])


def slotzin(inhoud: UitgaveInhoud) -> str:
    """How many stand in the register and how many of them are known in Sonar."""
    procent = "x" if inhoud.bekend_procent is None else f"{inhoud.bekend_procent}%"
    return f"In het doelgroepregister: {_cel(inhoud.doelgroepregister)}. Hiervan bekend in Sonar: {procent}."


def _cellen(cijfers: Cijfers) -> tuple[str, ...]:
    return tuple(_cel(cel) for cel in cijfers.cellen())


def _cel(cel: Cel) -> str:
    return "x" if cel is None else duizendtal(cel)


def _regel(rij: tuple[str, ...], breedte: int) -> str:
    return rij[0].ljust(breedte) + "".join(cel.rjust(14) for cel in rij[1:])
