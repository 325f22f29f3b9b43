"""The refusals that a form about a klant can show, named here so that the catalogue translates them.

The rules that speak them know no languages; a page looks their words up.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

REDENEN = (
    _("Dit BSN klopt niet (elfproef)."),
    _("Controleer het nummer bij de bron."),
    _("Dit is geen BSN."),
    _("Een BSN heeft negen cijfers (voorloopnullen mogen weg zijn)."),
    _("De naam ontbreekt."),
    _("Vul in hoe deze persoon heet."),
    _("Deze gemeente past niet."),
    _("Kies de gemeente waar deze persoon woont."),
    _("Dit is geen postcode."),
    _("Schrijf vier cijfers en twee letters: 7511 AB."),
    _("Dit is geen e-mailadres."),
    _("Schrijf het als naam@voorbeeld.nl."),
    _("Dit is geen telefoonnummer."),
    _("Schrijf alleen cijfers, met een + als het moet."),
    _("Dit is geen getal."),
    _("Dit getal kan niet kloppen."),
    _("Schrijf een heel getal van 0 tot en met 168."),
    _("Schrijf een heel getal van 0 tot en met 8."),
    _("Deze opleiding staat niet in de lijst."),
    _("Schrijf VMBO, MBO, HBO of WO."),
    _("Dit rijbewijs bestaat niet."),
    _("Kies uit A, A1, A2, AM, B, B+, BE, C, C1, C1E, CE, D, D1, D1E, DE en T, met een komma ertussen."),
    _("Dit vervoer staat niet in de lijst."),
    _("Schrijf auto, bromfiets, scooter, fiets, motor, openbaar vervoer of anders."),
    _("Schrijf 0, 1, 2, 3, 4 of 8."),
    _("Vul het BSN in."),
    _("Het BSN ontbreekt."),
    _("Kies een gemeente."),
    _("De gemeente ontbreekt."),
    _("Deze tekst is te lang of heeft vreemde tekens."),
    _("Gebruik hoogstens 200 tekens."),
    _("Je schreef te vaak iemand in."),
    _("Ga later verder, of vraag de privacy officer."),
    _("Dit bestand is al opgehaald."),
    _("Doe een nieuw voorstel als je het nog eens nodig hebt."),
    _("Er wordt nu een bestand ingelezen."),
    _("Wacht een paar minuten en probeer het opnieuw."),
)
"""A field that a form does not have is no mistake of a person: that refusal is not among them."""
