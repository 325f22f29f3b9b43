"""Reads and writes the rows of a betrokkene. Decides nothing; holds no person longer than its caller needs."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from doorzicht.domain.betrokkene.model import (
    Correctiestatus,
    Correctieveld,
    Correctieverzoek,
    Verzameling,
    Wissing,
)
from doorzicht.domain.betrokkene.tables import (
    AankondigingTable,
    CorrectieverzoekTable,
    WiskandidaatTable,
    WissingTable,
)
from doorzicht.domain.toegang.model import Relatie
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.journal import append_line, read_lines

_VELD = {veld.code: veld for veld in Correctieveld}
_BATCH = 2000


def relatie(klant: UUID) -> Relatie | None:
    """How who acts stands to a klant; None when he may not know that there is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT klant_relatie(%s)", [klant])
        gevonden = cursor.fetchone()[0]
    return Relatie(gevonden) if gevonden else None


def leg_vast(verzoek: Correctieverzoek) -> None:
    """Record a new request; raises Weigering when one about the same field is still open."""
    try:
        with transaction.atomic():
            CorrectieverzoekTable.objects.create(
                id=verzoek.id,
                klant_id=verzoek.klant,
                veld=verzoek.veld.code,
                staat_er=verzoek.staat_er,
                moet_zijn=verzoek.moet_zijn,
                ingediend_op=verzoek.ingediend_op,
                uiterlijk_op=verzoek.uiterlijk_op,
                status=verzoek.status.value,
            )
    except IntegrityError as fout:
        raise Weigering(
            "Hierover is al een verzoek gedaan.", "Wacht op het antwoord, of trek dat verzoek in."
        ) from fout


def werk_bij(verzoek: Correctieverzoek) -> None:
    """Record where a request stands now."""
    CorrectieverzoekTable.objects.filter(id=verzoek.id).update(
        status=verzoek.status.value,
        besloten_door=verzoek.besloten_door,
        besloten_op=verzoek.besloten_op,
        reden=verzoek.reden,
    )


def verzoek(nummer: UUID) -> Correctieverzoek | None:
    """One request, held until the end of the transaction; None when there is none that he reaches."""
    rij = CorrectieverzoekTable.objects.select_for_update().filter(id=nummer).first()
    return _lees(rij) if rij else None


def verzoeken(klanten: Collection[UUID]) -> tuple[Correctieverzoek, ...]:
    """The requests of these klanten, the first to answer first."""
    rijen = CorrectieverzoekTable.objects.filter(klant_id__in=klanten)
    return tuple(_lees(rij) for rij in rijen.order_by("uiterlijk_op", "ingediend_op", "id"))


def klanten_met_open_verzoek() -> set[UUID]:
    """Who waits for an answer, of everybody whom who acts reaches."""
    rijen = CorrectieverzoekTable.objects.filter(status=Correctiestatus.INGEDIEND.value)
    return set(rijen.values_list("klant_id", flat=True))


def aankondiging(klant: UUID) -> tuple[date, date] | None:
    """When a klant was told, and of which day, that his data will be erased."""
    return (
        AankondigingTable.objects.filter(verzameling=Verzameling.KLANTEN.value, persoon=klant)
        .values_list("aangekondigd_op", "wissen_vanaf")
        .first()
    )


def aankondigingen(verzameling: Verzameling) -> dict[UUID, date]:
    """Of everybody in a verzameling who was told: the day from which he may be erased."""
    rijen = AankondigingTable.objects.filter(verzameling=verzameling.value)
    return dict(rijen.values_list("persoon", "wissen_vanaf"))


def kondig_aan(verzameling: Verzameling, personen: Mapping[UUID, date], op: date) -> None:
    """Record that these persons were told, each with the day from which he may be erased."""
    AankondigingTable.objects.bulk_create(
        (
            AankondigingTable(
                verzameling=verzameling.value, persoon=persoon, aangekondigd_op=op, wissen_vanaf=dag
            )
            for persoon, dag in personen.items()
        ),
        batch_size=_BATCH,
    )


def trek_aankondigingen_in(verzameling: Verzameling, blijvers: Collection[UUID]) -> int:
    """Who came back is no longer told that he will be erased."""
    rijen = AankondigingTable.objects.filter(verzameling=verzameling.value, persoon__in=blijvers)
    return rijen.delete()[0]


def draag_voor(ronde: UUID, verzameling: Verzameling, personen: Iterable[UUID]) -> None:
    """Record who is in a run."""
    WiskandidaatTable.objects.bulk_create(
        (WiskandidaatTable(ronde=ronde, verzameling=verzameling.value, persoon=p) for p in personen),
        batch_size=_BATCH,
    )


def kandidaten(ronde: UUID, verzameling: Verzameling) -> set[UUID]:
    """Who is in a run, of one verzameling."""
    rijen = WiskandidaatTable.objects.filter(ronde=ronde, verzameling=verzameling.value)
    return set(rijen.values_list("persoon", flat=True))


def sluit_ronde(ronde: UUID) -> None:
    """The run is over: who was in it stands nowhere any more."""
    WiskandidaatTable.objects.filter(ronde=ronde).delete()


def wis(verzameling: Verzameling, personen: Collection[UUID]) -> None:
    """Take away all that is held here of these persons."""
    if verzameling is Verzameling.KLANTEN:
        CorrectieverzoekTable.objects.filter(klant_id__in=personen).delete()
    AankondigingTable.objects.filter(verzameling=verzameling.value, persoon__in=personen).delete()
    WiskandidaatTable.objects.filter(verzameling=verzameling.value, persoon__in=personen).delete()


def schrijf_wissingen(wissingen: Iterable[Wissing]) -> None:
    """Add to the erasure list; what stands there already is left."""
    WissingTable.objects.bulk_create(
        (
            WissingTable(verzameling=w.verzameling.value, merk=w.merk, op=w.op, ronde=w.ronde)
            for w in wissingen
        ),
        ignore_conflicts=True,
        batch_size=_BATCH,
    )


def wissingen() -> tuple[Wissing, ...]:
    """The erasure list as this database knows it."""
    return tuple(
        Wissing(Verzameling(rij.verzameling), bytes(rij.merk), rij.op, rij.ronde)
        for rij in WissingTable.objects.order_by("id")
    )


def schrijf_wislijst(bestand: Path, wissingen: Iterable[Wissing]) -> None:
    """Add to the list outside the database; returns when it is on the disk."""
    regels = [
        json.dumps(
            {
                "op": w.op.isoformat(),
                "verzameling": w.verzameling.value,
                "merk": w.merk.hex(),
                "ronde": str(w.ronde),
            }
        )
        for w in wissingen
    ]
    if regels:
        append_line(bestand, "\n".join(regels))


def lees_wislijst(bestand: Path) -> tuple[Wissing, ...]:
    """The list outside the database; what a crash cut off was never carried out."""
    gelezen = map(json.loads, filter(None, read_lines(bestand)))
    return tuple(
        Wissing(
            Verzameling(regel["verzameling"]),
            bytes.fromhex(regel["merk"]),
            datetime.fromisoformat(regel["op"]),
            UUID(regel["ronde"]),
        )
        for regel in gelezen
    )


def sluit_invoer_uit() -> None:
    """Until the end of this transaction nobody is brought in, and no other run is carried out."""
    with connection.cursor() as cursor:
        for slot in ("doorzicht.bewaren", "doorzicht.klant.invoer", "doorzicht.doelgroepregister.invoer"):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [slot])


def _lees(rij: CorrectieverzoekTable) -> Correctieverzoek:
    return Correctieverzoek(
        rij.id,
        rij.klant_id,
        _VELD[rij.veld],
        rij.staat_er,
        rij.moet_zijn,
        rij.ingediend_op,
        rij.uiterlijk_op,
        Correctiestatus(rij.status),
        rij.besloten_door,
        rij.besloten_op,
        rij.reden,
    )
