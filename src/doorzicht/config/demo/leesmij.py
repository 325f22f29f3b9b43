"""What stands in the LEESMIJ of the demo folder: what the files are, and that nobody in them exists."""

LEESMIJ = """\
SYNTHETISCH: niemand in deze bestanden bestaat.

Dit is oefenmateriaal van doorzicht. De vorm is echt, de mensen zijn verzonnen. Elke naam begint met
‘Synthetisch’, elk e-mailadres eindigt op voorbeeld.invalid en elk BSN komt uit een testreeks die begint
met een 9 en niet aan mensen wordt gegeven.

sonar-twente.xlsx     klanten in Twente, als export van het Sonar-dashboard
register-twente.csv   het doelgroepregister in Twente
sonar-overig.csv      een kleine groep klanten in de andere 34 regio's
register-overig.csv   het doelgroepregister in de andere 34 regio's, ook klein

Wie deze bestanden inleest en 2022-kw2 peilt, krijgt voor Twente de tabel die UWV over het tweede
kwartaal van 2022 publiceerde. De drie kwartalen ervoor volgen uit dezelfde datums; die cijfers en alle
cijfers van de andere regio's zijn verzonnen.

Er staan met opzet mensen in die niet mogen meetellen: niet (meer) in het doelgroepregister, of pas na
30 juni 2022 ingeschreven. En er staat met opzet van alles slordig in, zoals in echte exports.
"""
