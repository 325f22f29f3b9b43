"""Logging in through one's organisation: the whole way by a real identity provider, and what it opens."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import GebruikerId, Organisatiesoort, Rol
from doorzicht.domain.toegang.service import aanbieders
from doorzicht.domain.toegang.tables import (
    AanmeldpogingTable,
    GebruikerTable,
    OidcAanbiederTable,
    OidcAanmeldingTable,
    OidcKoppelingTable,
    RoltoekenningTable,
    SessieTable,
    UitnodigingTable,
)
from tests.aanmelden import WACHTWOORD, code_nu, met_inlog
from tests.handelenden import HENGELO, gebruiker_met_rol, organisatie
from tests.inloggen import (
    ACCOUNT,
    KIES,
    STERK,
    Dienst,
    is_in,
    kept_out,
    koppel,
    log_in,
    pad,
    toegevoegd,
    vertrek,
)


def test_who_logged_in_at_his_organisation_is_in_here(enschede, sanne):
    client = Client()
    assert "Kies je organisatie" in client.get("/inloggen/").content.decode()
    assert "Enschede" in client.get(KIES).content.decode()

    answer = log_in(client, enschede, verder="/account/wachtwoord/")

    assert (answer.status_code, answer["Location"]) == (302, "/account/wachtwoord/")
    assert is_in(client)
    acts = toegang.handelende_van(client.cookies[settings.SESSIE_COOKIE].value)
    assert (acts.gebruiker, acts.rol) == ("s.devries", Rol.KLANTMANAGER)


def test_what_is_sent_to_the_provider_has_pkce_and_no_secret(enschede):
    adres = vertrek(Client(), enschede)
    gevraagd = {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(adres).query).items()}

    assert gevraagd["code_challenge_method"] == "S256"
    assert (gevraagd["scope"], gevraagd["response_type"]) == ("openid", "code")
    assert gevraagd["acr_values"] == STERK
    assert gevraagd["redirect_uri"] == f"http://testserver{enschede.terug}"
    assert len(gevraagd["state"]) >= 43
    assert len(gevraagd["nonce"]) >= 43
    rij = OidcAanmeldingTable.objects.get()
    opgeslagen = b"".join(bytes(v) for v in (rij.state_hash, rij.nonce_hash, rij.geheim_versleuteld))
    assert gevraagd["state"].encode() not in opgeslagen
    assert "client_secret" not in adres
    assert "client_assertion" not in adres


def test_the_cookie_on_the_way_is_for_this_host_and_no_script(enschede):
    client = Client()
    vertrek(client, enschede)
    cookie = client.cookies["__Host-onderweg"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        True,
        True,
        "Lax",
        "/",
    )


@pytest.mark.parametrize("algoritme", ["PS256", "RS256", "ES256"])
def test_we_sign_with_a_key_that_only_this_provider_reads(kaart, op, algoritme):
    dienst = toegevoegd(op, "GM0153", acr=(STERK,), vertrouwt_tweede_factor=True, algoritme=algoritme)
    wie = met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    koppel(dienst, wie.gebruiker_id)
    sleutel = op.clients["doorzicht"].jwks["keys"][0]
    assert not {"d", "p", "q", "k"} & set(sleutel)
    assert sleutel["alg"] == algoritme
    rij = OidcAanbiederTable.objects.get()
    assert b'"d"' not in bytes(rij.sleutel_versleuteld)

    client = Client()
    log_in(client, dienst)

    assert is_in(client)


def test_our_own_second_factor_is_asked_when_the_provider_asked_for_none(enschede, sanne):
    client = Client()

    answer = log_in(client, enschede, "zwak", verder="/account/")

    assert answer["Location"] == "/inloggen/tweede-factor/?verder=%2Faccount%2F"
    assert not is_in(client)
    assert client.post("/inloggen/tweede-factor/", {"code": code_nu()}).status_code == 302
    assert is_in(client)


def test_a_provider_that_may_not_speak_for_a_second_factor_is_not_believed(enschede, sanne):
    OidcAanbiederTable.objects.update(vertrouwt_tweede_factor=False)
    client = Client()

    assert log_in(client, enschede)["Location"] == "/inloggen/tweede-factor/"
    assert not is_in(client)


def test_a_new_person_shows_once_which_account_is_his(enschede):
    wie = gebruiker_met_rol(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "s.devries")
    code = toegang.nodig_uit(wie.gebruiker_id, GebruikerId("b.eheer"))
    client = Client()
    assert log_in(client, enschede)["Location"] == ACCOUNT
    assert not is_in(client)
    assert client.get(ACCOUNT).status_code == 200

    answer = client.post(ACCOUNT, {"account": "S.deVries", "code": code})

    assert answer["Location"] == "/werk/"
    assert is_in(client)
    assert UitnodigingTable.objects.get().gebruikt_op is not None
    again = Client()
    assert log_in(again, enschede)["Location"] == "/werk/"
    assert is_in(again)


def test_a_new_person_sets_up_a_second_factor_when_the_provider_asked_for_none(enschede):
    wie = gebruiker_met_rol(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "s.devries")
    code = toegang.nodig_uit(wie.gebruiker_id, GebruikerId("b.eheer"))
    client = Client()
    log_in(client, enschede, "zwak")

    assert client.post(ACCOUNT, {"account": "s.devries", "code": code})["Location"] == "/inloggen/instellen/"
    assert not is_in(client)
    page = client.get("/inloggen/instellen/").content.decode()
    geheim = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)[0].replace(" ", "")
    assert client.post("/inloggen/instellen/", {"code": code_nu(geheim)}).status_code == 200
    assert is_in(client)


def test_an_unknown_subject_gets_no_account_by_its_email_address(enschede):
    GebruikerTable.objects.create(
        account="s.devries", naam="S", email="s.devries@voorbeeld.nl", aangemaakt_op=timezone.now()
    )
    client = Client()

    assert log_in(client, enschede, "vreemd")["Location"] == ACCOUNT

    assert not is_in(client)
    assert not SessieTable.objects.exists()
    assert not OidcKoppelingTable.objects.exists()
    assert GebruikerTable.objects.count() == 1
    assert AanmeldpogingTable.objects.filter(soort="organisatie").exists()


def test_a_wrong_code_couples_nobody_and_is_counted(enschede, sanne):
    toegang.nodig_uit(sanne.gebruiker_id, GebruikerId("b.eheer"))
    client = Client()
    log_in(client, enschede, "vreemd")

    for _ in range(5):
        answer = client.post(ACCOUNT, {"account": "s.devries", "code": "AAAA-AAAA-AAAA-AAAA"})
        assert answer.status_code == 400
    assert client.post(ACCOUNT, {"account": "s.devries", "code": "AAAA"}).status_code == 429
    assert not is_in(client)
    assert OidcKoppelingTable.objects.count() == 1


def test_without_a_fresh_word_of_the_provider_nobody_couples(enschede, sanne):
    code = toegang.nodig_uit(sanne.gebruiker_id, GebruikerId("b.eheer"))
    client = Client()
    assert client.post(ACCOUNT, {"account": "s.devries", "code": code}).status_code == 400
    client.cookies["__Host-koppelen"] = "x" * 80
    assert client.post(ACCOUNT, {"account": "s.devries", "code": code}).status_code == 400
    assert not is_in(client)


def test_a_new_invitation_takes_the_coupling_away(enschede, sanne):
    code = toegang.nodig_uit(sanne.gebruiker_id, GebruikerId("b.eheer"))
    toegang.neem_aan("s.devries", code, "paars paard leest kranten", "192.0.2.1")

    assert log_in(Client(), enschede)["Location"] == ACCOUNT


def test_the_session_holds_for_the_organisation_of_the_provider_only(enschede, sanne):
    gebruiker_met_rol(Rol.TEAMLEIDER, organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO), "s.devries")
    client = Client()
    log_in(client, enschede)
    sessie = toegang.sessie_van(client.cookies[settings.SESSIE_COOKIE].value)

    assert [rol.id for rol in toegang.te_kiezen_rollen(sessie)] == [sanne.id]
    elders = RoltoekenningTable.objects.exclude(id=sanne.id).get()
    with pytest.raises(PermissionError):
        toegang.wissel(sessie, elders.id)
    SessieTable.objects.filter(beeindigd_op__isnull=True).update(rol=elders)
    assert not is_in(client)


def test_who_is_in_is_out_when_the_provider_is_switched_off(enschede, sanne):
    client = Client()
    log_in(client, enschede)
    assert is_in(client)

    aanbieders.zet_aanbieder_uit(enschede.id)

    assert not is_in(client)
    assert "Enschede" not in client.get(KIES).content.decode().split("<main")[1]
    assert client.get(reverse("inloggen-organisatie-sleutels", args=[enschede.id])).status_code == 404
    assert client.post(KIES, {"aanbieder": str(enschede.id)}).status_code == 400


def test_who_is_switched_off_here_is_not_let_in(enschede, sanne):
    GebruikerTable.objects.update(uitgeschakeld_op=timezone.now())
    client = Client()
    kept_out(client, log_in(client, enschede))


def test_the_pages_role_can_do_the_whole_log_in(enschede, sanne):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.DATABASE_WEB}")
    client = Client()
    log_in(client, enschede)
    assert is_in(client)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_in_english_one_stays_in_english(enschede, sanne):
    client = Client()
    answer = client.post(f"/en{KIES}", {"aanbieder": str(enschede.id)})
    terug = client.get(pad(enschede.op.authorize(answer.headers["Refresh"].removeprefix("0; url="), "sanne")))
    assert terug["Location"] == "/en/werk/"


def back_and_in(enschede: Dienst) -> Client:
    """A browser whose owner came back from the provider unknown, and then logged in with his password."""
    client = Client()
    assert log_in(client, enschede)["Location"] == ACCOUNT
    client.post("/inloggen/", {"account": "s.devries", "wachtwoord": WACHTWOORD, "verder": ACCOUNT})
    assert (
        client.post("/inloggen/tweede-factor/", {"code": code_nu(), "verder": ACCOUNT})["Location"] == ACCOUNT
    )
    return client


def test_who_has_an_account_couples_it_himself_and_keeps_his_roles(enschede):
    wie = met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    client = back_and_in(enschede)
    assert "s.devries" in client.get(ACCOUNT).content.decode()
    assert client.post(ACCOUNT, {"wachtwoord": "een verkeerd wachtwoord"}).status_code == 400
    assert not OidcKoppelingTable.objects.exists()

    assert client.post(ACCOUNT, {"wachtwoord": WACHTWOORD})["Location"] == "/werk/"

    acts = toegang.handelende_van(client.cookies[settings.SESSIE_COOKIE].value)
    assert (acts.gebruiker, acts.rol) == ("s.devries", Rol.KLANTMANAGER)
    wie.gebruiker.refresh_from_db()
    assert wie.gebruiker.wachtwoord is None
    again = Client()
    assert log_in(again, enschede)["Location"] == "/werk/"


def test_a_password_stays_for_a_role_elsewhere(enschede):
    wie = met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    gebruiker_met_rol(Rol.TEAMLEIDER, organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO), "s.devries")
    client = back_and_in(enschede)

    client.post(ACCOUNT, {"wachtwoord": WACHTWOORD})

    wie.gebruiker.refresh_from_db()
    assert wie.gebruiker.wachtwoord
    sessie = toegang.sessie_van(client.cookies[settings.SESSIE_COOKIE].value)
    assert [rol.id for rol in toegang.te_kiezen_rollen(sessie)] == [wie.id]


def test_who_has_no_role_at_the_organisation_cannot_couple_himself(enschede):
    met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO))
    client = back_and_in(enschede)

    assert client.post(ACCOUNT, {"wachtwoord": WACHTWOORD}).status_code == 400
    assert not OidcKoppelingTable.objects.exists()
