"""Ready inhoud of uitgaven for the tests of what is printed: the published Twente table and hard cases.

Numbers of Twente are those of the real publication (second quarter of 2022); those of other regions and quarters
are made up here, evenly and by a fixed rule.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from doorzicht.domain.publicatie.model import (
    Beleid,
    Bescherming,
    Cel,
    Cijfers,
    Land,
    PeilingHash,
    Regel,
    Regiocijfers,
    Tabel,
    Trendpunt,
    UitgaveInhoud,
)
from doorzicht.foundation.kwartaal import Kwartaal

KW2 = Kwartaal(2022, 2)

TWENTE = (
    ("GM0141", "Almelo", 15, 432, 753, 93, 1293),
    ("GM0147", "Borne", 16, 43, 149, 30, 238),
    ("GM1774", "Dinkelland", 1, 31, 107, 9, 148),
    ("GM0153", "Enschede", 174, 1010, 1650, 218, 3052),
    ("GM0158", "Haaksbergen", 3, 54, 118, 16, 191),
    ("GM0163", "Hellendoorn", 34, 68, 195, 31, 328),
    ("GM0164", "Hengelo", 39, 361, 827, 112, 1339),
    ("GM1735", "Hof van Twente", 2, 59, 164, 26, 251),
    ("GM0168", "Losser", 3, 72, 153, 23, 251),
    ("GM0173", "Oldenzaal", 67, 64, 276, 110, 517),
    ("GM1742", "Rijssen-Holten", 10, 36, 227, 27, 300),
    ("GM0183", "Tubbergen", 3, 23, 80, 14, 120),
    ("GM1700", "Twenterand", 5, 136, 220, 58, 419),
    ("GM0189", "Wierden", 4, 43, 101, 18, 166),
)
TWENTE_TOTAAL = Cijfers(376, 2432, 5020, 785, 8613)

REGIOS = (
    "Groningen",
    "Friesland",
    "Noord-Holland Noord",
    "Drenthe",
    "Regio Zwolle",
    "Flevoland",
    "Zaanstreek/Waterland",
    "Zuid-Kennemerland en IJmond",
    "Twente",
    "Groot Amsterdam",
    "Stedendriehoek en Noordwest Veluwe",
    "Gooi en Vechtstreek",
    "Holland Rijnland",
    "Midden-Utrecht",
    "Amersfoort",
    "FoodValley",
    "Achterhoek",
    "Zuid-Holland Centraal",
    "Midden-Holland",
    "Haaglanden",
    "Midden-Gelderland",
    "Rijnmond",
    "Rivierenland",
    "Gorinchem",
    "Rijk van Nijmegen",
    "Drechtsteden",
    "Noordoost-Brabant",
    "West-Brabant",
    "Zeeland",
    "Midden-Brabant",
    "Noord-Limburg",
    "Helmond-De Peel",
    "Zuidoost-Brabant",
    "Midden-Limburg",
    "Zuid-Limburg",
)


def twente() -> UitgaveInhoud:
    """The published table of Twente, with four quarters and a country around it."""
    regels = tuple(Regel(code, naam, Cijfers.of(cellen)) for code, naam, *cellen in TWENTE)
    return UitgaveInhoud(
        kwartaal=KW2,
        versie=1,
        bescherming=Bescherming(Beleid.ZOALS_GEPUBLICEERD),
        peiling_hash=PeilingHash("9f2c" * 16),
        tabel=Tabel(9, "Twente", regels, TWENTE_TOTAAL),
        doelgroepregister=11649,
        bekend_procent=74,
        land=land(),
        trend=trend(),
        zonder_gemeente=3,
        toelichting=("Als profiel telt een klantprofiel met de status ‘vastgesteld’.",),
        uitgever="doorzicht",
        uitgegeven_op=date(2022, 9, 15),
        synthetisch=True,
    )


def land() -> Land:
    """35 regions with shares between 48% and 74%; Twente as published."""
    regios = tuple(_regio(nummer, naam) for nummer, naam in enumerate(REGIOS, start=1))
    totalen = [sum(rij) for rij in zip(*(regio.cijfers.cellen() for regio in regios), strict=True)]
    return Land(Cijfers.of(totalen), sum(regio.doelgroepregister or 0 for regio in regios), regios)


def _regio(nummer: int, naam: str) -> Regiocijfers:
    if naam == "Twente":
        return Regiocijfers(nummer, naam, TWENTE_TOTAAL, 11649)
    gemeente, uwv = 1000 + 37 * nummer, 3000 + 61 * nummer
    cijfers = (gemeente * (10 + nummer % 9) // 100, uwv * (62 + nummer * 7 % 30) // 100)
    rij = Cijfers(cijfers[0], gemeente - cijfers[0], cijfers[1], uwv - cijfers[1], gemeente + uwv)
    return Regiocijfers(nummer, naam, rij, (gemeente + uwv) * 4 // 3)


def trend() -> tuple[Trendpunt, ...]:
    """Four quarters up to the published one."""
    return (
        Trendpunt(Kwartaal(2021, 3), Cijfers(301, 2390, 4550, 1010, 8251), 11420),
        Trendpunt(Kwartaal(2021, 4), Cijfers(322, 2401, 4710, 930, 8363), 11500),
        Trendpunt(Kwartaal(2022, 1), Cijfers(350, 2420, 4880, 850, 8500), 11571),
        Trendpunt(KW2, TWENTE_TOTAAL, 11649),
    )


def onderdrukt() -> UitgaveInhoud:
    """Twente with small cells hidden, and one more in each row and column so that none can be computed."""
    verborgen = {
        "Dinkelland": (0, 1, 3),
        "Haaksbergen": (0, 1),
        "Hof van Twente": (0, 1),
        "Losser": (0, 1),
        "Tubbergen": (0, 1),
        "Wierden": (0, 1, 2),
    }
    inhoud = twente()
    regels = tuple(
        replace(regel, cijfers=_met_gaten(regel.cijfers, verborgen.get(regel.gemeente, ())))
        for regel in inhoud.tabel.regels
    )
    regios = tuple(
        replace(regio, cijfers=_met_gaten(regio.cijfers, (0, 1))) if regio.nummer in (23, 24) else regio
        for regio in inhoud.land.regios
    )
    return replace(
        inhoud,
        bescherming=Bescherming(Beleid.ONDERDRUKT, 5),
        tabel=replace(inhoud.tabel, regels=regels),
        land=replace(inhoud.land, regios=regios),
        zonder_gemeente=None,
    )


def _met_gaten(cijfers: Cijfers, plaatsen: tuple[int, ...]) -> Cijfers:
    cellen: list[Cel] = [None if plek in plaatsen else getal for plek, getal in enumerate(cijfers.cellen())]
    return Cijfers.of(cellen)


def eerste_kwartaal() -> UitgaveInhoud:
    """One point only: no trend to draw, a rectified version, real figures."""
    inhoud = twente()
    return replace(inhoud, trend=inhoud.trend[-1:], versie=2, synthetisch=False, toelichting=())


def lange_naam() -> UitgaveInhoud:
    """The longest name of a region, eighteen gemeenten with long names, one of them without klanten of a kind."""
    namen = (
        "Aalten",
        "Apeldoorn",
        "Bodegraven-Reeuwijk",
        "Brummen",
        "Elburg",
        "Epe",
        "Ermelo",
        "Harderwijk",
        "Hattem",
        "Heerde",
        "Hendrik-Ido-Ambacht",
        "Krimpen aan den IJssel",
        "Nuenen, Gerwen en Nederwetten",
        "Nunspeet",
        "Oldebroek",
        "Putten",
        "Voorst",
        "’s-Hertogenbosch",
    )
    regels = tuple(Regel(f"GM{9000 + plek}", naam, _evenredig(plek)) for plek, naam in enumerate(namen))
    som = Cijfers.of(sum(rij) for rij in zip(*(regel.cijfers.cellen() for regel in regels), strict=True))
    tabel = Tabel(11, "Stedendriehoek en Noordwest Veluwe", regels, som)
    return replace(twente(), tabel=tabel, doelgroepregister=24870, bekend_procent=_procent(som, 24870))


def _evenredig(plek: int) -> Cijfers:
    gemeente, uwv = (0, 25) if plek == 4 else (40 + 31 * plek, 150 + 83 * plek)
    met_gemeente, met_uwv = gemeente * (plek * 11 % 60) // 100, uwv * (100 - plek * 3) // 100
    return Cijfers(met_gemeente, gemeente - met_gemeente, met_uwv, uwv - met_uwv, gemeente + uwv)


def _procent(som: Cijfers, register: int) -> int:
    return round(100 * (som.totaal or 0) / register)


VOORBEELDEN = {
    "twente": twente,
    "onderdrukt": onderdrukt,
    "eerste-kwartaal": eerste_kwartaal,
    "lange-naam": lange_naam,
}
