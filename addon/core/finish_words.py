# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that say how old or how shiny a surface is, and small words of a sentence. Data only.

Wear goes from -1 (as new) to 1 (worn out), gloss from -1 (matt) to 1 (a mirror).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WEAR = """
new -1, brand new -1, as new -1, pristine -1, immaculate -1, flawless -1, spotless -0.9, mint
condition -1, clean -0.6, crisp -0.6, fresh -0.7, freshly -0.8, newly -0.8, unworn -0.9, unused
-0.9, perfect -0.7, untouched -0.7, showroom -0.8, refurbished -0.4, restored -0.3, renovated
-0.4, sealed -0.3, maintained -0.3, used 0.3, lived in 0.4, well loved 0.4, rustic 0.35, vintage
0.45, antique 0.5, old 0.55, older 0.4, aged 0.55, ageing 0.5, aging 0.5, reclaimed 0.55, salvaged
0.55, recycled 0.3, historic 0.4, ancient 0.6, centuries 0.5, weathered 0.75, weatherbeaten 0.85,
weather beaten 0.85, worn 0.7, worn out 0.95, well worn 0.75, shabby 0.7, tired 0.6, distressed
0.7, battered 0.85, beaten 0.6, scratched 0.7, scratches 0.6, scratchy 0.6, scuffed 0.7, scuffs
0.6, dented 0.7, cracked 0.75, cracks 0.65, crackled 0.6, crazed 0.5, chipped 0.7, broken 0.75,
crumbling 0.9, crumbly 0.8, flaking 0.85, flaky 0.7, peeling 0.85, spalled 0.85, eroded 0.8,
pitted 0.6, dirty 0.7, dirt stained 0.7, filthy 0.9, grimy 0.8, grime 0.7, muddy 0.5, sooty 0.7,
stained 0.6, stains 0.55, streaked 0.5, blotchy 0.4, mossy 0.7, lichen covered 0.7, overgrown 0.6,
mouldy 0.8, faded 0.6, bleached 0.5, sun bleached 0.6, washed out 0.5, discoloured 0.6, discolored
0.6, yellowed 0.5, tarnished 0.6, oxidised 0.6, oxidized 0.6, patinated 0.6, patina 0.5, corroded
0.95, rusty 0.9, rusted 0.9, rusting 0.8, rust 0.8, rotten 0.95, decayed 0.95, decaying 0.9,
derelict 1, abandoned 0.95, ruined 1, ruin 0.9, neglected 0.9, dilapidated 1, frayed 0.7,
threadbare 0.9, trodden 0.6, trampled 0.6, wear 0.6, graffiti 0.6, burnished 0.2
"""

_GLOSS = """
mirror 1, mirror like 1, mirrored 1, high gloss 1, gloss 0.85, glossy 0.9, shiny 0.9, shining
0.85, gleaming 0.9, glittering 0.7, reflective 0.85, polished 0.8, piano 0.9, lacquered 0.6,
varnished 0.5, glazed 0.6, enamelled 0.6, enameled 0.6, lustrous 0.6, sheen 0.4, sheeny 0.4, sleek
0.4, wet 0.8, rain 0.7, waxed 0.3, silky 0.3, satin 0.25, semi gloss 0.4, pearlescent 0.5, buffed
0.4, burnished 0.5, patent 0.9, eggshell -0.1, semi matt -0.3, honed -0.3, matt -0.85, matte -0.85,
flat -0.7, dull -0.6, chalky -0.9, dusty -0.5, powdery -0.8, dry -0.3, unpolished -0.5, unglazed
-0.5, unfinished -0.4, raw -0.4, untreated -0.4, rough -0.5, coarse -0.5, flamed -0.7, sandblasted
-0.8, sand blasted -0.8, bush hammered -0.8, bead blasted -0.6, frosted -0.7, etched -0.6, velvety
-0.7, suede -0.8, limewashed -0.8
"""

_STOP = """
a an the of for in on at to with and or but by from as is are be it its this that these those some
something anything thing things like kind sort type style look looks looking feel feeling very
really just i we you my our your his her their me us want need would should could can please give
make show have has had into over under behind around near between up down out off one two three
four five six ten more most less much many all any each so such than then too also s t m d which
who what where when how there here not no without never material materials texture surface
surfaces finish finished pattern bit little
"""

# How much of the next finish word is meant, and of a colour: away from or towards grey.
STRENGTHS: Mapping[str, float] = MappingProxyType(
    {
        "very": 1.3,
        "extremely": 1.4,
        "heavily": 1.3,
        "badly": 1.3,
        "deeply": 1.2,
        "highly": 1.2,
        "fairly": 0.8,
        "quite": 0.9,
        "slightly": 0.5,
        "lightly": 0.5,
        "gently": 0.5,
        "bit": 0.6,
        "little": 0.6,
        "somewhat": 0.6,
        "softly": 0.6,
    }
)

NEGATIONS = frozenset({"no", "not", "without", "never", "non", "free"})

STOP_WORDS = frozenset(_STOP.split())


def _read(text: str) -> Mapping[str, float]:
    rows = (entry.strip().rpartition(" ") for entry in text.replace("\n", " ").split(","))
    return MappingProxyType({name: float(value) for name, _, value in rows})


WEAR_WORDS = _read(_WEAR)
GLOSS_WORDS = _read(_GLOSS)
