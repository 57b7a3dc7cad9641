# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which words in a name mean which role, in a few languages. Data only.

ELEMENTS name a part of a building or a thing; STUFF names what it is made of, which says less:
wood on a window is a frame, wood on the ground is a floor.
"""

from __future__ import annotations

_ELEMENTS = {
    "exterior_wall": (
        "facade façade cladding siding fassade aussenwand außenwand fachada facciata"
    ),
    "interior_wall": (
        "wall walls innenwand wand wände waende mur murs pared paredes muro parete "
        "partition wallpaper drywall tapete cloison wainscot skirting baseboard"
    ),
    "floor": (
        "floor floors flooring parquet fussboden fußboden boden plancher sol suelo piso "
        "pavimento laminate carpeting"
    ),
    "ceiling": ("ceiling ceilings decke plafond techo soffitto soffit"),
    "roof": (
        "roof roofs roofing rooftop shingle shingles dach toit toiture tejado tetto "
        "overhang eave eaves gutter dachziegel"
    ),
    "glazing": (
        "glass glazing pane panes windowpane glas scheibe verglasung verre vitre vitrage "
        "vidrio cristal vetro skylight"
    ),
    "frame": (
        "frame frames mullion mullions sash sill window windows fenster rahmen "
        "fensterrahmen fenêtre fenetre cadre ventana marco finestra telaio trim moulding "
        "molding"
    ),
    "door": ("door doors doorway tür tuer türen porte portes puerta porta gate"),
    "stairs": (
        "stair stairs staircase step steps tread treads treppe stufe escalier marche "
        "escalera scala gradini"
    ),
    "terrain": (
        "terrain ground soil earth dirt landscape sand mud gelände gelaende erde terre tierra terra"
    ),
    "paving": (
        "paving pavement path sidewalk patio terrace driveway road street asphalt cobble "
        "cobbles curb kerb pflaster terrasse gehweg weg trottoir pavé acera strada "
        "terrazza deck decking"
    ),
    "vegetation": (
        "grass lawn plant plants leaf leaves foliage tree trees bush hedge moss "
        "vegetation gras rasen pflanze blatt blätter baum herbe pelouse plante feuille "
        "arbre hierba césped cesped turf planta hoja erba pianta foglia albero ivy fern"
    ),
    "water": (
        "water pool pond sea lake river fountain wasser teich eau piscine agua piscina acqua"
    ),
    "upholstery": (
        "sofa couch cushion cushions pillow pillows upholstery mattress blanket duvet "
        "bedding seat armchair curtain curtains drape drapes rug polster kissen vorhang "
        "teppich coussin rideau tapis canapé cojín cortina alfombra cuscino tenda tappeto "
        "divano quilt cover bedspread ottoman"
    ),
    "wood_furniture": (
        "furniture cabinet cabinets cupboard shelf shelves shelving bookcase bookshelf "
        "drawer drawers wardrobe dresser desk chair chairs stool bench bed nightstand "
        "sideboard möbel moebel schrank regal stuhl bank bett meuble armoire étagère "
        "chaise mueble armario silla cama mobile armadio sedia letto"
    ),
    "tabletop": (
        "tabletop worktop countertop counter table tables tisch tischplatte arbeitsplatte "
        "plan comptoir mesa encimera tavolo"
    ),
    "metal_part": (
        "handle handles knob knobs hinge leg legs pole rail railing rails pipe pipes "
        "bracket faucet tap hook griff bein stange geländer gelaender rohr poignée pied "
        "tuyau manija pata tubo maniglia gamba screw bolt wire hardware"
    ),
    "fixture": (
        "fixture sink basin toilet bathtub tub bath shower washer dryer fridge "
        "refrigerator stove oven hood dishwasher microwave television tv screen lamp "
        "lampshade shade luminaire radiator waschbecken toilette wanne kühlschrank herd "
        "ofen lampe évier baignoire frigo lavabo bañera nevera lavandino vasca "
        "frigorifero appliance switch socket monitor computer ceramic porcelain enamel"
    ),
    "stone": (
        "stone rock rocks boulder marble granite stein fels marmor pierre roche marbre "
        "piedra roca mármol pietra roccia marmo"
    ),
}

_STUFF = {
    "wood": (
        "wood wooden timber oak walnut pine birch beech plywood holz eiche bois chêne "
        "madera legno rovere"
    ),
    "metal": (
        "metal metallic steel iron aluminium aluminum brass copper chrome bronze gold "
        "metall stahl acier fer acero hierro acciaio ferro"
    ),
    "fabric": (
        "fabric cloth textile leather velvet linen wool carpet stoff leder samt leinen "
        "tissu cuir tela cuero tessuto pelle"
    ),
    "masonry": (
        "brick bricks concrete cement plaster stucco render ziegel backstein beton putz "
        "brique béton plâtre ladrillo hormigón yeso mattone calcestruzzo intonaco paint "
        "painted farbe"
    ),
    "tile": ("tile tiles fliese fliesen carrelage azulejo piastrella terrazzo mosaic"),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, words in table.items() for word in words.split()}


OUTSIDE = _words(
    "aussen außen building bâtiment casa city edificio esterno exterieur exterior "
    "external extérieur facade façade fuera garage garden gebäude haus house outdoor "
    "outer outside shed skyscraper street tower yard"
)
INSIDE = _words(
    "bathroom bedroom chambre cocina cucina cuisine habitación hall indoor innen inner "
    "inside interieur interior internal interno intérieur kitchen küche living office "
    "raum room stanza zimmer"
)
TABLE_WORDS = _words(_ELEMENTS["tabletop"]) | {"desk"}
LAWN_WORDS = _words("cesped césped erba gras grass herbe hierba lawn moss pelouse rasen turf")
PLANT_WORDS = _words(_ELEMENTS["vegetation"]) - LAWN_WORDS
PALE_WORDS = _words("bianco blanc blanco chiaro clair claro hell light pale weiss weiß white")
DARK_WORDS = _words("black dark dunkel negro nero noir oscuro schwarz scuro sombre")
ELEMENTS = _by_word(_ELEMENTS)
STUFF = _by_word(_STUFF)
