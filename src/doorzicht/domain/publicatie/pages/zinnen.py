"""Numbers, dates and sentences on the pages, in the language of the reader.

The files of an uitgave are Dutch and have sentences of their own; a page is read in Dutch or English.
Percentages come from the protected numbers only. What is hidden is never a zero: it is an x in a table, and in a
sentence it is said in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from doorzicht.domain.publicatie.model import Beleid, Bescherming, Cel, Cijfers, Trendpunt, aandeel
from doorzicht.domain.publicatie.rules import teksten
from doorzicht.foundation.kwartaal import Kwartaal

VERBORGEN = "x"
NIEMAND = "–"


def getal(waarde: Cel) -> str:
    """1.010 in Dutch, 1,010 in English; x when it is hidden."""
    if waarde is None:
        return VERBORGEN
    punten = f"{waarde:,}"
    return punten if get_language() == "en" else punten.replace(",", ".")


def woordgetal(waarde: Cel) -> str:
    """A number in a sentence: 1.010, or the word for what is hidden."""
    return _("afgeschermd") if waarde is None else getal(waarde)


def percentage(waarde: int | None) -> str:
    """74%, or x when it cannot be told."""
    return VERBORGEN if waarde is None else f"{waarde}%"


def aandeeltekst(waarde: int | None, cellen: Iterable[Cel]) -> str:
    """A share as text; without one it tells apart what is hidden (x) and what is not there (–)."""
    if waarde is not None:
        return percentage(waarde)
    return VERBORGEN if any(cel is None for cel in cellen) else NIEMAND


def profieltekst(cijfers: Cijfers) -> str:
    """Of everybody in Sonar, who has a profiel."""
    return aandeeltekst(teksten.aandeel_profiel(cijfers), cijfers.cellen())


def gemeentetekst(cijfers: Cijfers) -> str:
    """Of the gemeenteklanten, who has a profiel."""
    cellen = (cijfers.gemeenteklant_profiel, cijfers.gemeenteklant_geen_profiel)
    return aandeeltekst(teksten.aandeel_gemeente(cijfers), cellen)


def uwvtekst(cijfers: Cijfers) -> str:
    """Of the UWV-klanten, who has a profiel."""
    cellen = (cijfers.uwvklant_profiel, cijfers.uwvklant_geen_profiel)
    return aandeeltekst(teksten.aandeel_uwv(cijfers), cellen)


def bekendtekst(cijfers: Cijfers, register: Cel) -> str:
    """Of the register, who is known in Sonar."""
    return aandeeltekst(aandeel(cijfers.totaal, register), (cijfers.totaal, register))


def datum(dag: date) -> str:
    """30 juni 2022, 30 June 2022."""
    return formats.date_format(dag, "j F Y")


def kwartaalnaam(kwartaal: Kwartaal) -> str:
    """tweede kwartaal 2022."""
    namen = {
        1: _("eerste kwartaal %(jaar)d"),
        2: _("tweede kwartaal %(jaar)d"),
        3: _("derde kwartaal %(jaar)d"),
        4: _("vierde kwartaal %(jaar)d"),
    }
    return namen[kwartaal.nummer] % {"jaar": kwartaal.jaar}


def kwartaal_kort(kwartaal: Kwartaal) -> str:
    """Short, for a row of links: 2e kwartaal 2022."""
    namen = {
        1: _("1e kwartaal %(jaar)d"),
        2: _("2e kwartaal %(jaar)d"),
        3: _("3e kwartaal %(jaar)d"),
        4: _("4e kwartaal %(jaar)d"),
    }
    return namen[kwartaal.nummer] % {"jaar": kwartaal.jaar}


def kopzin(plaats: str | None, cijfers: Cijfers, register: Cel) -> str:
    """The headline: how many are in the register, how many of them in Sonar, how many with a profiel."""
    if register == 0:
        return _("Er staat niemand in het doelgroepregister.")
    if cijfers.totaal == 0:
        return _("Niemand uit het doelgroepregister is bekend in Sonar.")
    bekend = aandeel(cijfers.totaal, register)
    profiel = teksten.aandeel_profiel(cijfers)
    if bekend is None or profiel is None:
        return _("Een deel van de cijfers is afgeschermd, zodat kleine aantallen niet zijn uit te rekenen.")
    waarden = {"register": getal(register), "plaats": plaats, "bekend": bekend, "profiel": profiel}
    if plaats is None:
        return (
            _(
                "Van de %(register)s mensen in het doelgroepregister is %(bekend)d%% bekend in Sonar; "
                "%(profiel)d%% van hen heeft een profiel."
            )
            % waarden
        )
    return (
        _(
            "Van de %(register)s mensen in het doelgroepregister in %(plaats)s is %(bekend)d%% bekend in Sonar; "
            "%(profiel)d%% van hen heeft een profiel."
        )
        % waarden
    )


def slotzin(plaats: str, cijfers: Cijfers, register: Cel) -> str:
    """The closing sentence under the table; what is hidden is said in words."""
    if register is None:
        return _(
            "Niet iedereen uit de doelgroep staat in Sonar. Hoeveel mensen in de arbeidsmarktregio %(plaats)s in het "
            "doelgroepregister banenafspraak staan, is afgeschermd."
        ) % {"plaats": plaats}
    if cijfers.totaal is None:
        return _(
            "Niet iedereen uit de doelgroep staat in Sonar. In de arbeidsmarktregio %(plaats)s staan "
            "%(register)s mensen in het doelgroepregister banenafspraak. Welk deel daarvan bekend is in Sonar, "
            "is afgeschermd."
        ) % {"plaats": plaats, "register": getal(register)}
    return _(
        "Niet iedereen uit de doelgroep staat in Sonar. In de arbeidsmarktregio %(plaats)s staan "
        "%(register)s mensen in het doelgroepregister banenafspraak. Daarvan is %(procent)s bekend in Sonar."
    ) % {
        "plaats": plaats,
        "register": getal(register),
        "procent": bekendtekst(cijfers, register),
    }


def gemeentezin(naam: str, cijfers: Cijfers) -> str:
    """The headline of a gemeente."""
    if cijfers.totaal == 0:
        return _("Niemand uit %(naam)s is bekend in Sonar.") % {"naam": naam}
    deel = teksten.aandeel_profiel(cijfers)
    if deel is None or cijfers.totaal is None:
        return _(
            "Een deel van de cijfers van %(naam)s is afgeschermd, zodat kleine aantallen niet zijn uit te rekenen."
        ) % {"naam": naam}
    return ngettext(
        "Er is %(aantal)s inwoner van %(naam)s uit de doelgroep bekend in Sonar; %(deel)d%% heeft een profiel.",
        "Van de %(aantal)s mensen uit %(naam)s die in Sonar bekend zijn, heeft %(deel)d%% een profiel.",
        cijfers.totaal,
    ) % {"naam": naam, "aantal": getal(cijfers.totaal), "deel": deel}


def stavenzin(cijfers: Cijfers) -> str:
    """The finding of the bars: whose klanten have a profiel."""
    gemeente, uwv = teksten.aandeel_gemeente(cijfers), teksten.aandeel_uwv(cijfers)
    if gemeente is None or uwv is None:
        return _("Aandeel met een profiel, per gemeente")
    return _("Van de UWV-klanten heeft %(uwv)d%% een profiel, van de gemeenteklanten %(gemeente)d%%") % {
        "uwv": uwv,
        "gemeente": gemeente,
    }


def trendzin(punten: Sequence[Trendpunt]) -> str:
    """The finding of the trend: up, down or the same, and since when."""
    if len(punten) < 2:
        return _("Het verloop per kwartaal")
    sinds = punten[0].kwartaal
    eerste, laatste = (teksten.aandeel_profiel(punten[plaats].cijfers) for plaats in (0, -1))
    if eerste is None or laatste is None:
        return _("Het verloop per kwartaal")
    waarden = {"laatste": laatste, "eerste": eerste, "sinds": kwartaalnaam(sinds)}
    if laatste == eerste:
        return _("Het aandeel met een profiel is %(laatste)d%%, net als in het %(sinds)s") % waarden
    if laatste > eerste:
        return (
            _("Het aandeel met een profiel steeg van %(eerste)d%% in het %(sinds)s naar %(laatste)d%%")
            % waarden
        )
    return (
        _("Het aandeel met een profiel daalde van %(eerste)d%% in het %(sinds)s naar %(laatste)d%%") % waarden
    )


def verschil(hier: int | None, daar: int | None) -> str:
    """The difference of two shares in words: 4 procentpunt meer; a dash when one is not there to see."""
    if hier is None or daar is None:
        return NIEMAND
    if hier == daar:
        return _("gelijk")
    punten = abs(hier - daar)
    if hier > daar:
        tekst = ngettext("%(punten)d procentpunt meer", "%(punten)d procentpunt meer", punten)
    else:
        tekst = ngettext("%(punten)d procentpunt minder", "%(punten)d procentpunt minder", punten)
    return tekst % {"punten": punten}


def bescherming(keuze: Bescherming) -> str:
    """How the numbers are protected, in a sentence."""
    match keuze.beleid:
        case Beleid.AFGEROND_5:
            return _(
                "Alle aantallen zijn afgerond op 5, zo dat de tabel blijft kloppen. "
                "Percentages zijn berekend uit de afgeronde aantallen."
            )
        case Beleid.ONDERDRUKT:
            return _(
                "Aantallen onder de %(drempel)d zijn afgeschermd, net als de aantallen waarmee je ze zou "
                "kunnen uitrekenen. Daar staat een x."
            ) % {"drempel": keuze.drempel}
        case Beleid.ZOALS_GEPUBLICEERD:
            return _("De aantallen zijn niet afgerond en niet afgeschermd, zoals in de eerdere publicaties.")


def omvang(aantal_bytes: int) -> str:
    """The size of a file: 34 kB."""
    if aantal_bytes < 1000:
        return _("minder dan 1 kB")
    if aantal_bytes < 1_000_000:
        return f"{getal((aantal_bytes + 500) // 1000)} kB"
    tienden = (aantal_bytes + 50_000) // 100_000
    komma = "." if get_language() == "en" else ","
    return f"{tienden // 10}{komma}{tienden % 10} MB"
