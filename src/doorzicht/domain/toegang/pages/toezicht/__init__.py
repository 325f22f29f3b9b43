"""The pages of supervision: who looked, alarms, broken glass, four eyes. Request in, page out; no decisions."""

from __future__ import annotations

from django.urls import path

from doorzicht.domain.toegang.pages.toezicht import alarmen, breekglas, logboek, voorstellen

urlpatterns = [
    path("toezicht/logboek/", logboek.logboek, name="toezicht-logboek"),
    path("toezicht/alarmen/", alarmen.alarmen, name="toezicht-alarmen"),
    path("toezicht/alarmen/<uuid:alarm>/", alarmen.alarm, name="toezicht-alarm"),
    path("toezicht/alarmen/<uuid:alarm>/afhandelen/", alarmen.afhandelen, name="toezicht-alarm-afhandelen"),
    path("toezicht/noodtoegang/", breekglas.lijst, name="toezicht-breekglas"),
    path("toezicht/noodtoegang/<uuid:breekglas>/", breekglas.beoordelen, name="toezicht-breekglas-oordeel"),
    path("toezicht/voorstellen/", voorstellen.voorstellen, name="toezicht-voorstellen"),
    path("werk/noodtoegang/", breekglas.breken, name="breekglas"),
]
