"""The way into keys: a passkey or security key signs what the session asks, and only for this site.

1. `vraag_nieuwe` and `vraag_bewijs` give what the browser hands to the key, with a challenge that is good once.
2. `voeg_toe` takes a new key into use; `klopt_bewijs` holds a signature against the keys of a person.

A key that signs for another host, another challenge or with a counter that went back is refused, without a reason.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from doorzicht.domain.toegang.service.pogingen import ring
from doorzicht.domain.toegang.service.sessies import Sessie
from doorzicht.domain.toegang.store import factoren

_LONGEST_NAME = 40
_LONGEST_ANSWER = 20_000


@dataclass(frozen=True)
class Plek:
    """The site as a key knows it: its host name, and the whole origin."""

    host: str
    oorsprong: str


def vraag_nieuwe(sessie: Sessie, plek: Plek) -> str:
    """What the browser needs to make a key, as JSON."""
    opties = generate_registration_options(
        rp_id=plek.host,
        rp_name="doorzicht",
        user_id=sessie.gebruiker.bytes,
        user_name=sessie.account,
        user_display_name=sessie.naam,
        exclude_credentials=_bekende(sessie),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    factoren.zet_uitdaging(sessie.sleutel, opties.challenge)
    return options_to_json(opties)


def voeg_toe(sessie: Sessie, plek: Plek, antwoord: str, naam: str) -> bool:
    """Take a key into use; False when its answer is not one to what was asked."""
    uitdaging = _neem(sessie)
    if uitdaging is None or len(antwoord) > _LONGEST_ANSWER:
        return False
    try:
        bewijs = verify_registration_response(
            credential=antwoord,
            expected_challenge=uitdaging,
            expected_rp_id=plek.host,
            expected_origin=plek.oorsprong,
        )
    except (WebAuthnException, ValueError):
        return False
    nu = timezone.now()
    factoren.maak(
        ring(),
        sessie.gebruiker,
        factoren.WEBAUTHN,
        bewijs.credential_public_key,
        nu,
        naam=naam.strip()[:_LONGEST_NAME],
        sleutel_id=bewijs.credential_id,
        teller=bewijs.sign_count,
        bevestigd_op=nu,
    )
    return True


def vraag_bewijs(sessie: Sessie, plek: Plek) -> str | None:
    """What the browser needs to let a key sign, as JSON; None for somebody without a key."""
    bekende = _bekende(sessie)
    if not bekende:
        return None
    opties = generate_authentication_options(rp_id=plek.host, allow_credentials=bekende)
    factoren.zet_uitdaging(sessie.sleutel, opties.challenge)
    return options_to_json(opties)


def klopt_bewijs(sessie: Sessie, plek: Plek, antwoord: str) -> bool:
    """Whether a key of this person signed what this session asked, for this site, and not before."""
    uitdaging = _neem(sessie)
    try:
        sleutel_id = base64url_to_bytes(json.loads(antwoord[:_LONGEST_ANSWER])["rawId"])
        rij = factoren.sleutel(sessie.gebruiker, sleutel_id)
        if uitdaging is None or rij is None:
            return False
        bewijs = verify_authentication_response(
            credential=antwoord,
            expected_challenge=uitdaging,
            expected_rp_id=plek.host,
            expected_origin=plek.oorsprong,
            credential_public_key=factoren.geheim_van(ring(), rij),
            credential_current_sign_count=rij.teller,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return False
    return factoren.gebruik_teller(rij.id, bewijs.new_sign_count, timezone.now())


def _neem(sessie: Sessie) -> bytes | None:
    with transaction.atomic():
        return factoren.neem_uitdaging(sessie.sleutel)


def _bekende(sessie: Sessie) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=bytes(rij.sleutel_id or b""))
        for rij in factoren.van_soort(sessie.gebruiker, factoren.WEBAUTHN)
    ]
