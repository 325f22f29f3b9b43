"""Who may do what with klanten.

Pure predicates, no by default. The relation says how a klant stands to who acts, and is read from the database, which
holds the same rule a second time: whom it does not reach is not refused here but not found at all.
"""

from __future__ import annotations

from doorzicht.domain.toegang.model import (
    Besluit,
    Doel,
    Handelende,
    Organisatiesoort,
    Regel,
    Relatie,
    Rol,
    Veldgroep,
)

_IN_NOOD = frozenset({Veldgroep.IDENTITEIT, Veldgroep.CONTACT, Veldgroep.INSCHRIJVING})
"""What somebody at the counter needs in an hour: who this is, how to reach him, who serves him. No work, no health."""


def may_list(wie: Handelende, relatie: Relatie) -> Besluit:
    """Who serves klanten sees a list of those of his own organisation; the rows themselves decide which they are."""
    if relatie is Relatie.GEEN and _bedient(wie):
        return Besluit(True, "je bedient de klanten van je organisatie")
    return Besluit(False, "alleen wie klanten bedient, ziet een lijst van klanten")


def may_search(wie: Handelende, relatie: Relatie) -> Besluit:
    """The same people, among the same klanten: a search finds nobody whom the list would not show."""
    if relatie is Relatie.GEEN and _bedient(wie):
        return Besluit(True, "je zoekt tussen de klanten van je organisatie")
    return Besluit(False, "alleen wie klanten bedient, zoekt een klant")


def may_see_dossier(wie: Handelende, relatie: Relatie) -> Besluit:
    """Only who works with this person, and only for that work; in an emergency who broke the glass; the klant himself.

    A WSP adviser may not: before the klant agreed to an aanvraag he knows profiles and not people.
    """
    if relatie is Relatie.ZELF and wie.rol is Rol.KLANT:
        return Besluit(True, "dit zijn je eigen gegevens")
    if relatie in (Relatie.EIGEN, Relatie.BREEKGLAS) and _bedient(wie):
        return Besluit(True, "je bedient deze klant")
    return Besluit(False, "alleen wie deze klant bedient, ziet het dossier")


def may_see_fields(wie: Handelende, relatie: Relatie, groep: Veldgroep) -> Besluit:
    """Which group of fields of a dossier. Broken glass opens the front page only: not work, register or profile."""
    if not may_see_dossier(wie, relatie):
        return Besluit(False, "je ziet dit dossier niet")
    if relatie is Relatie.BREEKGLAS and groep not in _IN_NOOD:
        return Besluit(False, "in nood zie je wie iemand is en hoe je hem bereikt, meer niet")
    return Besluit(True, "dit hoort bij het werk voor deze klant")


def may_register(wie: Handelende, relatie: Relatie) -> Besluit:
    """Who serves klanten registers a person who comes to his organisation, whatever is known of him elsewhere."""
    if relatie is Relatie.GEEN and _bedient(wie):
        return Besluit(True, "je schrijft mensen in bij je organisatie")
    return Besluit(False, "alleen wie klanten bedient, schrijft iemand in")


def may_change(wie: Handelende, relatie: Relatie) -> Besluit:
    """Only who works with this klant. Broken glass is for looking: a change can wait for who is responsible."""
    if relatie is Relatie.EIGEN and _bedient(wie):
        return Besluit(True, "je bedient deze klant")
    return Besluit(False, "alleen wie deze klant bedient, wijzigt zijn gegevens")


def may_export(wie: Handelende, relatie: Relatie) -> Besluit:
    """Who may see the list may take it along, every klant in it logged; above a number a second person has to agree."""
    if relatie is Relatie.GEEN and _bedient(wie):
        return Besluit(True, "je voert klanten van je eigen organisatie uit")
    return Besluit(False, "alleen wie klanten bedient, voert een lijst uit")


def may_see_history(wie: Handelende, relatie: Relatie) -> Besluit:
    """Who changed what: for who works with this klant, to put a mistake right, and for the klant himself."""
    if relatie is Relatie.ZELF and wie.rol is Rol.KLANT:
        return Besluit(True, "dit is de geschiedenis van je eigen gegevens")
    if relatie is Relatie.EIGEN and _bedient(wie):
        return Besluit(True, "je bedient deze klant")
    return Besluit(False, "alleen wie deze klant bedient, ziet wat er veranderde")


def may_see_looks(wie: Handelende, relatie: Relatie) -> Besluit:
    """Who looked at a dossier: for the klant himself, and for who works with him and may be asked about it."""
    if relatie is Relatie.ZELF and wie.rol is Rol.KLANT:
        return Besluit(True, "je mag weten wie jouw gegevens zag")
    if relatie is Relatie.EIGEN and _bedient(wie):
        return Besluit(True, "je bedient deze klant")
    return Besluit(False, "alleen wie deze klant bedient, ziet wie er keek")


def _bedient(wie: Handelende) -> bool:
    """A teamleider who acts for verantwoording counts klanten and opens none; one of a WSP has none."""
    return (
        wie.rol in (Rol.KLANTMANAGER, Rol.TEAMLEIDER)
        and wie.doel is Doel.DIENSTVERLENING
        and wie.soort is not Organisatiesoort.WSP
    )


HANDELINGEN: dict[str, Regel] = {
    "klant.lijst": may_list,
    "klant.zoek": may_search,
    "klant.dossier": may_see_dossier,
    "klant.inschrijven": may_register,
    "klant.wijzigen": may_change,
    "klant.uitvoer": may_export,
    "klant.geschiedenis": may_see_history,
    "klant.wie-keek": may_see_looks,
}
"""The rule of each operation, by its name in docs/security/rechtenmatrix.csv."""
