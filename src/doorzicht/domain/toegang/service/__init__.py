"""The way into access.

1. Organisations and people: who there is, and in which role.
2. A person logs in and chooses in which role he acts.
3. `transactie` holds every use of personal data: who acts is told to the database, every look is logged first.
4. Who looked can be asked, and the log can prove itself whole.
"""

from doorzicht.domain.toegang.service.handelen import (
    GeenToegang,
    Handeling,
    LogboekDicht,
    NietGevonden,
    require,
    transactie,
    zet_claimsleutel,
)
from doorzicht.domain.toegang.service.invoer import heeft_echte_invoer, is_synthetisch, leg_invoer_vast
from doorzicht.domain.toegang.service.organisaties import (
    is_ingericht,
    organisaties,
    zorg_voor_organisaties,
)
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
    wissel,
)
from doorzicht.domain.toegang.service.sleutels import eis_index, index_nummer, wissel_index
from doorzicht.domain.toegang.service.woorden import doelnaam, rolnaam

__all__ = [
    "GeenToegang",
    "Handeling",
    "LogboekDicht",
    "NietGevonden",
    "Poort",
    "Sessie",
    "Verzoek",
    "begin_sessie",
    "doelnaam",
    "dubbel",
    "eindig",
    "eindig_andere",
    "eindig_van",
    "eis_index",
    "handelende_van",
    "heeft_echte_invoer",
    "index_nummer",
    "is_ingericht",
    "is_synthetisch",
    "leg_invoer_vast",
    "lopende",
    "meervoud",
    "openbaar",
    "organisaties",
    "poort_van",
    "require",
    "rollen_van",
    "rolnaam",
    "sessie_van",
    "transactie",
    "voor",
    "wissel",
    "wissel_index",
    "zet_claimsleutel",
    "zorg_voor_organisaties",
]
