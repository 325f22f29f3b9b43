"""The words of the charts: a title that says the finding, and the same in words for who cannot see it.

Where figures are hidden a title says less, never more.
"""

from __future__ import annotations

from collections.abc import Sequence

from doorzicht.domain.publicatie.model import Land, Regiocijfers, Tabel, Trendpunt
from doorzicht.domain.publicatie.rules.teksten.woorden import (
    aandeel_bekend,
    aandeel_gemeente,
    aandeel_profiel,
    aandeel_uwv,
    percentage,
)


def staventitel(tabel: Tabel) -> str:
    """What the bars show: which owner's klanten have a profiel more often."""
    gemeente, uwv = aandeel_gemeente(tabel.totaal), aandeel_uwv(tabel.totaal)
    if gemeente is None or uwv is None:
        return f"Hoeveel klanten hebben een profiel, per gemeente in {tabel.regio}"
    if gemeente == uwv:
        return f"In {tabel.regio} hebben gemeenteklanten en UWV-klanten even vaak een profiel: {uwv}%"
    hoog, laag = ("UWV-klanten", "gemeenteklanten") if uwv > gemeente else ("Gemeenteklanten", "UWV-klanten")
    meest, minst = max(gemeente, uwv), min(gemeente, uwv)
    return f"{hoog} in {tabel.regio} hebben vaker een profiel ({meest}%) dan {laag} ({minst}%)"


def stavenalt(tabel: Tabel) -> str:
    """The bars in words: the region, the extremes, and how much is not drawn."""
    totaal = tabel.totaal
    delen = [
        f"Staafdiagram: het aandeel klanten met een profiel in {_gemeenten(len(tabel.regels))}, "
        "apart voor gemeenteklanten en UWV-klanten.",
        f"In heel {tabel.regio} is dat {percentage(aandeel_gemeente(totaal))} van de gemeenteklanten "
        f"en {percentage(aandeel_uwv(totaal))} van de UWV-klanten.",
        _uitersten({regel.gemeente: aandeel_profiel(regel.cijfers) for regel in tabel.regels}),
        niet_getekend(tabel),
        "De getallen staan in de tabel.",
    ]
    return " ".join(deel for deel in delen if deel)


def _gemeenten(aantal: int) -> str:
    return "1 gemeente" if aantal == 1 else f"{aantal} gemeenten"


def _uitersten(aandelen: dict[str, int | None]) -> str:
    bekend = {naam: waarde for naam, waarde in aandelen.items() if waarde is not None}
    if len(bekend) < 2:
        return ""
    hoog, laag = max(bekend, key=lambda naam: bekend[naam]), min(bekend, key=lambda naam: bekend[naam])
    return f"Samen is het aandeel het hoogst in {hoog} ({bekend[hoog]}%) en het laagst in {laag} ({bekend[laag]}%)."


def niet_getekend(tabel: Tabel) -> str:
    """Says that hidden figures have no bar; empty when nothing is hidden."""
    rijen = (*(regel.cijfers for regel in tabel.regels), tabel.totaal)
    if not any(getal is None for cijfers in rijen for getal in cijfers.cellen()):
        return ""
    return "Waar een cijfer is afgeschermd, is geen staaf getekend. Daar staat ‘afgeschermd’, en bij ‘samen’ een x."


def bruikbaar(punten: Sequence[Trendpunt]) -> tuple[tuple[Trendpunt, int], ...]:
    """The quarters of which the share with a profiel is known, oldest first."""
    paren = ((punt, aandeel_profiel(punt.cijfers)) for punt in punten)
    return tuple((punt, waarde) for punt, waarde in paren if waarde is not None)


def trendtitel(punten: Sequence[Trendpunt], regio: str = "deze regio") -> str:
    """What the trend shows: up, down or level since the first quarter drawn."""
    bekend = bruikbaar(punten)
    if len(bekend) < 2:
        return f"Het verloop van het aandeel met een profiel in {regio}"
    (begin, eerst), (_, laatst) = bekend[0], bekend[-1]
    sinds = f"sinds het {begin.kwartaal.naam}"
    if eerst == laatst:
        return f"In {regio} bleef het aandeel met een profiel {laatst}% {sinds}"
    werkwoord = "steeg" if laatst > eerst else "daalde"
    return f"In {regio} {werkwoord} het aandeel met een profiel van {eerst}% naar {laatst}% {sinds}"


def trendalt(punten: Sequence[Trendpunt]) -> str:
    """The trend in words: every quarter with its two shares."""
    delen = [
        f"{punt.kwartaal.naam}: {percentage(aandeel_profiel(punt.cijfers))} van wie in Sonar staat heeft een profiel, "
        f"{percentage(aandeel_bekend(punt))} van het doelgroepregister is bekend in Sonar"
        for punt in punten
    ]
    return f"Lijndiagram. {_hoofdletter('; '.join(delen))}."


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def trendzin(punten: Sequence[Trendpunt]) -> str:
    """What stands where there is no trend to draw yet."""
    bekend = bruikbaar(punten)
    if not bekend:
        return "Van dit kwartaal is het aandeel met een profiel niet bekend. Een verloop is daarom niet te tekenen."
    punt, waarde = bekend[-1]
    return (
        f"In het {punt.kwartaal.naam} had {waarde}% van wie in Sonar staat een profiel. "
        "Er is nog geen ander kwartaal om mee te vergelijken. Het verloop staat hier zodra er een tweede kwartaal is."
    )


def kaarttitel(land: Land, nadruk: int | None = None) -> str:
    """What the map shows: the place of one region among all, or the spread of the country."""
    aandelen = regioaandelen(land)
    landelijk = aandeel_profiel(land.cijfers)
    slot = "" if landelijk is None else f"; landelijk heeft {landelijk}% een profiel"
    eigen = next((paar for paar in aandelen if paar[0].nummer == nadruk), None)
    if eigen is not None and len(aandelen) > 1:
        plaats = 1 + sum(waarde > eigen[1] for _, waarde in aandelen)
        zichtbaar = "" if len(aandelen) == len(land.regios) else " waarvan het cijfer te zien is"
        plek = f"op plaats {plaats} van de {len(aandelen)} regio’s{zichtbaar}"
        return f"{eigen[0].naam} staat met {eigen[1]}% {plek}{slot}"
    if not aandelen:
        return "Het aandeel met een profiel per regio is afgeschermd"
    waarden = [waarde for _, waarde in aandelen]
    return f"Het aandeel met een profiel loopt per regio uiteen van {min(waarden)}% tot {max(waarden)}%{slot}"


def regioaandelen(land: Land) -> list[tuple[Regiocijfers, int]]:
    """The regions whose share is not hidden, each with its share."""
    paren = ((regio, aandeel_profiel(regio.cijfers)) for regio in land.regios)
    return [(regio, waarde) for regio, waarde in paren if waarde is not None]


def kaartalt(land: Land, nadruk: int | None = None) -> str:
    """The map in words."""
    aandelen = {regio.naam: waarde for regio, waarde in regioaandelen(land)}
    delen = [
        f"Tegelkaart van Nederland met {len(land.regios)} arbeidsmarktregio’s.",
        "Hoe donkerder de tegel, hoe groter het aandeel met een profiel.",
        f"{kaarttitel(land, nadruk)}.",
        _uitersten(dict(aandelen)).replace("Samen is het aandeel", "Het aandeel is"),
        "Alle regio’s staan in de lijst bij de kaart.",
    ]
    return " ".join(deel for deel in delen if deel)
