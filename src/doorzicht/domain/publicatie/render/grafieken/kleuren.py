"""The colours of the charts, by what they mean, and the style with which a page may replace them.

Contrast on white: text at least 4.5, shapes at least 3. Every difference that a colour tells is told a second time
by a place, a shape or a word, so that a grey print says the same.
"""

INKT = "#14213d"
ZACHT = "#5b5f6b"
LIJN = "#d9d6cf"
AS = "#8a8378"
WIT = "#ffffff"
PETROL = "#0b5563"
PLUM = "#7a3b69"
PLUM_LICHT = "#e6d5e1"
STONE = "#8a8378"
KLASSEN = ("#d7e8ea", "#a3cbd0", "#63a0a9", "#2b7482", "#0b4551")
TONEN = {1: (2,), 2: (1, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""Which tones (from 1) to use for so many classes: as far apart as they can be."""
DONKER_VANAF = 4
"""From this tone on text on a tile is white."""

STIJL = """\
.dz-grafiek{display:block;width:100%;height:auto}
.dz-inkt{fill:var(--dz-inkt,#14213d)}
.dz-zacht{fill:var(--dz-zacht,#5b5f6b)}
.dz-lijn{stroke:var(--dz-lijn,#d9d6cf)}
.dz-as{stroke:var(--dz-as,#8a8378)}
.dz-gemeente{fill:var(--dz-gemeente,#0b5563)}
.dz-uwv{fill:var(--dz-uwv-vlak,#e6d5e1);stroke:var(--dz-uwv,#7a3b69)}
.dz-profiel{stroke:var(--dz-profiel,#0b5563)}
.dz-bekend{stroke:var(--dz-bekend,#8a8378)}
.dz-punt-profiel{fill:var(--dz-profiel,#0b5563)}
.dz-punt-bekend{fill:var(--dz-achtergrond,#fff);stroke:var(--dz-bekend,#8a8378)}
.dz-nadruk{stroke:var(--dz-inkt,#14213d)}
"""
