"""Who may use the rights of a betrokkene, and who answers. Pure predicates, deny by default.

The klant himself always may; the klantmanager of his organisation may do it for who has no account. Broken glass
is for an emergency and no ground to hand out, change or refuse anything here.
"""

from __future__ import annotations

from doorzicht.domain.toegang.model import Besluit, Doel, Handelende, Organisatiesoort, Regel, Relatie, Rol

_NEE = Besluit(False, "alleen de klant zelf en zijn eigen klantmanager mogen dit")


def may_get_inzage(wie: Handelende, relatie: Relatie) -> Besluit:
    """Everything that is held, on a page or in a file.

    It is the klant's right (AVG 15). His own klantmanager may make it for him, because not everybody has an account;
    nobody else may: it is more than any other task needs.
    """
    if _is_zelf(wie, relatie):
        return Besluit(True, "het zijn je eigen gegevens")
    if _helpt(wie, relatie, Rol.KLANTMANAGER):
        return Besluit(True, "jouw organisatie geeft deze klant inzage")
    return _NEE


def may_see_wie_keek(wie: Handelende, relatie: Relatie) -> Besluit:
    """Who looked, on the klant's own page: his alone. Supervisors have the log; colleagues need it for no task."""
    return Besluit(True, "het gaat over je eigen gegevens") if _is_zelf(wie, relatie) else _NEE


def may_ask(wie: Handelende, relatie: Relatie) -> Besluit:
    """Ask for a correction, object, or take either back.

    The klant (AVG 16 and 21), or his klantmanager at the counter, in his name and on record.
    """
    if _is_zelf(wie, relatie):
        return Besluit(True, "je vraagt het zelf")
    if _helpt(wie, relatie, Rol.KLANTMANAGER):
        return Besluit(True, "je schrijft op wat je klant vraagt")
    return _NEE


def may_answer(wie: Handelende, relatie: Relatie) -> Besluit:
    """Decide on what a klant asked: the responsible organisation, by his klantmanager or the team lead."""
    if _helpt(wie, relatie, Rol.KLANTMANAGER) or _helpt(wie, relatie, Rol.TEAMLEIDER):
        return Besluit(True, "jouw organisatie is verantwoordelijk en antwoordt")
    return Besluit(False, "alleen de organisatie die de klant helpt, beslist hierover")


def may_see_verzoeken(wie: Handelende, relatie: Relatie) -> Besluit:
    """The list of what klanten ask; the database shows of it only those of his own organisation."""
    if relatie is Relatie.GEEN and _bedient(wie):
        return Besluit(True, "je beantwoordt wat klanten van jouw organisatie vragen")
    return Besluit(False, "alleen wie klanten helpt, ziet wat zij vragen")


def may_propose_wissen(wie: Handelende, relatie: Relatie) -> Besluit:
    """The functioneel beheerder of UWV, who keeps the whole collection; he sees a number and nobody in it.

    Who decides on it is said where all proposals are decided on (toegang.vierogen-besluiten).
    """
    if relatie is Relatie.GEEN and wie.rol is Rol.BEHEERDER and wie.soort is Organisatiesoort.UWV:
        return Besluit(True, "je beheert de verzameling")
    return Besluit(False, "alleen de functioneel beheerder van UWV stelt wissen voor")


def _is_zelf(wie: Handelende, relatie: Relatie) -> bool:
    return relatie is Relatie.ZELF and wie.rol is Rol.KLANT and wie.doel is Doel.INZAGE


def _bedient(wie: Handelende) -> bool:
    """A teamleider of a WSP leads advisers, who serve employers; he has no klanten."""
    return (
        wie.rol in (Rol.KLANTMANAGER, Rol.TEAMLEIDER)
        and wie.doel is Doel.DIENSTVERLENING
        and wie.soort is not Organisatiesoort.WSP
    )


def _helpt(wie: Handelende, relatie: Relatie, rol: Rol) -> bool:
    return relatie is Relatie.EIGEN and wie.rol is rol and _bedient(wie)


HANDELINGEN: dict[str, Regel] = {
    "betrokkene.inzage": may_get_inzage,
    "betrokkene.wie-keek": may_see_wie_keek,
    "betrokkene.correctie": may_ask,
    "betrokkene.correctie-besluiten": may_answer,
    "betrokkene.bezwaar": may_ask,
    "betrokkene.bezwaar-besluiten": may_answer,
    "betrokkene.verzoeken": may_see_verzoeken,
    "betrokkene.bewaren-voorstellen": may_propose_wissen,
}
"""The operations of this term and the rule that decides on each; named as in the matrix of rights."""
