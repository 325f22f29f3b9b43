"""How roles, purposes and kinds of organisation are called on a page, in the language of the reader."""

from __future__ import annotations

from django.utils.translation import gettext as _

from doorzicht.domain.toegang.model import Doel, Rol


def rolnaam(rol: Rol) -> str:
    """The name of a role."""
    return {
        Rol.KLANTMANAGER: _("Klantmanager"),
        Rol.ADVISEUR: _("Adviseur werkgeversdiensten"),
        Rol.TEAMLEIDER: _("Teamleider"),
        Rol.BEHEERDER: _("Functioneel beheerder"),
        Rol.STATISTICUS: _("Statisticus"),
        Rol.VASTSTELLER: _("Vaststeller"),
        Rol.PRIVACY_OFFICER: _("Privacy officer"),
        Rol.AUDITOR: _("Auditor"),
        Rol.WERKGEVER: _("Werkgever"),
        Rol.INTERMEDIAIR: _("Intermediair"),
        Rol.KLANT: _("Klant"),
    }[rol]


def doelnaam(doel: Doel) -> str:
    """The name of a purpose."""
    return {
        Doel.DIENSTVERLENING: _("Dienstverlening aan klanten"),
        Doel.BEMIDDELING: _("Bemiddeling naar werk"),
        Doel.VERANTWOORDING: _("Verantwoording"),
        Doel.STATISTIEK: _("Statistiek"),
        Doel.TOEZICHT: _("Toezicht"),
        Doel.BEHEER: _("Beheer"),
        Doel.ZOEKEN: _("Kandidaten zoeken"),
        Doel.INZAGE: _("Eigen gegevens bekijken"),
    }[doel]


def roluitleg(rol: Rol) -> str:
    """What somebody in this role does here, in one line."""
    return {
        Rol.KLANTMANAGER: _("Werkt met eigen klanten en ziet hun dossiers."),
        Rol.ADVISEUR: _("Zoekt kandidaten bij vragen van werkgevers in de regio."),
        Rol.TEAMLEIDER: _("Leidt klantmanagers, beslist over rollen en beoordeelt noodtoegang."),
        Rol.BEHEERDER: _("Maakt accounts en stelt rollen voor; ziet geen klanten."),
        Rol.STATISTICUS: _("Maakt de cijfers van een kwartaal."),
        Rol.VASTSTELLER: _("Controleert de cijfers en stelt ze vast."),
        Rol.PRIVACY_OFFICER: _("Ziet wie in welk dossier keek, en handelt alarmen af."),
        Rol.AUDITOR: _("Controleert het logboek en de besluiten."),
        Rol.WERKGEVER: _("Zoekt kandidaten voor eigen werk."),
        Rol.INTERMEDIAIR: _("Zoekt kandidaten voor werkgevers."),
        Rol.KLANT: _("Ziet de eigen gegevens en wie ernaar keek."),
    }[rol]
