"""The charts of the publication as SVG text: bars a gemeente, the trend, the tile map.

One picture serves page, HTML file and PDF: attributes carry the colours of print, classes let a page's own style
take over (see STIJL). A hidden figure is never drawn and never hinted at by a length.
"""

from doorzicht.domain.publicatie.render.grafieken.kleuren import STIJL
from doorzicht.domain.publicatie.render.grafieken.staven import Volgorde, staven
from doorzicht.domain.publicatie.render.grafieken.tegelkaart import tegelkaart
from doorzicht.domain.publicatie.render.grafieken.trend import trend

__all__ = ["STIJL", "Volgorde", "staven", "tegelkaart", "trend"]
