"""Which tables a klant sees in his inzage, and of every other table with personal data why it is not in it.

A guard (tests/architecture) fails for a table with personal data that stands in neither list. Pure data.
"""

from __future__ import annotations

IN_INZAGE: dict[str, str] = {
    "klant_klant": "klant",
    "klant_inschrijving": "inschrijvingen",
    "klant_woonplaats": "woonplaatsen",
    "klant_geschiedenis": "eerder",
    "klant_overdracht": "overdrachten",
    "klantprofiel_klantprofiel": "klantprofielen",
    "klantprofiel_bezwaar": "bezwaren",
    "doelgroepregister_persoon": "doelgroepregister",
    "doelgroepregister_registratie": "doelgroepregister",
    "doelgroepregister_woonplaats": "doelgroepregister",
    "toegang_gebruiker": "account",
    "toegang_roltoekenning": "account",
    "toegang_tweede_factor": "account",
    "toegang_uitnodiging": "account",
    "toegang_sessie": "aanmeldingen",
    "toegang_logregel": "wie-keek",
    "toegang_breekglas": "noodtoegang",
    "betrokkene_correctieverzoek": "correcties",
    "betrokkene_aankondiging": "aankondiging",
}
"""From a table to the rubriek of the inzage that tells of it."""

_MEDEWERKER = "gaat over medewerkers; wat zij over een klant deden staat bij wie keek"
NIET_IN_INZAGE: dict[str, str] = {
    "toegang_afwezigheid": "gaat over medewerkers, niet over klanten",
    "toegang_aanmeldpoging": "een hash die niet is terug te voeren op een klant, na 30 dagen weg",
    "toegang_navraag": "een hash die niet is terug te voeren op een klant, na 30 dagen weg",
    "toegang_verwerking": "dezelfde blikken als bij wie keek, met een versleutelde verwijzing",
    "toegang_afwijzing": "een poging die niets liet zien; de privacy officer onderzoekt die",
    "toegang_alarm": "inzage zou verraden hoe het toezicht werkt (UAVG 41, eerste lid, onder d)",
    "toegang_invoer": _MEDEWERKER,
    "toegang_vierogen": _MEDEWERKER,
    "toegang_token": _MEDEWERKER,
    "toegang_oidc_koppeling": "gaat over medewerkers: een klant logt niet in via een organisatie",
    "toegang_oidc_aanmelding": "hashes en een versleutelde pagina zonder naam, na een dag weg",
    "publicatie_peiling": "aantallen en pseudoniemen voor statistiek (AVG 11 en 89, UAVG 44)",
    "publicatie_uitgave": "beschermde aantallen; de namen zijn van medewerkers",
    "betrokkene_wiskandidaat": "dezelfde personen als bij de aankondiging, tot de ronde is uitgevoerd",
    "betrokkene_wissing": "wie hierin staat is gewist en heeft geen inzage meer te vragen",
}
"""Tables with personal data that no klant is shown, each with its reason."""
