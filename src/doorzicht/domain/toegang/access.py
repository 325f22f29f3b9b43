"""Who may do what with access itself: people, roles, organisations, the log, alarms, broken glass, four eyes.

Pure predicates, no by default. That a second pair of eyes belongs to somebody else than the first is not decided
here: the service asks it of the row, and the database refuses it besides.
"""

from __future__ import annotations

from doorzicht.domain.toegang.model import Besluit, Doel, Handelende, Organisatiesoort, Regel, Relatie, Rol

_VREEMD = frozenset({Relatie.REGIO, Relatie.ANDER})


def may_use_account(wie: Handelende, relatie: Relatie) -> Besluit:
    """Everybody who is logged in, for himself: his password, his second factors, the role in which he acts."""
    if relatie is Relatie.GEEN:
        return Besluit(True, "iedereen beheert zijn eigen account")
    return Besluit(False, "een account hoort niet bij een klant")


def may_see_gebruikers(wie: Handelende, relatie: Relatie) -> Besluit:
    """Who keeps the accounts of his organisation and who leads its people; others need no list of colleagues."""
    if relatie is Relatie.GEEN and (_beheert(wie) or _leidt(wie)):
        return Besluit(True, "je beheert of leidt de mensen van je organisatie")
    return Besluit(False, "alleen de functioneel beheerder en de teamleider zien wie er werkt")


def may_change_gebruikers(wie: Handelende, relatie: Relatie) -> Besluit:
    """Making and switching off accounts is work of the functioneel beheerder; he sees no klant in return."""
    if relatie is Relatie.GEEN and _beheert(wie):
        return Besluit(True, "je beheert de accounts van je organisatie")
    return Besluit(False, "alleen de functioneel beheerder maakt accounts en schakelt ze uit")


def may_propose_rol(wie: Handelende, relatie: Relatie) -> Besluit:
    """The functioneel beheerder proposes; he is who knows that a person joined or left."""
    if relatie is Relatie.GEEN and _beheert(wie):
        return Besluit(True, "je beheert de rollen van je organisatie")
    return Besluit(False, "alleen de functioneel beheerder stelt een rol voor")


def may_grant_rol(wie: Handelende, relatie: Relatie) -> Besluit:
    """Whoever answers for the people grants: the teamleider, acting for verantwoording.

    Another functioneel beheerder may too, because an employer has no teamleider. Never the proposer himself.
    """
    if relatie is Relatie.GEEN and (_beheert(wie) or _verantwoordt(wie)):
        return Besluit(True, "je kent rollen toe die een ander voorstelde")
    return Besluit(False, "alleen een teamleider of een andere functioneel beheerder kent een rol toe")


def may_set_afwezigheid(wie: Handelende, relatie: Relatie) -> Besluit:
    """Who leads people knows that one is away, and who stands in; the functioneel beheerder writes it down for them."""
    if relatie is Relatie.GEEN and (_beheert(wie) or _leidt(wie)):
        return Besluit(True, "je beheert of leidt de mensen van je organisatie")
    return Besluit(False, "alleen de functioneel beheerder en de teamleider leggen afwezigheid vast")


def may_manage_organisaties(wie: Handelende, relatie: Relatie) -> Besluit:
    """The list of organisations is one for the whole country, so UWV keeps it: whose it is decides who sees whom."""
    if relatie is Relatie.GEEN and _beheert(wie) and wie.soort is Organisatiesoort.UWV:
        return Besluit(True, "UWV beheert de lijst van organisaties")
    return Besluit(False, "alleen de functioneel beheerder van UWV beheert organisaties")


def may_read_logboek(wie: Handelende, relatie: Relatie) -> Besluit:
    """The privacy officer and the auditor: to see whether looking was right is their task.

    About one klant or about one gebruiker. Which lines a privacy officer reaches (those of his own organisation's
    people and klanten) the rows decide; the auditor reaches all of them.
    """
    if _houdt_toezicht(wie) and relatie not in (Relatie.ZELF, Relatie.BREEKGLAS):
        return Besluit(True, "je houdt toezicht op wie er keek")
    return Besluit(False, "alleen de privacy officer en de auditor lezen het logboek")


def may_see_alarmen(wie: Handelende, relatie: Relatie) -> Besluit:
    """The privacy officer, who acts on them, and the auditor, who looks whether that was done.

    The teamleider too, acting for verantwoording: of his own people he has to know at once.
    """
    if relatie is Relatie.GEEN and (_houdt_toezicht(wie) or _verantwoordt(wie)):
        return Besluit(True, "je houdt toezicht of leidt de mensen van je organisatie")
    return Besluit(False, "alleen de privacy officer, de auditor en de teamleider zien de alarmen")


def may_settle_alarm(wie: Handelende, relatie: Relatie) -> Besluit:
    """The privacy officer only: an auditor who settles would audit himself."""
    if relatie is Relatie.GEEN and wie.rol is Rol.PRIVACY_OFFICER:
        return Besluit(True, "je handelt de alarmen af")
    return Besluit(False, "alleen de privacy officer handelt een alarm af")


def may_break_glass(wie: Handelende, relatie: Relatie) -> Besluit:
    """Who serves klanten, for a klant who is not his own: somebody stands at the counter and cannot wait.

    Relation GEEN is the form, before it is known who. For one's own klant there is nothing to break. A WSP, an
    employer and a supervisor never need a dossier in an hour.
    """
    if not _bedient(wie):
        return Besluit(False, "alleen wie klanten bedient, gebruikt noodtoegang")
    if relatie in _VREEMD or relatie is Relatie.GEEN:
        return Besluit(True, "je bedient klanten, en deze is niet van jouw organisatie")
    return Besluit(False, "voor deze klant heb je geen noodtoegang nodig")


def may_judge_breekglas(wie: Handelende, relatie: Relatie) -> Besluit:
    """The teamleider, acting for verantwoording, and the privacy officer; never who broke the glass."""
    if relatie is Relatie.GEEN and (_verantwoordt(wie) or wie.rol is Rol.PRIVACY_OFFICER):
        return Besluit(True, "je beoordeelt of het glas terecht werd gebroken")
    return Besluit(False, "alleen de teamleider en de privacy officer beoordelen noodtoegang")


def may_decide_vierogen(wie: Handelende, relatie: Relatie) -> Besluit:
    """A large export or a deletion: the teamleider for verantwoording, or the privacy officer; never the proposer."""
    if relatie is Relatie.GEEN and (_verantwoordt(wie) or wie.rol is Rol.PRIVACY_OFFICER):
        return Besluit(True, "je besluit over een voorstel van een ander")
    return Besluit(False, "alleen de teamleider en de privacy officer besluiten over een voorstel")


def _beheert(wie: Handelende) -> bool:
    return wie.rol is Rol.BEHEERDER and wie.doel is Doel.BEHEER


def _leidt(wie: Handelende) -> bool:
    return wie.rol is Rol.TEAMLEIDER


def _verantwoordt(wie: Handelende) -> bool:
    return wie.rol is Rol.TEAMLEIDER and wie.doel is Doel.VERANTWOORDING


def _houdt_toezicht(wie: Handelende) -> bool:
    return wie.rol in (Rol.PRIVACY_OFFICER, Rol.AUDITOR) and wie.doel is Doel.TOEZICHT


def _bedient(wie: Handelende) -> bool:
    """A teamleider of a WSP leads advisers, who serve employers; he has no klanten."""
    return (
        wie.rol in (Rol.KLANTMANAGER, Rol.TEAMLEIDER)
        and wie.doel is Doel.DIENSTVERLENING
        and wie.soort is not Organisatiesoort.WSP
    )


HANDELINGEN: dict[str, Regel] = {
    "toegang.account": may_use_account,
    "toegang.gebruikers": may_see_gebruikers,
    "toegang.gebruikers-wijzigen": may_change_gebruikers,
    "toegang.rol-voorstellen": may_propose_rol,
    "toegang.rol-toekennen": may_grant_rol,
    "toegang.afwezigheid": may_set_afwezigheid,
    "toegang.organisaties": may_manage_organisaties,
    "toegang.logboek": may_read_logboek,
    "toegang.alarmen": may_see_alarmen,
    "toegang.alarm-afhandelen": may_settle_alarm,
    "toegang.breekglas": may_break_glass,
    "toegang.breekglas-beoordelen": may_judge_breekglas,
    "toegang.vierogen-besluiten": may_decide_vierogen,
}
"""The rule of each operation, by its name in docs/security/rechtenmatrix.csv."""
