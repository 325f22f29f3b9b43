"""The texts around the table: what this is about, what the words mean, how people are protected, who issued it.

The facts are those of the publication, the wording is ours, in plain Dutch (B1).
"""

from __future__ import annotations

from doorzicht.domain.publicatie.model import Beleid, Bescherming, Cel, UitgaveInhoud
from doorzicht.domain.publicatie.rules.teksten.woorden import Alinea
from doorzicht.foundation.datum import voluit
from doorzicht.foundation.getallen import duizendtal

SYNTHETISCH = (
    "Synthetische gegevens. Deze cijfers zijn gemaakt om het systeem te tonen en gaan niet over echte mensen."
)


def inleiding() -> tuple[Alinea, ...]:
    """The four texts before the table: the facts of the publication, in our own words."""
    return (
        Alinea(
            "Transparantie op de arbeidsmarkt",
            "UWV en gemeenten zorgen er samen voor dat werkgevers kunnen zien wie er werk zoekt. Voor werkgevers, en "
            "voor bedrijven die voor anderen personeel zoeken (intermediairs), maakte UWV de Kandidatenverkenner "
            "banenafspraak. Dat is een databank op werk.nl. Daarin staan profielen zonder naam, van mensen die bij de "
            "doelgroep van de banenafspraak horen. Deze publicatie laat zien hoe ver UWV en gemeenten zijn: hoeveel "
            "mensen uit de doelgroep maken zij op deze manier zichtbaar?",
        ),
        Alinea(
            "Sonar",
            "De profielen in de Kandidatenverkenner komen uit Sonar. Dat is het systeem waarin in heel Nederland "
            "klanten worden gevolgd. UWV schrijft er werkzoekenden in en legt vast welke hulp zij krijgen bij het "
            "vinden van werk. Zo kan UWV die hulp volgen en zich erover verantwoorden. Ook een gemeente kan "
            "werkzoekenden in Sonar inschrijven. Zij kan er kandidaten mee zoeken die passen bij een vacature.",
        ),
        Alinea(
            "Klantprofielen",
            "Van wie in Sonar staat, kan een klantprofiel worden gemaakt. Daarin staat onder meer welke opleiding "
            "iemand heeft, wat iemand kan (vaardigheden), hoe iemand werkt (competenties), wat iemand aanspreekt "
            "(affiniteiten), in welke beroepssectoren iemand wil werken en welke taken daarbij passen (taaksoorten). "
            "Een medewerker maakt het profiel samen met de klant. Bij UWV hoort dat bij de gewone dienstverlening. "
            "Gemeenten kunnen het ook doen, voor hun eigen doelgroep.",
        ),
        Alinea(
            "Banenafspraak",
            "De Kandidatenverkenner is gekoppeld aan Sonar. Daardoor kunnen werkgevers en intermediairs de "
            "klantprofielen bekijken, zonder te zien van wie ze zijn. Zo maken UWV en gemeenten zichtbaar welke "
            "kandidaten zij kennen. Het is een belangrijk hulpmiddel om samen met werkgevers en intermediairs de "
            "banen te vinden die in de banenafspraak zijn afgesproken.",
        ),
    )


def definities(inhoud: UitgaveInhoud) -> tuple[Alinea, ...]:
    """What the words in the table mean."""
    return (
        Alinea(
            "Peildatum",
            f"De cijfers zijn die van {voluit(inhoud.peildatum)}, de laatste dag van het kwartaal.",
        ),
        Alinea(
            "Wie telt mee",
            "Iemand telt mee die op de peildatum in het doelgroepregister staat en in Sonar is ingeschreven.",
        ),
        Alinea(
            "Gemeenteklant of UWV-klant",
            "Bepalend is welke organisatie op de peildatum verantwoordelijk is voor deze persoon: een gemeente of UWV.",
        ),
        Alinea(
            "Gemeente",
            "Iemand telt bij de gemeente waar hij of zij op de peildatum woont, volgens de gemeentelijke indeling "
            "van die dag.",
        ),
        Alinea(
            "Profiel",
            "Iemand heeft een profiel als dat op of voor de peildatum samen met hem of haar is vastgesteld en op de "
            "peildatum niet is ingetrokken.",
        ),
        Alinea(
            "Percentages",
            "Percentages zijn hele procenten. Ze zijn berekend uit de cijfers zoals ze hier staan.",
        ),
        Alinea(
            "Afkortingen",
            "UWV is het Uitvoeringsinstituut Werknemersverzekeringen. AMR is arbeidsmarktregio.",
        ),
        Alinea(
            "Herkomst",
            "Van UWV zelf vonden we geen omschrijving van deze begrippen. Deze omschrijvingen zijn van doorzicht.",
        ),
    )


def bescherming(gekozen: Bescherming) -> str:
    """How people are protected in these figures, in a sentence or two."""
    match gekozen.beleid:
        case Beleid.ZOALS_GEPUBLICEERD:
            return (
                "De cijfers zijn niet afgerond en niet afgeschermd, zoals in de publicatie van UWV. "
                "Ook kleine aantallen staan erin."
            )
        case Beleid.AFGEROND_5:
            return (
                "Alle aantallen zijn afgerond op een veelvoud van 5, zodat niemand te herkennen is. "
                "Elk getal wijkt minder dan 5 af. Rijen en kolommen tellen precies op."
            )
        case Beleid.ONDERDRUKT:
            return (
                f"Aantallen kleiner dan {gekozen.drempel} zijn afgeschermd, zodat niemand te herkennen is. "
                "Daar staat een x. Ook enkele andere getallen zijn afgeschermd, omdat een klein aantal anders uit de "
                "totalen te berekenen is."
            )


def toelichting(inhoud: UitgaveInhoud) -> tuple[Alinea, ...]:
    """The method notes as a whole: definitions, protection, what is missing, and the notes of this uitgave."""
    return (
        *(
            (Alinea("Synthetische gegevens", SYNTHETISCH.removeprefix("Synthetische gegevens. ")),)
            if inhoud.synthetisch
            else ()
        ),
        *definities(inhoud),
        Alinea("Bescherming van personen", bescherming(inhoud.bescherming)),
        Alinea("Woongemeente niet bekend", _zonder_gemeente(inhoud.zonder_gemeente, inhoud.bescherming)),
        *(Alinea("Bij deze uitgave", tekst) for tekst in inhoud.toelichting),
    )


def _zonder_gemeente(aantal: Cel, bescherming: Bescherming) -> str:
    if aantal is None:
        return (
            "Van enkele mensen is de woongemeente niet bekend. Hun aantal is afgeschermd. "
            "Zij staan niet in de tabellen."
        )
    if aantal == 0 and bescherming.beleid is Beleid.AFGEROND_5:
        return "Van wie de woongemeente niet bekend is, staat niet in de tabellen. Afgerond zijn dat er 0."
    if aantal == 0:
        return "Van iedereen in de telling is de woongemeente bekend."
    wie = "1 persoon" if aantal == 1 else f"{duizendtal(aantal)} mensen"
    return (
        f"Van {wie} in de landelijke telling is de woongemeente niet bekend. Zij staan niet in de tabellen."
    )


def colofon(inhoud: UitgaveInhoud) -> str:
    """Who issued it and when."""
    versie = (
        "" if inhoud.versie == 1 else f" Dit is versie {inhoud.versie}; eerdere versies blijven te lezen."
    )
    return f"Uitgegeven door {inhoud.uitgever} op {voluit(inhoud.uitgegeven_op)}.{versie}"
