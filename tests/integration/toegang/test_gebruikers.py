"""People and their roles: who joins, who decides, who is away and who leaves; asked as the role that owns nothing."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Doel, Handelende, Organisatiesoort, Rol, Rolstatus, Roltoekenning
from doorzicht.domain.toegang.service import afwezigheid, gebruikers, medewerkers
from doorzicht.domain.toegang.service.gebruikers import NieuweGebruiker
from doorzicht.domain.toegang.tables import (
    GebruikerTable,
    OidcAanbiederTable,
    OidcKoppelingTable,
    OrganisatieTable,
    RoltoekenningTable,
    SessieTable,
)
from doorzicht.foundation.errors import Weigering
from tests.aanmelden import stel_in
from tests.handelenden import HENGELO, gebruiker_met_rol, handelende, organisatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def enschede(kaart) -> OrganisatieTable:
    return organisatie(Organisatiesoort.GEMEENTE)


@pytest.fixture
def an(enschede) -> Handelende:
    """A beheerder of Enschede."""
    return beheerder(enschede, "an")


@pytest.fixture
def bo(enschede) -> Handelende:
    """Another beheerder of Enschede."""
    return beheerder(enschede, "bo")


@pytest.fixture
def vreemd(kaart) -> Handelende:
    """A beheerder of Hengelo."""
    return beheerder(organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO), "vera")


def beheerder(bij: OrganisatieTable, account: str) -> Handelende:
    gebruiker_met_rol(Rol.BEHEERDER, bij, account)
    return handelende(Rol.BEHEERDER, bij, account)


def vandaag() -> date:
    return timezone.localdate()


def nieuw(
    bij: OrganisatieTable, account: str = "cas.visser", rol: Rol = Rol.KLANTMANAGER, **velden
) -> NieuweGebruiker:
    email = velden.pop("email", f"{account}@voorbeeld.example")
    return NieuweGebruiker(account, "Cas Visser", email, bij.id, rol, vandaag(), **velden)


def klantmanager(bij: OrganisatieTable, account: str) -> UUID:
    return gebruiker_met_rol(Rol.KLANTMANAGER, bij, account).gebruiker_id


def sessie(gebruiker: UUID, rol: UUID | None = None) -> bytes:
    sleutel, nu = uuid4().bytes * 2, timezone.now()
    SessieTable.objects.create(
        sleutel=sleutel, gebruiker_id=gebruiker, rol_id=rol, begonnen_op=nu, gezien_op=nu, tweede_factor_op=nu
    )
    return sleutel


def loopt(sleutel: bytes) -> bool:
    return SessieTable.objects.get(sleutel=sleutel).beeindigd_op is None


def status(rol: Roltoekenning) -> str:
    rij = RoltoekenningTable.objects.get(id=rol.id)
    if rij.afgewezen_op:
        return "afgewezen"
    if rij.beeindigd_op:
        return "beeindigd"
    return "toegekend" if rij.toegekend_op else "voorgesteld"


def test_a_person_joins_with_a_role_that_another_grants(an, bo, enschede):
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede))
    persoon = medewerkers.gebruiker(an, voorstel.gebruiker.id)
    assert persoon.geldende(vandaag()) == ()
    assert [rol.id for rol in gebruikers.wachtende_rollen(bo)] == [voorstel.id]
    stel_in("cas.visser")

    gebruikers.ken_rol_toe(bo, voorstel.id)

    assert [rol.rol for rol in medewerkers.gebruiker(an, persoon.gebruiker.id).geldende(vandaag())] == [
        Rol.KLANTMANAGER
    ]
    rij = RoltoekenningTable.objects.get(id=voorstel.id)
    assert (rij.voorgesteld_door, rij.toegekend_door, rij.gebruiker.aangemaakt_door) == ("an", "bo", "an")
    assert gebruikers.wachtende_rollen(bo) == []


def test_who_proposes_does_not_decide(an, enschede):
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede))
    with pytest.raises(Weigering, match="zelf voorgesteld"):
        gebruikers.ken_rol_toe(an, voorstel.id)
    assert status(voorstel) == "voorgesteld"


def test_nobody_raises_himself(an, bo, enschede):
    zelf = GebruikerTable.objects.get(account="an").id
    with pytest.raises(Weigering, match="zichzelf"):
        gebruikers.stel_rol_voor(an, zelf, enschede.id, Rol.TEAMLEIDER, vandaag())
    voorstel = gebruikers.stel_rol_voor(bo, zelf, enschede.id, Rol.TEAMLEIDER, vandaag())
    with pytest.raises(Weigering, match="zichzelf"):
        gebruikers.ken_rol_toe(an, voorstel.id)


def test_a_teamleider_decides_and_does_not_propose(an, enschede):
    gebruiker_met_rol(Rol.TEAMLEIDER, enschede, "tess")
    tess = handelende(Rol.TEAMLEIDER, enschede, "tess", doel=Doel.VERANTWOORDING)
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede))
    with pytest.raises(toegang.GeenToegang):
        gebruikers.stel_rol_voor(tess, voorstel.gebruiker.id, enschede.id, Rol.TEAMLEIDER, vandaag())
    stel_in("cas.visser")
    assert gebruikers.ken_rol_toe(tess, voorstel.id).status is Rolstatus.TOEGEKEND


def test_a_no_leaves_a_proposal_a_proposal_and_it_can_be_made_again(an, bo, enschede):
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede))
    gebruikers.wijs_rol_af(bo, voorstel.id)
    with pytest.raises(Weigering, match="je voor"):
        gebruikers.ken_rol_toe(bo, voorstel.id)
    opnieuw = gebruikers.stel_rol_voor(bo, voorstel.gebruiker.id, enschede.id, Rol.KLANTMANAGER, vandaag())
    assert (status(voorstel), status(opnieuw)) == ("afgewezen", "voorgesteld")


@pytest.mark.parametrize(
    "account", ["balie", "team.enschede", "info", "algemeen", "test2", "klant.1", "ab", "A B"]
)
def test_there_is_no_account_of_a_group(an, enschede, account):
    with pytest.raises(Weigering):
        gebruikers.voeg_toe(an, nieuw(enschede, account, email="cas@voorbeeld.example"))


@pytest.mark.parametrize(
    "email", ["balie@enschede.example", "team-werk@enschede.example", "cas", "", "a@b,c@d.nl"]
)
def test_there_is_no_address_that_several_read(an, enschede, email):
    with pytest.raises(Weigering):
        gebruikers.voeg_toe(an, nieuw(enschede, email=email))


def test_an_address_is_of_one_person(an, enschede):
    gebruikers.voeg_toe(an, nieuw(enschede))
    with pytest.raises(Weigering, match="al"):
        gebruikers.voeg_toe(an, nieuw(enschede, "dirk.smit", email="Cas.Visser@voorbeeld.example"))
    assert not GebruikerTable.objects.filter(account="dirk.smit").exists()


def test_a_person_has_roles_in_two_organisations_under_one_account(an, vreemd, enschede):
    hier = gebruikers.voeg_toe(an, nieuw(enschede))
    hengelo = organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO)
    with pytest.raises(Weigering, match="al van iemand"):
        gebruikers.voeg_toe(vreemd, nieuw(hengelo, email="anders@voorbeeld.example"))
    daar = gebruikers.voeg_toe(vreemd, nieuw(hengelo))
    assert daar.gebruiker.id == hier.gebruiker.id
    assert [r.id for r in medewerkers.gebruiker(an, hier.gebruiker.id).rollen] == [hier.id]
    assert [r.id for r in medewerkers.gebruiker(vreemd, hier.gebruiker.id).rollen] == [daar.id]


def test_a_beheerder_of_one_gemeente_reaches_nobody_of_another(an, bo, vreemd, enschede):
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede))
    persoon = voorstel.gebruiker.id
    hengelo = organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO).id
    assert medewerkers.gebruikers(vreemd, "visser") == []
    assert gebruikers.wachtende_rollen(vreemd) == []
    for doe in (
        lambda: medewerkers.gebruiker(vreemd, persoon),
        lambda: gebruikers.ken_rol_toe(vreemd, voorstel.id),
        lambda: gebruikers.wijs_rol_af(vreemd, voorstel.id),
        lambda: gebruikers.stel_rol_voor(vreemd, persoon, enschede.id, Rol.TEAMLEIDER, vandaag()),
        lambda: gebruikers.stel_rol_voor(vreemd, persoon, hengelo, Rol.TEAMLEIDER, vandaag()),
        lambda: gebruikers.laat_vertrekken(vreemd, persoon),
        lambda: gebruikers.wijzig(vreemd, persoon, "Cas", "cas@hengelo.example"),
        lambda: afwezigheid.meld_afwezig(vreemd, persoon, enschede.id, vandaag()),
        lambda: gebruikers.voeg_toe(vreemd, nieuw(enschede, "dirk.smit")),
    ):
        with pytest.raises(toegang.NietGevonden):
            doe()
    stel_in("cas.visser")
    gebruikers.ken_rol_toe(bo, voorstel.id)
    with pytest.raises(toegang.NietGevonden):
        gebruikers.beeindig_rol(vreemd, voorstel.id)
    assert status(voorstel) == "toegekend"


def test_a_beheerder_of_uwv_manages_offices_wsps_and_employers_but_no_gemeente(kaart, enschede):
    uwv = organisatie(Organisatiesoort.UWV)
    an, bo = beheerder(uwv, "an"), beheerder(uwv, "bo")
    for soort, rol, account in (
        (Organisatiesoort.UWV_KANTOOR, Rol.KLANTMANAGER, "cas.een"),
        (Organisatiesoort.WSP, Rol.ADVISEUR, "cas.twee"),
        (Organisatiesoort.WERKGEVER, Rol.WERKGEVER, "cas.drie"),
        (Organisatiesoort.INTERMEDIAIR, Rol.INTERMEDIAIR, "cas.vier"),
    ):
        voorstel = gebruikers.voeg_toe(an, nieuw(organisatie(soort), account, rol))
        stel_in(account)
        assert gebruikers.ken_rol_toe(bo, voorstel.id).status is Rolstatus.TOEGEKEND
    with pytest.raises(toegang.NietGevonden):
        gebruikers.voeg_toe(an, nieuw(enschede, "d.smit"))


@pytest.mark.parametrize("rol", [Rol.STATISTICUS, Rol.WERKGEVER, Rol.ADVISEUR, Rol.KLANT])
def test_a_role_that_is_not_of_a_gemeente_cannot_be_proposed_there(an, enschede, rol):
    with pytest.raises(Weigering):
        gebruikers.voeg_toe(an, nieuw(enschede, rol=rol))
    assert not GebruikerTable.objects.filter(account="cas.visser").exists()


def test_who_manages_accounts_does_not_supervise_at_the_same_organisation(an, bo, enschede):
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede, rol=Rol.PRIVACY_OFFICER))
    with pytest.raises(Weigering, match="toezicht"):
        gebruikers.stel_rol_voor(an, voorstel.gebruiker.id, enschede.id, Rol.BEHEERDER, vandaag())


def test_a_klant_is_nobody_whom_a_beheerder_sees(an, enschede):
    rij = gebruiker_met_rol(Rol.KLANT, enschede, "klant.7f3", klant=uuid4())
    assert rij.gebruiker_id not in {m.gebruiker.id for m in medewerkers.gebruikers(an)}
    for doe in (
        lambda: medewerkers.gebruiker(an, rij.gebruiker_id),
        lambda: gebruikers.laat_vertrekken(an, rij.gebruiker_id),
        lambda: gebruikers.beeindig_rol(an, rij.id),
    ):
        with pytest.raises(toegang.NietGevonden):
            doe()


def test_who_leaves_is_out_at_once_and_cannot_log_in(an, enschede):
    rij = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas")
    sleutel = sessie(rij.gebruiker_id, rij.id)
    gebruikers.laat_vertrekken(an, rij.gebruiker_id)
    assert not loopt(sleutel)
    persoon = GebruikerTable.objects.get(id=rij.gebruiker_id)
    assert (persoon.uitgeschakeld_door, persoon.uitgeschakeld_op is None) == ("an", False)
    assert RoltoekenningTable.objects.get(id=rij.id).beeindigd_door == "an"
    gebruikers.zet_weer_aan(an, rij.gebruiker_id)
    assert medewerkers.gebruiker(an, rij.gebruiker_id).geldende(vandaag()) == ()


def test_who_leaves_one_of_two_organisations_works_on_at_the_other(an, enschede):
    hengelo = organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO)
    hier = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas")
    daar = gebruiker_met_rol(Rol.KLANTMANAGER, hengelo, "cas")
    hier_bezig, daar_bezig = sessie(hier.gebruiker_id, hier.id), sessie(hier.gebruiker_id, daar.id)
    gebruikers.laat_vertrekken(an, hier.gebruiker_id)
    assert (loopt(hier_bezig), loopt(daar_bezig)) == (False, True)
    assert GebruikerTable.objects.get(account="cas").uitgeschakeld_op is None


def test_nobody_changes_the_address_of_a_person_who_works_elsewhere_too(an, enschede):
    hengelo = organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO)
    cas = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas").gebruiker_id
    gebruikers.wijzig(an, cas, "Cas de Vries", "Cas.deVries@enschede.example")
    assert GebruikerTable.objects.get(id=cas).email == "cas.devries@enschede.example"
    gebruiker_met_rol(Rol.KLANTMANAGER, hengelo, "cas")
    with pytest.raises(Weigering, match="andere organisatie"):
        gebruikers.wijzig(an, cas, "Cas", "van.mij@enschede.example")


def test_an_ended_role_ends_the_sessions_in_it_even_on_its_first_day(an, bo, enschede):
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede))
    stel_in("cas.visser")
    gebruikers.ken_rol_toe(bo, voorstel.id)
    sleutel = sessie(voorstel.gebruiker.id, voorstel.id)
    gebruikers.beeindig_rol(an, voorstel.id)
    assert not loopt(sleutel)
    assert medewerkers.gebruiker(an, voorstel.gebruiker.id).geldende(vandaag()) == ()
    assert toegang.rollen_van(voorstel.gebruiker.id) == []


def test_the_last_beheerder_of_a_gemeente_stays(an, bo, enschede):
    an_rij, bo_rij = (GebruikerTable.objects.get(account=account).id for account in ("an", "bo"))
    gebruikers.laat_vertrekken(an, bo_rij)
    with pytest.raises(Weigering, match="laatste"):
        gebruikers.beeindig_rol(an, RoltoekenningTable.objects.get(gebruiker=an_rij).id)
    with pytest.raises(Weigering, match="zichzelf"):
        gebruikers.laat_vertrekken(an, an_rij)


def test_the_last_beheerder_of_an_employer_may_go_because_uwv_manages_it_too(kaart):
    werkgever = organisatie(Organisatiesoort.WERKGEVER)
    uwv = beheerder(organisatie(Organisatiesoort.UWV), "an")
    rij = gebruiker_met_rol(Rol.BEHEERDER, werkgever, "wim")
    assert gebruikers.beeindig_rol(uwv, rij.id).status is Rolstatus.BEEINDIGD


def test_who_is_away_rests_and_his_stand_in_works_under_his_own_account(an, enschede):
    rij = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas")
    klantmanager(enschede, "dirk")
    sleutel = sessie(rij.gebruiker_id, rij.id)

    weg = afwezigheid.meld_afwezig(an, rij.gebruiker_id, enschede.id, vandaag(), vervanger="dirk")

    assert not loopt(sleutel)
    assert medewerkers.gebruiker(an, rij.gebruiker_id).geldende(vandaag()) == ()
    assert toegang.rollen_van(rij.gebruiker_id) == []
    dirk = handelende(Rol.KLANTMANAGER, enschede, "dirk")
    assert afwezigheid.vervangt(dirk) == ["cas"]

    afwezigheid.meld_terug(an, weg.id)
    assert afwezigheid.vervangt(dirk) == []
    assert [rol.id for rol in toegang.rollen_van(rij.gebruiker_id)] == [rij.id]


def test_absence_at_one_organisation_leaves_the_other_alone(an, enschede):
    hengelo = organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO)
    cas = klantmanager(enschede, "cas")
    daar = gebruiker_met_rol(Rol.KLANTMANAGER, hengelo, "cas")
    afwezigheid.meld_afwezig(an, cas, enschede.id, vandaag())
    assert [rol.id for rol in toegang.rollen_van(cas)] == [daar.id]


@pytest.mark.parametrize(
    ("vervanger", "rol"), [("cas", None), ("niemand", None), ("dirk", Rol.TEAMLEIDER), ("vera", None)]
)
def test_only_a_colleague_with_the_same_role_stands_in(an, vreemd, enschede, vervanger, rol):
    cas = klantmanager(enschede, "cas")
    if rol:
        gebruiker_met_rol(rol, enschede, vervanger)
    with pytest.raises(Weigering):
        afwezigheid.meld_afwezig(an, cas, enschede.id, vandaag(), vervanger=vervanger)


def test_an_absence_that_did_not_begin_is_taken_back(an, enschede):
    cas = klantmanager(enschede, "cas")
    straks = vandaag() + timedelta(days=7)
    weg = afwezigheid.meld_afwezig(an, cas, enschede.id, straks)
    with pytest.raises(Weigering, match="al afwezig"):
        afwezigheid.meld_afwezig(an, cas, enschede.id, straks + timedelta(days=1))
    afwezigheid.meld_terug(an, weg.id)
    afwezigheid.meld_afwezig(an, cas, enschede.id, straks + timedelta(days=1))


def test_a_role_can_be_given_until_a_day(an, bo, enschede):
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede, tot=vandaag() + timedelta(days=30)))
    stel_in("cas.visser")
    gebruikers.ken_rol_toe(bo, voorstel.id)
    persoon = medewerkers.gebruiker(an, voorstel.gebruiker.id)
    assert len(persoon.geldende(vandaag() + timedelta(days=29))) == 1
    assert persoon.geldende(vandaag() + timedelta(days=30)) == ()
    with pytest.raises(Weigering):
        gebruikers.voeg_toe(an, nieuw(enschede, "dirk.smit", tot=vandaag()))


def test_an_invitation_is_a_code_that_is_shown_once(an, enschede):
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede))
    een, twee = (gebruikers.nodig_uit(an, voorstel.gebruiker.id) for _ in range(2))
    assert een != twee
    assert status(voorstel) == "voorgesteld"
    assert toegang.neem_aan("cas.visser", een, "een lang wachtwoord van cas", "192.0.2.1") == (None, [])


@pytest.mark.parametrize("met", ["wachtwoord", "factor", "koppeling", "rol"])
def test_who_begins_anew_is_granted_his_roles_anew(an, bo, enschede, met):
    rij = gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "cas")
    if met == "wachtwoord":
        GebruikerTable.objects.filter(id=rij.gebruiker_id).update(wachtwoord="argon2$oud")
    elif met == "factor":
        stel_in("cas")
    elif met == "koppeling":
        koppel_aan(enschede, rij.gebruiker_id)
    gebruikers.nodig_uit(an, rij.gebruiker_id)
    assert toegang.rollen_van(rij.gebruiker_id) == []
    (wacht,) = gebruikers.wachtende_rollen(an)
    with pytest.raises(Weigering):
        gebruikers.ken_rol_toe(an, wacht.id)
    with pytest.raises(Weigering, match="nog niet ingesteld"):
        gebruikers.ken_rol_toe(bo, wacht.id)  # or the code would open an account with a role
    stel_in("cas")
    gebruikers.ken_rol_toe(bo, wacht.id)
    assert [rol.id for rol in toegang.rollen_van(rij.gebruiker_id)] == [wacht.id]


def koppel_aan(bij: OrganisatieTable, gebruiker: UUID) -> None:
    """Let him come in through the provider of his organisation only."""
    aanbieder = OidcAanbiederTable.objects.create(
        organisatie=bij,
        issuer="https://id.example",
        client_id="dz",
        sleutel_versleuteld=b"",
        toegevoegd_op=timezone.now(),
    )
    OidcKoppelingTable.objects.create(
        id=uuid4(),
        gebruiker_id=gebruiker,
        aanbieder=aanbieder,
        subject_index=b"x" * 32,
        subject_versleuteld=b"",
        gekoppeld_op=timezone.now(),
    )


def test_a_role_is_granted_to_who_set_up_his_account_and_not_to_a_name(an, bo, enschede):
    voorstel = gebruikers.voeg_toe(an, nieuw(enschede))
    for _ in range(2):
        with pytest.raises(Weigering, match="nog niet ingesteld"):
            gebruikers.ken_rol_toe(bo, voorstel.id)
        gebruikers.nodig_uit(an, voorstel.gebruiker.id)
    assert toegang.rollen_van(voorstel.gebruiker.id) == []


def test_a_made_up_person_gets_no_code(an, enschede):
    rij = gebruiker_met_rol(Rol.PRIVACY_OFFICER, enschede, "demo.privacy", is_demo=True)
    with pytest.raises(Weigering, match="verzonnen"):
        gebruikers.nodig_uit(an, rij.gebruiker_id)
    assert [rol.id for rol in toegang.rollen_van(rij.gebruiker_id)] == [rij.id]


def test_nobody_is_begun_anew_by_himself_or_by_one_of_his_two_organisations(an, vreemd, enschede):
    zelf = GebruikerTable.objects.get(account="an")
    with pytest.raises(Weigering, match="zichzelf"):
        gebruikers.nodig_uit(an, zelf.id)
    gebruiker_met_rol(Rol.KLANTMANAGER, enschede, "vera")
    with pytest.raises(Weigering, match="andere organisatie"):
        gebruikers.nodig_uit(an, GebruikerTable.objects.get(account="vera").id)
