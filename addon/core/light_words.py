# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for light in English, German, French, Spanish, Italian and Portuguese. Data only.

A line gives a meaning and the phrases for it, in small letters without accents ("ue" for "ü"), with
"_" for a space.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_PARTS = """
dawn: dawn daybreak first_light morgengrauen morgendaemmerung aube aurore;
sunrise: sunrise sunup sonnenaufgang lever_du_soleil lever_de_soleil amanecer salida_del_sol alba
nascer_do_sol amanhecer;
morning: morning forenoon morgen morgens vormittag vormittags matin matinee manana mattina mattino
manha;
noon: noon midday mittag mittags midi mediodia mezzogiorno meio_dia;
afternoon: afternoon nachmittag nachmittags apres_midi tarde pomeriggio;
evening: evening abend abends soir soiree sera;
sunset: sunset sundown sonnenuntergang coucher_du_soleil coucher_de_soleil puesta_de_sol
puesta_del_sol atardecer ocaso tramonto por_do_sol;
golden hour: golden_hour golden magic_hour goldene_stunde goldenen_stunde abendsonne heure_doree
hora_dorada ora_d_oro ora_dorata hora_dourada;
blue hour: blue_hour dusk twilight blaue_stunde blauen_stunde daemmerung abenddaemmerung heure_bleue
crepuscule hora_azul crepusculo anochecer ora_blu crepuscolo anoitecer;
night: night nighttime midnight moonlight nacht nachts mondschein mondlicht nuit minuit noche
medianoche notte mezzanotte noite meia_noite
"""

_WEATHER = """
clear: clear sunny crisp hard klar klarer klarem sonnig sonniger ensoleille ensoleillee clair
soleado despejado sereno soleggiato ensolarado limpo;
hazy: hazy haze mist misty veiled soft diesig dunstig weich brume brumeux voile bruma brumoso
neblina foschia velato nevoa;
overcast: overcast cloudy cloud clouds clouded grey gray dull diffuse bedeckt bedeckter bedecktem
bewoelkt bewoelkter wolkig truebe trueb couvert nuageux gris nublado cubierto coperto nuvoloso
encoberto;
storm: storm stormy thunderstorm dramatic gewitter stuermisch dramatisch orage orageux dramatique
tormenta tormentoso temporale tempesta tempestade trovoada
"""

_SEASONS = """
spring: spring fruehling fruehling fruehjahr printemps primavera;
summer: summer sommer ete verano estate verao;
autumn: autumn fall herbst automne otono autunno outono;
winter: winter hiver invierno inverno
"""

_WINDS = """
north: n north northern nord norden norte; south: s south southern sued sueden sud sur sul;
east: e east eastern ost osten est este leste; west: w west western westen ouest oeste ovest;
north-east: ne northeast nordost nordosten noreste nordeste nordest;
south-east: se southeast suedost suedosten sureste sudeste sudest;
south-west: sw southwest suedwest suedwesten suroeste sudoeste sudovest;
north-west: nw northwest nordwest nordwesten noroeste nordovest
"""

_SIDES = """
left: left links gauche izquierda sinistra esquerda;
right: right rechts droite derecha destra direita;
front: front vorn vorne devant face frente fronte davanti;
back: back behind backlit backlight hinten gegenlicht derriere contre_jour detras contraluz dietro
controluce atras
"""

_SHIFTS = """
early: early frueh frueher tot temprano presto cedo;
late: late spaet spaeter tard tardive tardi
"""

_HEIGHTS = """
low: low niedrig niedrige tief tiefe tiefstehende bas basse bajo baja basso bassa baixo baixa;
high: high hoch hohe hochstehende haut haute alto alta
"""

_MONTHS = """
1: january jan januar janvier enero gennaio janeiro; 2: february feb februar fevrier febrero
febbraio fevereiro; 3: march mar maerz mars marzo marco; 4: april apr avril abril aprile;
5: may mai mayo maggio maio; 6: june jun juni juin junio giugno junho; 7: july jul juli juillet
julio luglio julho; 8: august aug aout agosto; 9: september sep sept septembre septiembre settembre
setembro; 10: october oct oktober okt octobre octubre ottobre outubro; 11: november nov novembre
noviembre novembro; 12: december dec dezember dez decembre diciembre dicembre dezembro
"""

_FILLERS = """
sun sunlight sunshine light daylight from the at in on a an of to with and by day sky time clock o
local camera
sonne sonnenlicht licht von vom aus bei um im am der die das den dem mit und himmel tag uhr
soleil lumiere du de la le les l d au aux en depuis avec et ciel jour heure
sol luz del desde el los las al con y cielo dia hora
sole luce da dal dalla nel nella di il lo gli e cielo giorno alle ora
do dos no na nos as com ceu em ao dans des
"""


def _read(text: str) -> Mapping[str, str]:
    lines = (line.partition(": ") for line in " ".join(text.split()).split("; "))
    return MappingProxyType(
        {word.replace("_", " "): meaning for meaning, _, words in lines for word in words.split()}
    )


PARTS = _read(_PARTS)
WEATHER = _read(_WEATHER)
SEASONS = _read(_SEASONS)
WINDS = _read(_WINDS)
SIDES = _read(_SIDES)
SHIFTS = _read(_SHIFTS)
HEIGHTS = _read(_HEIGHTS)
MONTHS: Mapping[str, int] = {word: int(number) for word, number in _read(_MONTHS).items()}
FILLERS = frozenset(_FILLERS.split())
