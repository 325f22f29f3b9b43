"""Forms of what a klant asks and what is answered: closed lists, and text that the rules read again.

A field that is not here cannot be sent: what a form does not know is not looked at.
"""

from __future__ import annotations

from django import forms

from doorzicht.domain.betrokkene.model import Correctieveld
from doorzicht.domain.betrokkene.rules.verzoek import LANGSTE
from doorzicht.domain.klantprofiel.model import Verwerking


class Correctieformulier(forms.Form):
    """What is wrong, and what it should be."""

    veld = forms.ChoiceField(choices=[(veld.code, veld.omschrijving) for veld in Correctieveld])
    staat_er = forms.CharField(required=False, max_length=LANGSTE)
    moet_zijn = forms.CharField(max_length=LANGSTE)


class Bezwaarformulier(forms.Form):
    """Against what, and why."""

    verwerking = forms.ChoiceField(choices=[(v.code, v.omschrijving) for v in Verwerking])
    reden = forms.CharField(required=False, max_length=LANGSTE)


class Intrekformulier(forms.Form):
    """Which request or objection is taken back."""

    intrekken = forms.UUIDField()


class Besluitformulier(forms.Form):
    """Yes or no, with words for the klant; `nieuw` when the field is changed along with a yes."""

    besluit = forms.ChoiceField(choices=[("ja", "ja"), ("nee", "nee")])
    uitleg = forms.CharField(required=False, max_length=LANGSTE)
    nieuw = forms.CharField(required=False, max_length=LANGSTE)
