"""Logging in: a password and a second factor, one answer for whatever is wrong, and nobody in without a record."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import GebruikerId, Organisatiesoort, Rol
from doorzicht.domain.toegang.service.pogingen import Stap, probeer
from doorzicht.domain.toegang.tables import (
    AanmeldpogingTable,
    GebruikerTable,
    RoltoekenningTable,
    SessieTable,
    TweedeFactorTable,
)
from tests.aanmelden import WACHTWOORD, code_nu, met_inlog
from tests.handelenden import gebruiker_met_rol, handelende, organisatie

IN, SECOND, RECOVERY = "/inloggen/", "/inloggen/tweede-factor/", "/inloggen/herstelcode/"


@pytest.fixture
def sanne(kaart: None) -> RoltoekenningTable:
    """A klantmanager of Enschede with a password and an app."""
    return met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE))


def password(client: Client, account: str = "s.devries", word: str = WACHTWOORD, **more: str):
    """Send the first form."""
    return client.post(IN, {"account": account, "wachtwoord": word, **more})


def code(client: Client, digits: str | None = None, **more: str):
    """Send the second form, with the right code unless another is given."""
    return client.post(SECOND, {"code": digits or code_nu(), **more})


def halfway(sanne: RoltoekenningTable) -> Client:
    """A browser in which the password was right."""
    client = Client()
    assert password(client)["Location"] == SECOND
    return client


def is_in(client: Client) -> bool:
    """Whether pages for people open."""
    return client.get("/account/").status_code == 200


def said(answer) -> str:
    """What an answer says went wrong."""
    found = re.search(r'role="alert"><p>(.*?)</p>|dz-veld__melding"[^>]*>(.*?)</p>', answer.content.decode())
    return next(text for text in found.groups() if text) if found else ""


def later(minutes: int) -> None:
    """Let time pass, for all attempts so far."""
    rows = [row for row in AanmeldpogingTable.objects.all()]
    for row in rows:
        AanmeldpogingTable.objects.filter(id=row.id).update(op=row.op - timedelta(minutes=minutes))


def test_password_and_code_let_in_and_go_on_to_the_page_that_was_asked(sanne):
    client = Client()
    first = password(client, verder="/account/wachtwoord/")
    assert first["Location"] == f"{SECOND}?verder=%2Faccount%2Fwachtwoord%2F"
    assert not is_in(client)

    second = code(client, verder="/account/wachtwoord/")

    assert (second.status_code, second["Location"]) == (302, "/account/wachtwoord/")
    assert is_in(client)
    acts = toegang.handelende_van(client.cookies[settings.SESSIE_COOKIE].value)
    assert (acts.gebruiker, acts.rol) == ("s.devries", Rol.KLANTMANAGER)


def test_the_cookies_are_for_this_host_and_no_script(sanne):
    client = Client()
    client.get(IN)
    answer = password(client)

    for cookie in (client.cookies[settings.CSRF_COOKIE_NAME], answer.cookies[settings.SESSIE_COOKIE]):
        assert cookie.key.startswith("__Host-")
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (
            True,
            True,
            "Lax",
            "/",
        )
        assert (cookie["domain"], cookie["max-age"], cookie["expires"]) == ("", "", "")


def test_the_secret_changes_at_every_step_up(sanne):
    client = Client()
    client.cookies[settings.SESSIE_COOKIE] = planted = "a-session-that-somebody-planted"
    password(client)
    half = client.cookies[settings.SESSIE_COOKIE].value
    code(client)
    whole = client.cookies[settings.SESSIE_COOKIE].value

    assert len({planted, half, whole}) == 3
    assert toegang.sessie_van(half) is None


def test_whatever_is_wrong_the_answer_is_the_same(sanne):
    bij = organisatie(Organisatiesoort.GEMEENTE)
    met_inlog(Rol.KLANTMANAGER, bij, "u.it", uitgeschakeld_op=timezone.now())
    never_set_up = gebruiker_met_rol(Rol.KLANTMANAGER, bij, "n.ieuw").gebruiker
    no_factor = gebruiker_met_rol(Rol.KLANTMANAGER, bij, "z.onder").gebruiker
    GebruikerTable.objects.filter(id=no_factor.id).update(wachtwoord=make_password(WACHTWOORD))

    answers = [
        password(Client(), word="verkeerd wachtwoord"),
        password(Client(), account="bestaat.niet"),
        password(Client(), account="u.it"),
        password(Client(), account=never_set_up.account),
        password(Client(), account="z.onder"),
        password(Client(), account="", word=""),
        password(Client(), account="\x00' OR 1=1 --", word="\x00"),
        password(Client(), word=WACHTWOORD + "x" * 5000),
    ]

    assert {answer.status_code for answer in answers} == {400}
    assert len({said(answer) for answer in answers}) == 1
    assert not SessieTable.objects.exists()


def test_an_account_is_found_however_its_letters_are_written(sanne):
    assert password(Client(), account=" S.deVries ")["Location"] == SECOND


def test_an_unknown_account_takes_as_long_as_a_known_one(sanne):
    def seconds(account: str) -> float:
        begin = time.perf_counter()
        password(Client(), account=account, word="verkeerd wachtwoord")
        return time.perf_counter() - begin

    seconds("warm.op")
    unknown = min(seconds(f"niemand{number}") for number in range(4))
    known = min(seconds("s.devries") for _ in range(4))

    assert 0.5 < unknown / known < 2  # without the work of argon2 it would be a tenth


def test_a_wrong_code_keeps_out(sanne):
    client = halfway(sanne)
    wrong = f"{(int(code_nu()) + 1) % 1_000_000:06d}"

    for digits in (wrong, "", "000", "abcdef", "１２３４５６", "1" * 300):
        assert code(client, digits or " ").status_code in (400, 429)
    assert not is_in(client)


def test_a_code_of_the_minute_before_is_taken_and_one_of_long_ago_is_not(sanne):
    assert code(halfway(sanne), code_nu(later=-4)).status_code == 400
    assert code(halfway(sanne), code_nu(later=-1)).status_code == 302


def test_a_code_works_once(sanne):
    digits = code_nu()
    assert code(halfway(sanne), digits).status_code == 302

    again = halfway(sanne)

    assert code(again, digits).status_code == 400
    assert code(again, code_nu(later=-1)).status_code == 400  # nor does an earlier one after it
    assert not is_in(again)


def test_nobody_skips_the_password(sanne):
    client = Client()

    assert code(client)["Location"] == IN
    assert client.post(RECOVERY, {"herstelcode": "x"})["Location"] == IN


def test_half_a_session_opens_nothing_and_ends_soon(sanne):
    client = halfway(sanne)
    assert client.get("/account/")["Location"] == f"{SECOND}?verder=%2Faccount%2F"

    SessieTable.objects.update(begonnen_op=timezone.now() - timedelta(minutes=11))

    assert code(client)["Location"] == IN


def test_five_wrong_passwords_and_one_waits_also_with_the_right_one(sanne):
    for _ in range(5):
        assert password(Client(), word="verkeerd wachtwoord").status_code == 400

    answer = password(Client())

    assert answer.status_code == 429
    assert said(answer) == "Er ging te vaak iets mis. Wacht 1 minuut en probeer het opnieuw."
    later(minutes=1)
    assert password(Client()).status_code == 302
    assert password(Client(), word="verkeerd wachtwoord").status_code == 400  # a right one wiped the count


def test_an_unknown_account_waits_just_as_long(sanne):
    for _ in range(5):
        password(Client(), account="bestaat.niet")
    answer = password(Client(), account="Bestaat.Niet")

    assert (answer.status_code, said(answer)) == (
        429,
        "Er ging te vaak iets mis. Wacht 1 minuut en probeer het opnieuw.",
    )


def test_codes_and_herstelcodes_share_one_count_that_a_password_does_not_wipe(sanne):
    for _ in range(3):
        code(halfway(sanne), "000000")
    for _ in range(2):
        halfway(sanne).post(RECOVERY, {"herstelcode": "AAAA-AAAA-AAAA-AAAA"})

    client = halfway(sanne)

    assert code(client).status_code == 429
    assert not is_in(client)


def test_one_address_cannot_try_many_accounts(sanne):
    for number in range(50):
        probeer(Stap.WACHTWOORD, f"naam{number}", "127.0.0.1")

    assert password(Client()).status_code == 429
    assert (
        Client(REMOTE_ADDR="192.0.2.44").post(IN, {"account": "s.devries", "wachtwoord": WACHTWOORD})[
            "Location"
        ]
        == SECOND
    )


def test_an_office_that_logs_in_all_day_never_waits(sanne):
    for _ in range(60):
        probeer(Stap.WACHTWOORD, "s.devries", "127.0.0.1").gelukt()

    assert password(Client()).status_code == 302


def test_when_attempts_cannot_be_written_nobody_gets_in(sanne):
    client = halfway(sanne)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE toegang_aanmeldpoging ADD CONSTRAINT vol CHECK (false) NOT VALID")

    for answer in (password(Client()), code(client)):
        assert answer.status_code == 503
        assert "Inloggen kan nu niet" in answer.content.decode()
    assert not is_in(client)


def test_no_name_and_no_address_stand_with_an_attempt(sanne):
    password(Client(), word="verkeerd wachtwoord")

    for row in AanmeldpogingTable.objects.values_list("sleutel", "soort"):
        assert len(bytes(row[0])) == 32
    assert {row.soort for row in AanmeldpogingTable.objects.all()} == {"wachtwoord", "adres"}


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elders.example/",
        "//elders.example/",
        "/\\elders.example/",
        "/\t/elders.example/",
        "javascript:alert(1)",
        "account/",
        "http:///elders.example",
    ],
)
def test_nobody_is_sent_to_another_site(sanne, elsewhere):
    client = Client()
    page = client.get(IN, {"verder": elsewhere}).content.decode()
    assert "elders.example" not in page.split("<main")[1]

    password(client, verder=elsewhere)
    assert code(client, verder=elsewhere)["Location"] == reverse("werk")


def test_a_form_with_a_field_twice_is_refused(sanne):
    assert (
        Client().post(IN, {"account": ["s.devries", "a.nder"], "wachtwoord": WACHTWOORD}).status_code == 400
    )


def test_what_the_form_does_not_show_is_not_read(sanne):
    client = Client()
    password(client, rol="auditor", heel="1", gebruiker="x", tweede_factor_op="2020-01-01")

    assert not is_in(client)


def test_who_has_two_roles_chooses(sanne):
    gebruiker_met_rol(Rol.TEAMLEIDER, organisatie(Organisatiesoort.GEMEENTE), "s.devries")
    client = halfway(sanne)
    assert code(client)["Location"] == "/werk/"
    assert client.get("/werk/")["Location"] == "/account/rol/"
    assert client.get("/account/rol/").status_code == 200

    chosen = client.post("/account/rol/", {"keuze": f"{sanne.id}.dienstverlening"})

    assert chosen["Location"] == "/werk/"
    assert toegang.handelende_van(client.cookies[settings.SESSIE_COOKIE].value).rol is Rol.KLANTMANAGER


def test_a_herstelcode_opens_once(sanne):
    codes = toegang.nieuwe_herstelcodes(sanne.gebruiker_id)
    assert len(set(codes)) == 10
    client = halfway(sanne)

    assert (
        client.post(RECOVERY, {"herstelcode": f" {codes[3].lower().replace('-', '  ')}"}).status_code == 302
    )
    assert is_in(client)
    again = halfway(sanne)
    assert again.post(RECOVERY, {"herstelcode": codes[3]}).status_code == 400
    assert not is_in(again)
    assert toegang.herstelcodes_over(sanne.gebruiker_id) == 9


def test_codes_of_somebody_else_open_nothing(sanne):
    other = met_inlog(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "a.nder", geheim="A" * 32)
    codes = toegang.nieuwe_herstelcodes(other.gebruiker_id)

    assert code(halfway(sanne), code_nu("A" * 32)).status_code == 400
    assert halfway(sanne).post(RECOVERY, {"herstelcode": codes[0]}).status_code == 400


def test_secrets_of_factors_stand_sealed_and_bound_to_their_row(sanne):
    codes = toegang.nieuwe_herstelcodes(sanne.gebruiker_id)
    rows = list(TweedeFactorTable.objects.all())
    stored = b"".join(bytes(row.geheim_versleuteld) for row in rows)

    assert b"JBSWY3DPEHPK3PXP" not in stored
    assert codes[0].encode() not in stored
    one, two = [row for row in rows if row.soort == "herstelcode"][:2]
    TweedeFactorTable.objects.filter(id=one.id).update(geheim_versleuteld=two.geheim_versleuteld)
    with pytest.raises(Exception, match="veranderd of verplaatst"):
        toegang.klopt_herstelcode(sanne.gebruiker_id, codes[5])


def test_the_pages_role_can_do_the_whole_log_in(sanne):
    """The pages' role owns nothing; what the log-in needs it was granted."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.DATABASE_WEB}")
    client = halfway(sanne)
    assert code(client).status_code == 302
    assert is_in(client)
    client.post("/uitloggen/")
    assert not is_in(client)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_an_invitation_is_made_by_a_beheerder_and_by_nobody_else(sanne):
    beheerder = handelende(Rol.BEHEERDER, organisatie(Organisatiesoort.GEMEENTE), "b.eheer")
    klantmanager = handelende(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "k.m")
    with pytest.raises(Exception, match="row-level security"), toegang.transactie(beheerder, "x.y"):
        toegang.nodig_uit(sanne.gebruiker_id, GebruikerId("b.eheer"))  # his role goes first
    vandaag = timezone.localdate()
    RoltoekenningTable.objects.filter(id=sanne.id).update(
        beeindigd_op=timezone.now(), beeindigd_door="b.eheer", tot=vandaag + timedelta(days=1)
    )
    with toegang.transactie(beheerder, "toegang.gebruikers-wijzigen"):
        assert toegang.nodig_uit(sanne.gebruiker_id, GebruikerId("b.eheer"))

    with pytest.raises(Exception, match="row-level security"), toegang.transactie(klantmanager, "x.y"):
        toegang.nodig_uit(sanne.gebruiker_id, GebruikerId("k.m"))


def test_the_page_of_keys_is_for_who_is_halfway_and_has_one(sanne):
    assert Client().get("/inloggen/sleutel/")["Location"] == IN
    client = halfway(sanne)

    page = client.get("/inloggen/sleutel/", HTTP_HOST="localhost")
    assert "Je hebt geen passkey of sleutel." in page.content.decode()
    assert "script-src 'self'" in page["Content-Security-Policy"]
    for answer in ("", "{}", "null", '{"rawId": "AAAA"}'):
        sent = client.post("/inloggen/sleutel/", {"antwoord": answer}, HTTP_HOST="localhost")
        assert sent.status_code == 400
    assert client.post("/inloggen/sleutel/", {"antwoord": "{}"}, HTTP_HOST="localhost").status_code in (
        400,
        429,
    )
    assert not is_in(client)
