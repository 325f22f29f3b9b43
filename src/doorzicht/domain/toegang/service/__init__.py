"""The way into access.

1. Organisations and people: who there is, and in which role.
2. A person logs in and chooses in which role he acts.
3. `transactie` holds every use of personal data: who acts is told to the database, every look is logged first.
4. Who looked can be asked, and the log can prove itself whole.
"""

from doorzicht.domain.toegang.service.aanbieders import publieke_sleutels, te_kiezen
from doorzicht.domain.toegang.service.aanmelden import (
    bevestig_wachtwoord,
    bewijs,
    controleer_wachtwoord,
    demo_mensen,
    fouten_in_nieuw,
    meld_demo_aan,
    wachtwoord_op,
    wijzig_wachtwoord,
)
from doorzicht.domain.toegang.service.breekglas import (
    beoordeel_breekglas,
    breek_glas,
    breekglazen,
    een_breekglas,
    lopend_breekglas,
)
from doorzicht.domain.toegang.service.handelen import (
    GeenToegang,
    Handeling,
    LogboekDicht,
    NietGevonden,
    require,
    transactie,
    zet_claimsleutel,
)
from doorzicht.domain.toegang.service.inlogdienst import (
    Inlogfout,
    NietIngelogd,
    is_bewijs,
    kom_terug,
    koppel,
    vertrek,
)
from doorzicht.domain.toegang.service.invoer import heeft_echte_invoer, is_synthetisch, leg_invoer_vast
from doorzicht.domain.toegang.service.inzage import blikken, geef_inzage, wis
from doorzicht.domain.toegang.service.namens import afgehandelde_voorstellen, bij_uwv
from doorzicht.domain.toegang.service.organisaties import (
    is_ingericht,
    organisaties,
    zorg_voor_organisaties,
)
from doorzicht.domain.toegang.service.passkeys import (
    Plek,
    klopt_bewijs,
    voeg_toe,
    vraag_bewijs,
    vraag_nieuwe,
)
from doorzicht.domain.toegang.service.pogingen import TeVaak
from doorzicht.domain.toegang.service.poort import (
    Poort,
    Verzoek,
    dubbel,
    meervoud,
    openbaar,
    poort_van,
    voor,
)
from doorzicht.domain.toegang.service.sessies import (
    Sessie,
    begin_sessie,
    eindig,
    eindig_andere,
    eindig_van,
    handelende_van,
    lopende,
    rollen_van,
    sessie_van,
    te_kiezen_rollen,
    wissel,
)
from doorzicht.domain.toegang.service.sleutels import eis_index, index_nummer, wissel_index
from doorzicht.domain.toegang.service.tellen import meegenomen
from doorzicht.domain.toegang.service.tellen import meegenomen
from doorzicht.domain.toegang.service.toezien import (
    GEEN_TOEGANG,
    NIET_GEVONDEN,
    PER_PAGINA,
    Logvraag,
    alarmen,
    een_alarm,
    handel_af,
    leg_afwijzing_vast,
    wie_keek,
)
from doorzicht.domain.toegang.service.tokens import (
    Token,
    geef_token,
    handelende_met_token,
    tokens_van,
    trek_token_in,
)
from doorzicht.domain.toegang.service.tweede_factor import (
    begin_app,
    bevestig_app,
    factoren_van,
    herstelcodes_over,
    klopt_code,
    klopt_herstelcode,
    nieuwe_herstelcodes,
    verwijder_factor,
)
from doorzicht.domain.toegang.service.uitnodigen import neem_aan, nodig_uit, rond_af
from doorzicht.domain.toegang.service.vierogen import (
    besluit_vierogen,
    eigen_voorstellen,
    stel_voor,
    voer_uit,
    voorstellen,
)
from doorzicht.domain.toegang.service.woorden import doelnaam, rolnaam, roluitleg
from doorzicht.domain.toegang.service.zegels import Verzegeling, controleer, hervat, te_verzegelen, zegel

__all__ = [
    "GEEN_TOEGANG",
    "NIET_GEVONDEN",
    "PER_PAGINA",
    "GeenToegang",
    "Handeling",
    "Inlogfout",
    "LogboekDicht",
    "Logvraag",
    "NietGevonden",
    "NietIngelogd",
    "Plek",
    "Poort",
    "Sessie",
    "TeVaak",
    "Token",
    "Verzegeling",
    "Verzoek",
    "afgehandelde_voorstellen",
    "alarmen",
    "begin_app",
    "begin_sessie",
    "beoordeel_breekglas",
    "besluit_vierogen",
    "bevestig_app",
    "bevestig_wachtwoord",
    "bewijs",
    "bij_uwv",
    "blikken",
    "breek_glas",
    "breekglazen",
    "controleer",
    "controleer_wachtwoord",
    "demo_mensen",
    "doelnaam",
    "dubbel",
    "een_alarm",
    "een_breekglas",
    "eigen_voorstellen",
    "eindig",
    "eindig_andere",
    "eindig_van",
    "eis_index",
    "factoren_van",
    "fouten_in_nieuw",
    "geef_inzage",
    "geef_token",
    "handel_af",
    "handelende_met_token",
    "handelende_van",
    "heeft_echte_invoer",
    "herstelcodes_over",
    "hervat",
    "index_nummer",
    "is_bewijs",
    "is_ingericht",
    "is_synthetisch",
    "klopt_bewijs",
    "klopt_code",
    "klopt_herstelcode",
    "kom_terug",
    "koppel",
    "leg_afwijzing_vast",
    "leg_invoer_vast",
    "lopend_breekglas",
    "lopende",
    "meegenomen",
    "meervoud",
    "meegenomen",
    "meld_demo_aan",
    "neem_aan",
    "nieuwe_herstelcodes",
    "nodig_uit",
    "openbaar",
    "organisaties",
    "poort_van",
    "publieke_sleutels",
    "require",
    "rollen_van",
    "rolnaam",
    "roluitleg",
    "rond_af",
    "sessie_van",
    "stel_voor",
    "te_kiezen",
    "te_kiezen_rollen",
    "te_verzegelen",
    "tokens_van",
    "transactie",
    "trek_token_in",
    "vertrek",
    "verwijder_factor",
    "voeg_toe",
    "voer_uit",
    "voor",
    "voorstellen",
    "vraag_bewijs",
    "vraag_nieuwe",
    "wachtwoord_op",
    "wie_keek",
    "wijzig_wachtwoord",
    "wis",
    "wissel",
    "wissel_index",
    "zegel",
    "zet_claimsleutel",
    "zorg_voor_organisaties",
]
