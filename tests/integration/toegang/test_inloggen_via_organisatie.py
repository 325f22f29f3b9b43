"""Logging in through one's organisation: the whole way by a real identity provider, and who is kept out."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import RSAKey

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
from tests.aanmelden import code_nu, met_inlog
from tests.handelenden import HENGELO, gebruiker_met_rol, organisatie
from tests.inlogdienst import Client as Relying
from tests.inlogdienst import Inlogdienst, User, een_inlogdienst

KIES, ACCOUNT = "/inloggen/organisatie/", "/inloggen/organisatie/account/"
STERK = "urn:voorbeeld:hoog"


@dataclass
class Dienst:
    """A provider and how it stands in our books."""

    op: Inlogdienst
    id: Any

    @property
    def terug(self) -> str:
        return reverse("inloggen-organisatie-terug", args=[self.id])


def toegevoegd(op: Inlogdienst, gemeente: str, **keuzes: Any) -> Dienst:
    """Add a provider here, and us there, as two administrators would."""
    naam = organisatie(Organisatiesoort.GEMEENTE, gemeente=gemeente).gemeente_code
    algoritme = {"algoritme": "ES256"} | keuzes  # makes a key fastest
    zelf = aanbieders.voeg_aanbieder_toe("o.perator", naam, op.issuer, "doorzicht", **algoritme)
    dienst = Dienst(op, zelf.id)
    jwks = Client().get(reverse("inloggen-organisatie-sleutels", args=[zelf.id])).json()
    op.clients["doorzicht"] = Relying("doorzicht", jwks, (f"http://testserver{dienst.terug}",))
    return dienst


@pytest.fixture
def op() -> Iterator[Inlogdienst]:
    aanbieders.gids.cache_clear()
    with een_inlogdienst() as dienst:
        dienst.users = {
            "sanne": User("sanne-bij-enschede", STERK, ("pwd", "mfa")),
            "zwak": User("sanne-bij-enschede", "laag"),
            "vreemd": User("iemand-anders", STERK, claims={"email": "s.devries@voorbeeld.nl"}),
        }
        yield dienst


@pytest.fixture
def enschede(kaart: None, op: Inlogdienst) -> Dienst:
    """The provider of Enschede, trusted with the second factor at one level."""
    return toegevoegd(op, "GM0153", acr=(STERK,), vertrouwt_tweede_factor=True)


@pytest.fixture
def sanne(enschede: Dienst) -> RoltoekenningTable:
    """A klantmanager of Enschede whom the provider knows and we know."""
    wie = met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))
    koppel(enschede, wie.gebruiker_id)
    return wie


def koppel(dienst: Dienst, gebruiker: Any, sub: str = "sanne-bij-enschede") -> None:
    """As if it was done before."""
    rij = OidcAanbiederTable.objects.get(id=dienst.id)
    aanbieders.store.koppel(aanbieders.ring(), rij, sub, gebruiker, timezone.now())


def vertrek(client: Client, dienst: Dienst, **meer: str) -> str:
    """Choose the organisation; where the browser is sent."""
    answer = client.post(KIES, {"aanbieder": str(dienst.id), **meer})
    assert answer.status_code == 200, answer.content.decode()
    return answer.headers["Refresh"].removeprefix("0; url=")


def pad(adres: str) -> str:
    """The address on our side that a provider sends back to."""
    deel = urlsplit(adres)
    assert deel.netloc == "testserver"
    return f"{deel.path}?{deel.query}"


def log_in(client: Client, dienst: Dienst, naam: str = "sanne", **meer: str):
    """The whole way."""
    return client.get(pad(dienst.op.authorize(vertrek(client, dienst, **meer), naam)))


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def said(answer) -> str:
    found = re.search(r'role="alert"><p>(.*?)</p>', answer.content.decode())
    return unescape(found[1]) if found else ""


def kept_out(client: Client, answer, status: int = 400) -> None:
    """Refused with a page that says what to do, recorded, and no session."""
    assert answer.status_code == status
    assert said(answer)
    assert not is_in(client)
    assert not SessieTable.objects.exists()
    mislukt = set(AanmeldpogingTable.objects.filter(soort="organisatie").values_list("sleutel", flat=True))
    assert mislukt
    assert not AanmeldpogingTable.objects.filter(soort="organisatie", gelukt=True).exists()


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


# What must fail.


def test_a_made_up_state_is_refused(enschede, sanne):
    client = Client()
    terug = pad(enschede.op.authorize(vertrek(client, enschede), "sanne"))
    kept_out(client, client.get(re.sub(r"state=[^&]+", "state=verzonnen", terug)))


def test_a_state_of_another_browser_is_refused_and_stays_its_own(enschede, sanne):
    """An attacker who lets somebody else walk in with his answer logs nobody in."""
    attacker, victim = Client(), Client()
    terug = pad(enschede.op.authorize(vertrek(attacker, enschede), "sanne"))
    vertrek(victim, enschede)

    kept_out(victim, victim.get(terug))
    kept_out(Client(), Client().get(terug))
    assert attacker.get(terug).status_code == 302


def test_an_answer_works_once(enschede, sanne):
    client = Client()
    terug = pad(enschede.op.authorize(vertrek(client, enschede), "sanne"))
    onderweg = client.cookies["__Host-onderweg"].value
    assert client.get(terug).status_code == 302
    SessieTable.objects.all().delete()
    AanmeldpogingTable.objects.all().delete()

    client.cookies["__Host-onderweg"] = onderweg
    kept_out(client, client.get(terug))


def test_an_answer_after_ten_minutes_is_too_late(enschede, sanne):
    client = Client()
    terug = pad(enschede.op.authorize(vertrek(client, enschede), "sanne"))
    OidcAanmeldingTable.objects.update(
        begonnen_op=timezone.now() - timedelta(minutes=11), verloopt_op=timezone.now() - timedelta(minutes=1)
    )
    kept_out(client, client.get(terug))


def test_a_code_of_another_attempt_is_refused(enschede, sanne):
    """Somebody else's code, put into one's own answer: PKCE and the nonce do not fit."""
    mine, theirs = Client(), Client()
    stolen = parse_qs(urlsplit(enschede.op.authorize(vertrek(theirs, enschede), "sanne")).query)["code"][0]
    terug = pad(enschede.op.authorize(vertrek(mine, enschede), "vreemd"))

    kept_out(mine, mine.get(re.sub(r"code=[^&]+", f"code={stolen}", terug)))


def test_a_parameter_twice_is_refused(enschede, sanne):
    client = Client()
    terug = pad(enschede.op.authorize(vertrek(client, enschede), "sanne"))
    assert client.get(f"{terug}&code=anders").status_code == 400
    assert not is_in(client)


def _signed(header: dict, claims: dict, key: RSAKey) -> str:
    return jwt.encode(header, claims, key, algorithms=[header["alg"]])


def _changed(**changes: Any):
    """Signed by the real key, with something else in it; None leaves a claim out."""

    def forge(header: dict, claims: dict, key: RSAKey) -> str:
        changed = {name: value for name, value in (claims | changes).items() if value is not None}
        return _signed(header, changed, key)

    return forge


def _unsigned(header: dict, claims: dict, key: RSAKey) -> str:
    body = _signed(header, claims, key).split(".")[1]
    head = urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    return f"{head}.{body}."


def _by_the_public_key(header: dict, claims: dict, key: RSAKey) -> str:
    """HS256, with the public key as the shared secret: what a careless reader takes."""
    head = urlsafe_b64encode(f'{{"alg":"HS256","kid":"{key.kid}"}}'.encode()).rstrip(b"=")
    body = _signed(header, claims, key).split(".")[1].encode()
    mac = hmac.digest(key.as_pem(private=False), head + b"." + body, "sha256")
    return (head + b"." + body + b"." + urlsafe_b64encode(mac).rstrip(b"=")).decode()


def _by_another_key(header: dict, claims: dict, key: RSAKey) -> str:
    return _signed(header, claims, RSAKey.generate_key(2048, {"kid": key.kid}))


def _by_an_unknown_key(header: dict, claims: dict, key: RSAKey) -> str:
    other = RSAKey.generate_key(2048, auto_kid=True)
    return _signed(header | {"kid": other.kid}, claims, other)


def _changed_after(header: dict, claims: dict, key: RSAKey) -> str:
    head, _body, signature = _signed(header, claims, key).split(".")
    body = _signed(header, claims | {"sub": "sanne-bij-enschede"}, key).split(".")[1]
    return f"{head}.{body}.{signature}"


NU = 1_000_000_000
FORGED = {
    "other key": _by_another_key,
    "unknown key": _by_an_unknown_key,
    "alg none": _unsigned,
    "HS256 with the public key": _by_the_public_key,
    "for somebody else": _changed(aud="iemand.anders"),
    "for us and somebody else": _changed(aud=["doorzicht", "iemand.anders"]),
    "no audience": _changed(aud=None),
    "other azp": _changed(azp="iemand.anders"),
    "other issuer": _changed(iss="https://elders.example"),
    "issuer with a slash": lambda h, c, k: _signed(h, c | {"iss": c["iss"] + "/"}, k),
    "no issuer": _changed(iss=None),
    "over": _changed(exp=NU),
    "no end": _changed(exp=None),
    "an end in words": _changed(exp="9999999999"),
    "old": _changed(iat=NU),
    "from the future": _changed(iat=9_999_999_999),
    "not yet": _changed(nbf=9_999_999_999),
    "other nonce": _changed(nonce="verzonnen"),
    "no nonce": _changed(nonce=None),
    "no subject": _changed(sub=""),
    "a number for a subject": _changed(sub=12),
    "a token for something else": lambda h, c, k: _signed(h | {"typ": "at+jwt"}, c, k),
    "crit": lambda h, c, k: _signed(h, c, k).replace(".", "..", 1),
    "no token at all": lambda h, c, k: "x",
}


@pytest.mark.parametrize("what", FORGED)
def test_a_token_that_is_not_what_it_should_be_lets_nobody_in(enschede, sanne, what):
    enschede.op.forge = FORGED[what]
    client = Client()
    answer = log_in(client, enschede)
    kept_out(client, answer)
    assert said(answer) == "We konden je niet inloggen met wat je organisatie over je zei."


def test_a_token_that_was_changed_after_signing_lets_nobody_in(enschede, sanne):
    enschede.op.forge = _changed_after
    client = Client()
    kept_out(client, log_in(client, enschede, "vreemd"))


def test_a_new_key_of_the_provider_is_fetched_when_it_signs_with_it(enschede, sanne):
    log_in(Client(), enschede)
    fresh = RSAKey.generate_key(2048, auto_kid=True)
    enschede.op.key, enschede.op.published = fresh, [fresh]
    asked = enschede.op.asked.count("/jwks")
    aanbieders.gids.cache_clear()

    client = Client()
    log_in(client, enschede)

    assert is_in(client)
    assert enschede.op.asked.count("/jwks") == asked + 1


def test_an_email_address_that_was_not_confirmed_means_nothing(enschede, sanne):
    GebruikerTable.objects.update(email="s.devries@voorbeeld.nl")
    enschede.op.users["vreemd"].claims = {"email": "s.devries@voorbeeld.nl", "email_verified": False}
    client = Client()
    assert log_in(client, enschede, "vreemd")["Location"] == ACCOUNT
    assert not is_in(client)


def test_a_role_in_a_token_gives_no_role(enschede, sanne):
    enschede.op.users["sanne"].claims = {"roles": ["privacy-officer"], "groups": ["functioneel-beheerder"]}
    client = Client()
    log_in(client, enschede)
    acts = toegang.handelende_van(client.cookies[settings.SESSIE_COOKIE].value)
    assert acts.rol is Rol.KLANTMANAGER


def test_who_breaks_off_at_the_provider_is_told_to_begin_again(enschede, sanne):
    client = Client()
    answer = log_in(client, enschede, "niemand")
    kept_out(client, answer)
    assert said(answer) == "Het inloggen bij je organisatie is afgebroken."


def test_words_of_the_provider_are_not_shown(enschede, sanne):
    client = Client()
    state = parse_qs(urlsplit(vertrek(client, enschede)).query)["state"][0]
    vraag = {"state": state, "error": "ZEGDIT", "error_description": "ZEGDIT", "iss": enschede.op.issuer}
    assert "ZEGDIT" not in client.get(enschede.terug, vraag).content.decode()


def test_a_provider_that_is_down_gives_a_page_that_says_so(kaart):
    with een_inlogdienst() as weg:
        aanbieders.gids.cache_clear()
        dienst = toegevoegd(weg, "GM0153")
    client = Client()

    answer = client.post(KIES, {"aanbieder": str(dienst.id)})

    assert answer.status_code == 503
    assert said(answer) == "De inlogdienst van je organisatie antwoordt niet."


def test_a_provider_that_goes_down_halfway_lets_nobody_in(enschede, sanne):
    client = Client()
    terug = pad(enschede.op.authorize(vertrek(client, enschede), "sanne"))
    aanbieders.gids.cache_clear()
    enschede.op.metadata = {"issuer": "https://elders.example"}
    kept_out(client, client.get(terug), 503)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("authorization_endpoint", "https://elders.example/authorize"),
        ("token_endpoint", "https://elders.example/token"),
        ("token_endpoint", "http://127.0.0.1:5432/"),
        ("jwks_uri", "http://169.254.169.254/latest/meta-data/"),
        ("jwks_uri", "file:///etc/passwd"),
        ("jwks_uri", None),
        ("issuer", "https://elders.example"),
        ("token_endpoint_auth_methods_supported", ["client_secret_basic"]),
        ("code_challenge_methods_supported", ["plain"]),
    ],
)
def test_a_document_that_leads_elsewhere_leads_nowhere(enschede, sanne, name, value):
    enschede.op.metadata = {name: value}
    aanbieders.gids.cache_clear()
    assert Client().post(KIES, {"aanbieder": str(enschede.id)}).status_code == 503


def test_two_providers_are_not_mixed_up(enschede, sanne):
    with een_inlogdienst() as kwaad:
        hengelo = toegevoegd(kwaad, HENGELO, vertrouwt_tweede_factor=True)
        kwaad.users["x"] = User("sanne-bij-enschede", STERK, ("mfa",))

        # The answer of Hengelo, on the address of Enschede, and the other way round.
        client = Client()
        terug = pad(kwaad.authorize(vertrek(client, hengelo), "x"))
        kept_out(client, client.get(terug.replace(str(hengelo.id), str(enschede.id))))

        client = Client()
        terug = pad(enschede.op.authorize(vertrek(client, enschede), "sanne"))
        kept_out(client, client.get(terug.replace(str(enschede.id), str(hengelo.id))))

        # A code of Enschede that names Hengelo, or names nobody, is taken to neither.
        for naam in (f"iss={kwaad.issuer}", ""):
            client = Client()
            terug = pad(enschede.op.authorize(vertrek(client, enschede), "sanne"))
            asked = len(enschede.op.asked), len(kwaad.asked)
            kept_out(client, client.get(re.sub(r"iss=[^&]+", naam, terug)))
            assert (len(enschede.op.asked), len(kwaad.asked)) == asked

        # The same subject at another provider is somebody else.
        client = Client()
        assert log_in(client, hengelo, "x")["Location"] == ACCOUNT
        assert not is_in(client)


def test_a_row_that_was_copied_to_another_person_opens_nothing(enschede, sanne):
    """Who can write rows, and nothing else, cannot make somebody else of himself."""
    ander = gebruiker_met_rol(Rol.TEAMLEIDER, organisatie(Organisatiesoort.GEMEENTE), "a.nder")
    rij = OidcKoppelingTable.objects.get()
    OidcKoppelingTable.objects.filter(id=rij.id).update(gebruiker=ander.gebruiker)
    client = Client()
    kept_out(client, log_in(client, enschede))


def test_a_provider_on_another_machine_needs_https(kaart):
    from_elsewhere = ("http://login.voorbeeld.nl", "https://", "ftp://login.voorbeeld.nl", "https://a@b.nl")
    for issuer in from_elsewhere:
        with pytest.raises(Exception, match="geen adres van een inlogdienst"):
            aanbieders.voeg_aanbieder_toe("o", "GM0153", issuer, "doorzicht", algoritme="ES256")
    assert not OidcAanbiederTable.objects.exists()
