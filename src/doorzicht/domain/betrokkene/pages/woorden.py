"""Texts of rules, lists and refusals that a page of this term shows: said here so that the catalogue has them.

The rules know no gettext; a page translates their words by `tonen.vertaald`.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

VELDEN = (
    _("Mijn naam"),
    _("Mijn telefoonnummer"),
    _("Mijn e-mailadres"),
    _("Mijn adres"),
    _("De gemeente waar ik woon"),
    _("Mijn geslacht"),
    _("Mijn opleiding"),
    _("Het werk dat ik zoek"),
    _("Hoeveel uur ik kan werken"),
    _("Mijn rijbewijs"),
    _("Mijn vervoer"),
    _("Hoe goed ik Nederlands spreek of schrijf"),
    _("Mijn gegevens in het doelgroepregister"),
    _("Waar en wanneer ik sta ingeschreven"),
    _("Mijn klantprofiel"),
    _("Iets anders"),
)
VELDEN_AAN_DE_BALIE = {
    "naam": _("De naam"),
    "telefoon": _("Het telefoonnummer"),
    "email": _("Het e-mailadres"),
    "adres": _("Het adres"),
    "woonplaats": _("De gemeente waar de klant woont"),
    "geslacht": _("Het geslacht"),
    "opleiding": _("De opleiding"),
    "beroep": _("Het werk dat de klant zoekt"),
    "uren": _("Hoeveel uur de klant kan werken"),
    "rijbewijs": _("Het rijbewijs"),
    "vervoer": _("Het vervoer"),
    "taal": _("Hoe goed de klant Nederlands spreekt of schrijft"),
    "register": _("De gegevens in het doelgroepregister"),
    "inschrijving": _("Waar en wanneer de klant staat ingeschreven"),
    "profiel": _("Het klantprofiel"),
    "anders": _("Iets anders"),
}
"""The same fields, for who writes down what a klant asks."""
VERWERKINGEN_AAN_DE_BALIE = {
    "verkenner": _("Laten zien aan werkgevers, zonder naam"),
    "bemiddeling": _("De klant voorstellen voor werk"),
    "cijfers": _("De klant meetellen in de cijfers"),
    "overig": _("Iets anders dat we met de gegevens doen"),
}
STANDEN_AAN_DE_BALIE = {
    "ingediend": _("Wacht op antwoord"),
    "ingewilligd": _("Gedaan: de klant kreeg gelijk"),
    "ingetrokken": _("De klant trok het in"),
}
VERWERKINGEN = (
    _("Laten zien aan werkgevers, zonder je naam"),
    _("Je voorstellen voor werk"),
    _("Je meetellen in de cijfers"),
    _("Iets anders dat we met je gegevens doen"),
)
WEIGERINGEN = (
    _("Je hebt nog niets geschreven."),
    _("Schrijf in een paar woorden wat je bedoelt."),
    _("Je tekst is te lang."),
    _("Schrijf het in 500 tekens of minder."),
    _("Hierover is al een verzoek gedaan."),
    _("Wacht op het antwoord, of trek dat verzoek in."),
    _("Hiertegen is al bezwaar gemaakt."),
    _("Kijk hieronder hoe het ermee staat."),
    _("Dit verzoek is al afgehandeld."),
    _("Dit bezwaar is al afgehandeld."),
    _("Kijk in de lijst hoe het ermee staat."),
    _("In het dossier staat nog hetzelfde als toen de klant dit vroeg."),
    _("Verander het eerst. Blijft het zo? Zeg dan nee."),
    _("Je hebt nog niet gekozen waar het over gaat."),
    _("Kies iets uit de lijst."),
    _("Je tekst ontbreekt, of is langer dan 500 tekens."),
    _("Schrijf in een paar woorden wat er moet staan."),
    _("Kies ja of nee, en schrijf niet meer dan 500 tekens."),
    _("Vul het formulier aan."),
)
WAARDEN = (_("niet bekend"), _("nog steeds"))
