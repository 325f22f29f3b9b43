"""Whose people somebody manages, which role goes with which, when a role holds, and who stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from doorzicht.domain.toegang.model import (
    DOELEN_VAN,
    Afwezigheid,
    Gebruiker,
    GebruikerId,
    Handelende,
    Organisatie,
    OrganisatieId,
    Organisatiesoort,
    Rol,
    Roltoekenning,
)
from doorzicht.domain.toegang.rules.rollen import (
    beheert,
    botst,
    eis_beheerder_blijft,
    eis_periode,
    eis_vervanger,
    geldt,
    rollen_bij,
)
from doorzicht.foundation.errors import Weigering

S = Organisatiesoort
DAG = date(2026, 9, 1)
CAS = Gebruiker(UUID(int=7), GebruikerId("cas"), "Cas", None)


def bij(soort: Organisatiesoort, nummer: int = 1) -> Organisatie:
    return Organisatie(OrganisatieId(UUID(int=nummer)), soort, soort.value)


def wie(rol: Rol, soort: Organisatiesoort, nummer: int = 1) -> Handelende:
    id_ = OrganisatieId(UUID(int=nummer))
    return Handelende(GebruikerId("an"), id_, id_, soort, rol, DOELEN_VAN[rol][0])


@pytest.mark.parametrize(
    ("rol", "soort", "hun_soort", "eigen", "ander"),
    [
        # an organisation of this kind, his own or another one: are its people his?
        (Rol.BEHEERDER, S.GEMEENTE, S.GEMEENTE, True, False),
        (Rol.BEHEERDER, S.GEMEENTE, S.WERKGEVER, None, False),
        (Rol.BEHEERDER, S.UWV, S.UWV, True, None),
        (Rol.BEHEERDER, S.UWV, S.UWV_KANTOOR, None, True),
        (Rol.BEHEERDER, S.UWV, S.WSP, None, True),
        (Rol.BEHEERDER, S.UWV, S.WERKGEVER, None, True),
        (Rol.BEHEERDER, S.UWV, S.INTERMEDIAIR, None, True),
        (Rol.BEHEERDER, S.UWV, S.GEMEENTE, None, False),
        (Rol.BEHEERDER, S.UWV_KANTOOR, S.UWV_KANTOOR, True, False),
        (Rol.BEHEERDER, S.UWV_KANTOOR, S.UWV, None, False),
        (Rol.BEHEERDER, S.WSP, S.WERKGEVER, None, False),
        (Rol.BEHEERDER, S.WERKGEVER, S.WERKGEVER, True, False),
        (Rol.TEAMLEIDER, S.GEMEENTE, S.GEMEENTE, True, False),
        (Rol.TEAMLEIDER, S.UWV, S.UWV_KANTOOR, None, False),
        (Rol.KLANTMANAGER, S.GEMEENTE, S.GEMEENTE, False, False),
        (Rol.AUDITOR, S.UWV, S.WSP, None, False),
    ],
)
def test_whose_people_he_manages(rol, soort, hun_soort, eigen, ander):
    if eigen is not None:
        assert beheert(wie(rol, soort, 1), bij(hun_soort, 1)) is eigen
    if ander is not None:
        assert beheert(wie(rol, soort, 1), bij(hun_soort, 2)) is ander


@pytest.mark.parametrize(
    ("soort", "rollen"),
    [
        (
            S.UWV,
            "klantmanager teamleider functioneel-beheerder statisticus vaststeller privacy-officer auditor",
        ),
        (S.UWV_KANTOOR, "klantmanager teamleider functioneel-beheerder privacy-officer"),
        (S.GEMEENTE, "klantmanager teamleider functioneel-beheerder privacy-officer"),
        (S.WSP, "adviseur-werkgeversdiensten teamleider functioneel-beheerder privacy-officer"),
        (S.WERKGEVER, "functioneel-beheerder werkgever"),
        (S.INTERMEDIAIR, "functioneel-beheerder intermediair"),
    ],
)
def test_which_roles_can_be_proposed(soort, rollen):
    assert " ".join(rol.value for rol in rollen_bij(soort)) == rollen


@pytest.mark.parametrize(
    ("rol", "met", "uitkomst"),
    [
        (Rol.BEHEERDER, {Rol.PRIVACY_OFFICER}, True),
        (Rol.BEHEERDER, {Rol.AUDITOR}, True),
        (Rol.PRIVACY_OFFICER, {Rol.BEHEERDER}, True),
        (Rol.AUDITOR, {Rol.BEHEERDER, Rol.KLANTMANAGER}, True),
        (Rol.BEHEERDER, {Rol.KLANTMANAGER, Rol.TEAMLEIDER}, False),
        (Rol.PRIVACY_OFFICER, {Rol.KLANTMANAGER}, False),
        (Rol.KLANTMANAGER, {Rol.TEAMLEIDER}, False),
        (Rol.AUDITOR, set(), False),
    ],
)
def test_who_manages_accounts_does_not_supervise(rol, met, uitkomst):
    assert botst(rol, met) is uitkomst


def granted(**velden) -> Roltoekenning:
    return replace(
        Roltoekenning(
            UUID(int=9),
            CAS,
            bij(S.GEMEENTE),
            Rol.KLANTMANAGER,
            DAG,
            GebruikerId("an"),
            toegekend_door=GebruikerId("bo"),
        ),
        **velden,
    )


def weg(van: date, tot: date | None, organisatie: int = 1, account: str = "cas") -> Afwezigheid:
    return Afwezigheid(
        UUID(int=5), GebruikerId(account), OrganisatieId(UUID(int=organisatie)), van, tot, None
    )


@pytest.mark.parametrize(
    ("velden", "afwezig", "uitkomst"),
    [
        ({}, (), True),  # on its first day
        ({"van": date(2026, 9, 2)}, (), False),  # a day early
        ({"tot": date(2026, 9, 2)}, (), True),  # on its last day
        ({"tot": DAG}, (), False),  # the day of the end does not count
        ({"toegekend_door": None}, (), False),
        ({"toegekend_door": None, "afgewezen_door": GebruikerId("bo")}, (), False),
        ({"beeindigd_door": GebruikerId("an"), "tot": date(2026, 9, 2)}, (), False),  # ended at once
        ({"gebruiker": replace(CAS, is_uitgeschakeld=True)}, (), False),
        ({"organisatie": replace(bij(S.GEMEENTE), gesloten_op=DAG)}, (), False),
        ({"organisatie": replace(bij(S.GEMEENTE), gesloten_op=date(2026, 9, 2))}, (), True),
        ({}, (weg(DAG, None),), False),
        ({}, (weg(date(2026, 8, 1), DAG),), True),  # back today
        ({}, (weg(date(2026, 9, 2), None),), True),  # away from tomorrow
        ({}, (weg(DAG, DAG),), True),  # taken back before it began
        ({}, (weg(DAG, None, organisatie=2),), True),  # away elsewhere
        ({}, (weg(DAG, None, account="dirk"),), True),  # somebody else is away
    ],
)
def test_when_a_role_holds(velden, afwezig, uitkomst):
    assert geldt(granted(**velden), DAG, afwezig) is uitkomst


@pytest.mark.parametrize(
    ("soort", "rol", "andere", "mag"),
    [
        (S.GEMEENTE, Rol.BEHEERDER, 0, False),
        (S.GEMEENTE, Rol.BEHEERDER, 1, True),
        (S.UWV, Rol.BEHEERDER, 0, False),
        (S.GEMEENTE, Rol.KLANTMANAGER, 0, True),
        (S.WERKGEVER, Rol.BEHEERDER, 0, True),
        (S.WSP, Rol.BEHEERDER, 0, True),
    ],
)
def test_the_last_beheerder_stays(soort, rol, andere, mag):
    toekenning = granted(organisatie=bij(soort), rol=rol)
    if mag:
        eis_beheerder_blijft(toekenning, andere)
    else:
        with pytest.raises(Weigering):
            eis_beheerder_blijft(toekenning, andere)


KM, TL, PO = Rol.KLANTMANAGER, Rol.TEAMLEIDER, Rol.PRIVACY_OFFICER


@pytest.mark.parametrize(
    ("vervanger", "rollen", "zijn", "mag"),
    [
        ("dirk", {KM}, {KM}, True),
        ("dirk", {KM}, {KM, TL}, True),
        ("dirk", {KM, TL}, {KM}, True),  # for his klanten; leading is not handed on
        ("dirk", {KM, TL}, {TL}, False),  # a klantmanager is replaced by a klantmanager
        ("dirk", {KM}, {TL}, False),
        ("dirk", {PO}, {PO}, True),
        ("dirk", {PO}, {KM}, False),
        ("dirk", set(), {KM}, False),  # nothing to stand in for
        ("cas", {KM}, {KM}, False),  # himself
    ],
)
def test_who_stands_in(vervanger, rollen, zijn, mag):
    if mag:
        eis_vervanger(GebruikerId("cas"), rollen, GebruikerId(vervanger), zijn)
    else:
        with pytest.raises(Weigering):
            eis_vervanger(GebruikerId("cas"), rollen, GebruikerId(vervanger), zijn)


@pytest.mark.parametrize(
    ("van", "tot", "mag"),
    [
        (DAG, None, True),
        (DAG, date(2026, 9, 2), True),
        (DAG, DAG, False),
        (date(2026, 8, 31), None, False),
        (date(2026, 10, 1), date(2026, 9, 15), False),
    ],
)
def test_a_period_can_still_begin_and_ends_after_it(van, tot, mag):
    if mag:
        eis_periode(van, tot, DAG)
    else:
        with pytest.raises(Weigering):
            eis_periode(van, tot, DAG)
