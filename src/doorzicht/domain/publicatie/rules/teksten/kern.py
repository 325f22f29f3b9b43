"""The answer in a sentence, four key figures, and the closing sentence of the publication."""

from __future__ import annotations

from doorzicht.domain.publicatie.model import Cijfers, Tabel, UitgaveInhoud
from doorzicht.domain.publicatie.rules.teksten.woorden import (
    Kerncijfer,
    aandeel_gemeente,
    aandeel_profiel,
    aandeel_uwv,
    cel,
    kort_aandeel,
    kort_percentage,
    met_profiel,
)
from doorzicht.foundation.getallen import duizendtal


def kopzin(inhoud: UitgaveInhoud) -> str:
    """The answer in one sentence."""
    aandeel_met = aandeel_profiel(inhoud.tabel.totaal)
    profiel = "" if aandeel_met is None else f"{aandeel_met}% van hen heeft een profiel"
    if inhoud.doelgroepregister is None or inhoud.bekend_procent is None:
        return _kopzin_zonder_register(inhoud.tabel, aandeel_met)
    register = duizendtal(inhoud.doelgroepregister)
    begin = (
        f"Van de {register} mensen in het doelgroepregister in {inhoud.tabel.regio} "
        f"is {inhoud.bekend_procent}% bekend in Sonar"
    )
    return f"{begin}; {profiel}." if profiel else f"{begin}."


def _kopzin_zonder_register(tabel: Tabel, aandeel_met: int | None) -> str:
    if tabel.totaal.totaal == 0:
        return f"In {tabel.regio} staat niemand uit het doelgroepregister in Sonar."
    if aandeel_met is None or tabel.totaal.totaal is None:
        return (
            f"De cijfers van {tabel.regio} zijn afgeschermd, zodat kleine aantallen niet zijn uit te rekenen."
        )
    in_sonar = duizendtal(tabel.totaal.totaal)
    return f"Van de {in_sonar} mensen in Sonar in {tabel.regio} heeft {aandeel_met}% een profiel."


def slotzin(inhoud: UitgaveInhoud) -> str:
    """The closing sentence under the table, in the form of the publication since 2016."""
    begin = f"In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio {inhoud.tabel.regio}"
    if inhoud.doelgroepregister is None:
        return f"{begin} is het aantal personen in het doelgroepregister banenafspraak afgeschermd."
    aantal = duizendtal(inhoud.doelgroepregister)
    personen = f"{begin} bevat het doelgroepregister banenafspraak in totaal {aantal} personen."
    if inhoud.bekend_procent is None:
        return personen
    return f"{personen} Hiervan is {inhoud.bekend_procent}% bekend binnen Sonar."


def kerncijfers(inhoud: UitgaveInhoud) -> tuple[Kerncijfer, ...]:
    """Four figures: in the register, in Sonar, with a profiel, and the two owners against each other."""
    totaal = inhoud.tabel.totaal
    bekend = "" if inhoud.bekend_procent is None else f" ({inhoud.bekend_procent}%)"
    met = met_profiel(totaal)
    aantal = "" if met is None else f" ({duizendtal(met)} mensen)"
    return (
        Kerncijfer(cel(inhoud.doelgroepregister), "mensen staan in het doelgroepregister banenafspraak"),
        Kerncijfer(cel(totaal.totaal), f"van hen zijn bekend in Sonar{bekend}"),
        Kerncijfer(kort_aandeel(totaal), f"van wie in Sonar staat, heeft een profiel{aantal}"),
        Kerncijfer(
            f"{_kort(aandeel_gemeente(totaal), totaal)} en {_kort(aandeel_uwv(totaal), totaal)}",
            "van de gemeenteklanten en van de UWV-klanten heeft een profiel",
        ),
    )


def _kort(waarde: int | None, totaal: Cijfers) -> str:
    return kort_percentage(waarde, is_leeg=totaal.totaal == 0)
