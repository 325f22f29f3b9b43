"""Attacks on the log-in through an organisation: each is refused and recorded, and nobody has a session."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import RSAKey

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.service import aanbieders
from doorzicht.domain.toegang.tables import (
    AanmeldpogingTable,
    GebruikerTable,
    OidcAanbiederTable,
    OidcAanmeldingTable,
    OidcKoppelingTable,
    SessieTable,
)
from tests.handelenden import HENGELO, gebruiker_met_rol, organisatie
from tests.inlogdienst import User, een_inlogdienst
from tests.inloggen import (
    ACCOUNT,
    KIES,
    STERK,
    is_in,
    kept_out,
    log_in,
    pad,
    said,
    toegevoegd,
    vertrek,
)


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
    asked = len(enschede.op.asked)

    client.cookies["__Host-onderweg"] = onderweg
    kept_out(client, client.get(terug))
    assert len(enschede.op.asked) == asked  # we say no ourselves, and do not leave it to the provider


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
        answer = client.get(terug.replace(str(hengelo.id), str(enschede.id)))
        kept_out(client, answer)
        assert said(answer) == "Deze poging om in te loggen is verlopen of al gebruikt."

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
