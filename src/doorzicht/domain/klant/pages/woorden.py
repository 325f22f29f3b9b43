"""How the fields of a klant are called on a page, and how their values are shown."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from doorzicht.domain.klant.rules.weergave import weergave
from doorzicht.domain.toegang.model import Kijkwijze, Veldgroep

GELEZEN = (
    gettext_noop("geen"),
    gettext_noop("redelijk"),
    gettext_noop("goed"),
    gettext_noop("uitstekend"),
    gettext_noop("niet van toepassing"),
    gettext_noop("man"),
    gettext_noop("vrouw"),
    gettext_noop("anders"),
)
"""The words that the rule of weergave speaks, named here so that the catalogue translates them."""

_DAGEN = frozenset(
    {"van", "tot", "datum_melding", "eerste_uitkeringsdag", "vastgesteld_op", "ingetrokken_op"}
)
_DAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def label(veld: str) -> str:
    """The name of a field; one that a page never names stands as it is."""
    return _labels().get(veld, veld)


def klantnaam(naam: str | None) -> str:
    """What stands above a page about one klant."""
    return naam or _("Naam onbekend")


def groepnaam(groep: Veldgroep) -> str:
    """The head above a group of fields."""
    return {
        Veldgroep.IDENTITEIT: _("Wie"),
        Veldgroep.CONTACT: _("Contact"),
        Veldgroep.WERK: _("Werk en taal"),
        Veldgroep.INSCHRIJVING: _("Inschrijving"),
        Veldgroep.REGISTER: _("Doelgroepregister"),
        Veldgroep.PROFIEL: _("Klantprofiel"),
        Veldgroep.LOGBOEK: _("Wie keek"),
    }[groep]


def getoond(waarde: Any) -> str:
    """A value as a person reads it; an empty text for what is not known."""
    if waarde is None or waarde == "":
        return ""
    if isinstance(waarde, bool):
        return _("Ja") if waarde else _("Nee")
    if isinstance(waarde, date):
        return date_format(waarde, "j F Y")
    return str(waarde)


def gelezen(veld: str, waarde: Any) -> str:
    """The value of this field as a person reads it: a word for a code, a number that can be dialled."""
    woord = _datum(weergave(veld, waarde)) if veld in _DAGEN else weergave(veld, waarde)
    tekst = getoond(woord)
    return _(tekst) if tekst in GELEZEN and woord != waarde else tekst


def _datum(waarde: Any) -> Any:
    """A kept version of a row has its days as text."""
    return date.fromisoformat(waarde) if isinstance(waarde, str) and _DAG.fullmatch(waarde) else waarde


def soort_rij(tabel: str) -> str:
    """What a changed row is about."""
    return {
        "klant_klant": _("Gegevens"),
        "klant_inschrijving": _("Inschrijving"),
        "klant_woonplaats": _("Woongemeente"),
        "klantprofiel_klantprofiel": _("Klantprofiel"),
    }.get(tabel, tabel)


def wijze_naam(wijze: Kijkwijze) -> str:
    """In what way somebody saw something."""
    return {
        Kijkwijze.PAGINA: _("Op een pagina"),
        Kijkwijze.LIJST: _("In een lijst"),
        Kijkwijze.ZOEK: _("In een zoekresultaat"),
        Kijkwijze.API: _("Door een programma"),
        Kijkwijze.UITVOER: _("In een bestand"),
        Kijkwijze.WIJZIGING: _("Bij een wijziging"),
    }[wijze]


def _labels() -> dict[str, str]:
    return {
        "bsn": _("Burgerservicenummer (BSN)"),
        "gemeente": _("Gemeente waar deze persoon woont"),
        "naam": _("Naam"),
        "geslacht": _("Geslacht"),
        "leeftijd": _("Leeftijd"),
        "id_werkzoekende": _("Nummer in Sonar"),
        "telefoonnummer": _("Telefoonnummer"),
        "email": _("E-mailadres"),
        "straat": _("Straat"),
        "huisnummer": _("Huisnummer"),
        "huisnummer_toevoeging": _("Toevoeging"),
        "postcode": _("Postcode"),
        "plaats": _("Plaats"),
        "uren_per_week": _("Uren per week beschikbaar"),
        "opleidingsniveau": _("Opleidingsniveau"),
        "beroepssector": _("Beroepssector"),
        "bemiddelingsberoep": _("Beroep waarvoor je bemiddelt"),
        "mondeling_nederlands": _("Nederlands spreken"),
        "schriftelijk_nederlands": _("Nederlands schrijven"),
        "rijbewijs": _("Rijbewijs"),
        "vervoer": _("Vervoer"),
        "banenafspraak": _("Banenafspraak"),
        "medewerker": _("Medewerker"),
        "gsd_kantoor": _("Kantoor sociale dienst"),
        "participatieladder": _("Participatieladder"),
        "datum_melding": _("Gemeld op"),
        "eerste_uitkeringsdag": _("Eerste dag uitkering"),
        "in_sonar": _("Staat in Sonar"),
        "cases": _("Aantal zaken in Sonar"),
        "aantal": _("Aantal in het bestand van Sonar"),
        "organisatie_id": _("Organisatie"),
        "gemeente_code": _("Gemeente"),
        "van": _("Van"),
        "tot": _("Tot"),
        "verantwoordelijk": _("Verantwoordelijk"),
        "status": _("Status"),
        "vastgesteld_op": _("Vastgesteld op"),
        "ingetrokken_op": _("Ingetrokken op"),
        "toestemming_delen": _("Toestemming om te delen"),
    }
