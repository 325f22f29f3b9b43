"""What is refused, in the language of the reader.

The rules know no gettext: they refuse in Dutch, and here stands every sentence of theirs, to be found for translation.
"""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from doorzicht.foundation.errors import Weigering

ZINNEN = (
    _("Je hebt deze rol zelf voorgesteld."),
    _("Vraag een andere beheerder om te beslissen."),
    _("Niemand geeft zichzelf een rol."),
    _("Dit kan niet meer: iemand anders was je voor."),
    _("Open de pagina opnieuw en kijk wat er staat."),
    _("Dit is geen goede accountnaam."),
    _("Gebruik 3 tot 40 kleine letters, cijfers, punten en streepjes, zoals j.jansen."),
    _("Namen die met klant beginnen, zijn van klanten."),
    _("Kies een andere accountnaam."),
    _("Dit woord hoort bij een groep, en een account is van één persoon."),
    _("Maak voor elke persoon een eigen account, met zijn eigen naam."),
    _("Dit is geen naam van een persoon."),
    _("Vul de voornaam en achternaam in."),
    _("Dit is geen e-mailadres."),
    _("Schrijf het als naam@organisatie.nl."),
    _("Een adres met dit woord lezen meer mensen."),
    _("Gebruik het eigen e-mailadres van deze persoon."),
    _("Vraag een andere beheerder om dit voor te stellen."),
    _("Een account van een klant heeft geen andere rol."),
    _("Maak een tweede account."),
    _("Deze persoon heeft het account nog niet ingesteld."),
    _("Beslis als dat is gebeurd, en vraag dan aan de persoon zelf of dit account van hem is."),
    _("Een verzonnen persoon krijgt geen code."),
    _("Dit account is uitgeschakeld."),
    _("Zet het eerst weer aan."),
    _("Deze rol bestaat niet bij deze organisatie."),
    _("Kies een andere rol."),
    _("Deze persoon heeft deze rol al, of de rol wacht op een besluit."),
    _("Er is niets veranderd."),
    _("Wie accounts beheert, houdt niet ook toezicht bij dezelfde organisatie."),
    _("Geef deze rol aan iemand anders, of beëindig eerst de andere rol."),
    _("Dit is de laatste functioneel beheerder van deze organisatie."),
    _("Laat eerst een ander functioneel beheerder worden. Dan kan deze rol eindigen."),
    _("Niemand vervangt zichzelf."),
    _("Kies een collega."),
    _("Deze collega heeft zelf niet de rol die nodig is."),
    _("Kies een collega met dezelfde rol, of stel die rol eerst voor."),
    _("De eerste dag is al voorbij."),
    _("Kies vandaag of later."),
    _("De laatste dag ligt voor de eerste."),
    _("Kies een latere laatste dag."),
    _("Een KVK-nummer heeft acht cijfers."),
    _("Zoek het op in het handelsregister."),
    _("Dit KVK-nummer bestaat niet."),
    _("Een naam heeft 2 tot 120 tekens."),
    _("Vul de naam in die in het handelsregister staat."),
    _("Deze organisatie doet niet meer mee."),
    _("Kies een andere organisatie."),
    _("Niemand nodigt zichzelf uit."),
    _("Vraag een andere beheerder."),
    _("Deze persoon werkt ook voor een andere organisatie."),
    _("Alleen de uitvoerder van deze server kan dit veranderen."),
    _("Niemand zet zichzelf uit."),
    _("Dit account staat al aan."),
    _("Dit account, dit e-mailadres of deze rol is er al."),
    _("Een e-mailadres hoort bij één persoon. Zoek de persoon op, of kies een ander adres."),
    _("Deze accountnaam is al van iemand."),
    _("Kies een andere, of vul het e-mailadres in dat bij dit account hoort."),
    _("Deze organisatie kennen we niet."),
    _("Er zijn er meer die zo heten."),
    _("Kies er een uit de lijst, of vul het KVK-nummer in."),
    _("Deze collega werkt hier niet."),
    _("Vul de accountnaam in van iemand van deze organisatie."),
    _("In deze tijd is deze persoon al afwezig."),
    _("Pas de afwezigheid aan die er al staat."),
    _("Deze organisatie volgt uit de kaart."),
    _("Laad een nieuwe lijst van gemeenten."),
    _("Een kantoor hoort bij een arbeidsmarktregio."),
    _("Kies de regio."),
    _("Deze soort organisatie volgt uit de kaart."),
    _("Deze organisatie doet al niet meer mee."),
    _("Alleen een gemeente kan centrumgemeente zijn."),
    _("Kies een gemeente."),
    _("Er is al een organisatie met deze naam of dit KVK-nummer."),
    _("Zoek die op in de lijst."),
)


def in_woorden(weigering: Weigering) -> str:
    """What is wrong and what can be done, in one text."""
    delen = (gettext(deel) if deel else "" for deel in (weigering.wat, weigering.doe))
    return " ".join(deel for deel in (f"{weigering.waar}:" if weigering.waar else "", *delen) if deel)
