"""How long what is kept: of every table with personal data, and the day from which a person may be erased.

Source: Sonar keeps a person until five years after the end of the last inschrijving; the register is kept alike.
Pure: dates in, a date out. The tables say the same in words (BEWAARTERMIJN); a guard compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from doorzicht.domain.betrokkene.rules.termijn import plus_maanden

AANKONDIGING = timedelta(days=30)
"""So long before the erasure a person is told."""


class Vanaf(Enum):
    """What a bewaartermijn is counted from."""

    EINDE = "het einde van de laatste inschrijving"
    EINDE_REGISTRATIE = "het einde van de laatste registratie"
    GEBEURTENIS = "de gebeurtenis zelf"
    LAATSTE_ROL = "het einde van de laatste rol"
    GEBRUIK = "zo lang het in gebruik is"
    ONBEPERKT = "onbeperkt"


@dataclass(frozen=True)
class Bewaartermijn:
    """So many months after something; without months there is no day to count to."""

    vanaf: Vanaf
    maanden: int | None = None

    def wissen_vanaf(self, einde: date | None) -> date | None:
        """The first day on which it may be erased; `einde` is the first day after what it is counted from.

        What has not ended has no such day, and what is kept for ever neither.
        """
        if einde is None or self.maanden is None:
            return None
        return plus_maanden(einde, self.maanden)


_VIJF_JAAR = 60
ALS_DE_KLANT = Bewaartermijn(Vanaf.EINDE, _VIJF_JAAR)
ALS_HET_REGISTER = Bewaartermijn(Vanaf.EINDE_REGISTRATIE, _VIJF_JAAR)
_IN_GEBRUIK = Bewaartermijn(Vanaf.GEBRUIK)
_ONBEPERKT = Bewaartermijn(Vanaf.ONBEPERKT)


def _na(maanden: int, vanaf: Vanaf = Vanaf.GEBEURTENIS) -> Bewaartermijn:
    return Bewaartermijn(vanaf, maanden)


TERMIJNEN: dict[str, Bewaartermijn] = {
    "klant_klant": ALS_DE_KLANT,
    "klant_inschrijving": ALS_DE_KLANT,
    "klant_woonplaats": ALS_DE_KLANT,
    "klant_geschiedenis": ALS_DE_KLANT,
    "klant_overdracht": ALS_DE_KLANT,
    "klantprofiel_klantprofiel": ALS_DE_KLANT,
    "klantprofiel_bezwaar": ALS_DE_KLANT,
    "betrokkene_correctieverzoek": ALS_DE_KLANT,
    "betrokkene_aankondiging": ALS_DE_KLANT,
    "betrokkene_wiskandidaat": _IN_GEBRUIK,
    "betrokkene_wissing": _IN_GEBRUIK,
    "doelgroepregister_persoon": ALS_HET_REGISTER,
    "doelgroepregister_registratie": ALS_HET_REGISTER,
    "doelgroepregister_woonplaats": ALS_HET_REGISTER,
    "toegang_gebruiker": _na(24, Vanaf.LAATSTE_ROL),
    "toegang_roltoekenning": _na(60),
    "toegang_afwezigheid": _na(12),
    "toegang_tweede_factor": _IN_GEBRUIK,
    "toegang_aanmeldpoging": _na(1),
    "toegang_navraag": _na(1),
    "toegang_sessie": _na(1),
    "toegang_token": _na(12),
    "toegang_uitnodiging": _na(12),
    "toegang_oidc_koppeling": _IN_GEBRUIK,
    "toegang_oidc_aanmelding": _na(0),
    "toegang_logregel": _na(60),
    "toegang_verwerking": _na(60),
    "toegang_afwijzing": _na(12),
    "toegang_invoer": _na(60),
    "toegang_breekglas": _na(60),
    "toegang_alarm": _na(60),
    "toegang_vierogen": _na(60),
    "publicatie_peiling": _ONBEPERKT,
    "publicatie_uitgave": _ONBEPERKT,
}
"""Of every table with personal data, by its name in the database. Rows of a klant go with the klant, in one run."""


def laatste_einde(perioden: Iterable[tuple[date, date | None]]) -> date | None:
    """The end of the last of these periods [van, tot); None when one is still open, or when there is none."""
    einden = [tot for _, tot in perioden]
    if not einden or None in einden:
        return None
    return max(tot for tot in einden if tot is not None)


def wordt_aangekondigd(wissen_vanaf: date | None, vandaag: date) -> bool:
    """Whether it is time to tell a person: thirty days or less before his data may be erased."""
    return wissen_vanaf is not None and wissen_vanaf - AANKONDIGING <= vandaag


def dag_van_wissen(wissen_vanaf: date, aangekondigd: date) -> date:
    """The day that is named in the announcement: never sooner than thirty days after it."""
    return max(wissen_vanaf, aangekondigd + AANKONDIGING)


def bewaard_tot(termijn: Bewaartermijn, vandaag: date) -> date:
    """The day before which everything of this bewaartermijn may be gone today; one without months has no such day."""
    if termijn.maanden is None:
        raise ValueError("what is kept without a term is not cleaned up")
    return plus_maanden(vandaag, -termijn.maanden)


def is_verteld(aangekondigd_voor: date | None, wissen_vanaf: date | None) -> bool:
    """Whether somebody was told of this erasure: of no day before it. Who came back and left again is told again."""
    return aangekondigd_voor is not None and wissen_vanaf is not None and wissen_vanaf <= aangekondigd_voor


def mag_gewist(wissen_vanaf: date | None, aangekondigd_voor: date | None, vandaag: date) -> bool:
    """Whether a person may be erased today: he was told of it, and the day that he was told has come."""
    if aangekondigd_voor is None or not is_verteld(aangekondigd_voor, wissen_vanaf):
        return False
    return aangekondigd_voor <= vandaag


def is_opnieuw_begonnen(laatste_begin: date | None, gewist_op: date) -> bool:
    """Whether somebody who was erased came back after that day: then an old erasure is no longer about him."""
    return laatste_begin is not None and laatste_begin > gewist_op
