"""What an account may be called and which e-mail address may stand with it: those of one person.

BIO2 forbids group accounts: a look in the log that a desk took was taken by nobody. A program cannot see who sits
behind a name, so it refuses the names that groups are given. Whoever is really called Balie takes other letters.
"""

from __future__ import annotations

import re

from doorzicht.foundation.errors import Weigering

GROEPSWOORDEN = frozenset({
    # a place where people sit together
    "balie", "receptie", "loket", "frontoffice", "backoffice", "kantoor", "werkplein", "servicepunt",
    "helpdesk", "servicedesk", "callcenter",
    # a number of people
    "team", "groep", "afdeling", "cluster", "unit", "dienst", "medewerkers", "collegas", "iedereen",
    "allen", "pool",
    # a box that several read
    "info", "algemeen", "contact", "mail", "email", "post", "postbus", "inbox", "administratie",
    "secretariaat", "meldingen", "noreply", "reply", "vragen",
    # a task that is handed round
    "admin", "administrator", "beheer", "root", "systeem", "system", "test", "tester", "gast", "guest",
    "tijdelijk", "stagiair", "uitzendkracht", "invaller",
    # a whole organisation
    "uwv", "gemeente", "wsp", "werkgever", "organisatie", "bedrijf",
})  # fmt: skip
"""Words that stand for more than one person, or for whoever happens to be there."""

_ACCOUNT = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_VAN_KLANTEN = "klant"
LENGTE = range(3, 41)


def lees_account(tekst: str) -> str:
    """An account name of one person, in small letters; raises Weigering for anything else."""
    account = tekst.strip().lower()
    if len(account) not in LENGTE or not _ACCOUNT.fullmatch(account):
        raise Weigering(
            "Dit is geen goede accountnaam.",
            "Gebruik 3 tot 40 kleine letters, cijfers, punten en streepjes, zoals j.jansen.",
        )
    if account.startswith(_VAN_KLANTEN):
        raise Weigering("Namen die met klant beginnen, zijn van klanten.", "Kies een andere accountnaam.")
    if groep := groepswoord(account):
        raise Weigering(
            "Dit woord hoort bij een groep, en een account is van één persoon.",
            "Maak voor elke persoon een eigen account, met zijn eigen naam.",
            f"‘{groep}’",
        )
    return account


def lees_email(tekst: str) -> str:
    """An address of one person, in small letters; raises Weigering for a shared one."""
    email = tekst.strip().lower()
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise Weigering("Dit is geen e-mailadres.", "Schrijf het als naam@organisatie.nl.")
    if groep := groepswoord(email.partition("@")[0]):
        raise Weigering(
            "Een adres met dit woord lezen meer mensen.",
            "Gebruik het eigen e-mailadres van deze persoon.",
            f"‘{groep}’",
        )
    return email


def groepswoord(naam: str) -> str | None:
    """The first word in it that stands for a group: parts between signs, with the digits behind them left off."""
    delen = (re.sub(r"\d+$", "", deel) for deel in re.split(r"[^a-z0-9]+", naam.lower()))
    return next((deel for deel in delen if deel in GROEPSWOORDEN), None)


def lees_persoonsnaam(tekst: str) -> str:
    """A name of a person in one line; raises Weigering when there is none or it is a whole text."""
    naam = " ".join(tekst.split())
    if not 2 <= len(naam) <= 120 or not any(teken.isalpha() for teken in naam):
        raise Weigering("Dit is geen naam van een persoon.", "Vul de voornaam en achternaam in.")
    return naam
