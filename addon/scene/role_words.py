# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which words in a name mean which role, in a few languages. Data only.

ELEMENTS name a part of a building or a thing; STUFF names what it is made of, which says less:
wood on a window is a frame, wood on the ground is a floor. NAMELESS are words that tell nothing.
"""

from __future__ import annotations

_ENGLISH = {
    "exterior_wall": "facade façade cladding siding weatherboarding chimney parapet plinth",
    "interior_wall": "wall walls partition wallpaper drywall wainscot skirting baseboard",
    "floor": "floor floors flooring parquet laminate carpeting",
    "ceiling": "ceiling ceilings soffit",
    "roof": "roof roofs roofing rooftop shingle shingles overhang eave eaves gutter",
    "glazing": "glass glazing pane panes windowpane skylight",
    "frame": "frame frames mullion mullions sash sill window windows trim moulding molding",
    "door": "door doors doorway gate",
    "stairs": "stair stairs staircase step steps tread treads",
    "terrain": "terrain ground soil earth dirt landscape sand mud",
    "paving": (
        "paving pavement path sidewalk patio terrace driveway road street asphalt cobble "
        "cobbles curb kerb deck decking"
    ),
    "vegetation": (
        "grass lawn turf plant plants leaf leaves foliage tree trees bush hedge moss vegetation "
        "ivy fern"
    ),
    "water": "water pool pond sea lake river fountain",
    "upholstery": (
        "sofa couch cushion cushions pillow pillows upholstery mattress blanket duvet bedding "
        "seat armchair curtain curtains drape drapes rug quilt cover bedspread ottoman"
    ),
    "wood_furniture": (
        "furniture cabinet cabinets cupboard shelf shelves shelving bookcase bookshelf drawer "
        "drawers wardrobe dresser desk chair chairs stool bench bed nightstand sideboard"
    ),
    "tabletop": "tabletop worktop countertop counter table tables",
    "metal_part": (
        "handle handles knob knobs hinge leg legs pole rail railing rails pipe pipes bracket "
        "faucet tap hook hardware screw bolt wire"
    ),
    "fixture": (
        "fixture sink basin toilet bathtub tub bath shower washer dryer fridge refrigerator "
        "stove oven hood dishwasher microwave television tv screen lamp lampshade shade "
        "luminaire radiator appliance switch socket monitor computer ceramic porcelain enamel"
    ),
    "stone": "stone rock rocks boulder marble granite",
    "other": (
        "book books picture pictures painting poster photo artwork pot vase bowl cup dish "
        "crockery fruit food person people human man woman vehicle car animal toy logo"
    ),
}

# German, French, Spanish, Italian, Portuguese.
_OTHERS = {
    "exterior_wall": (
        "fassade aussenwand außenwand aussenmauer hauswand parement bardage fachada muralla "
        "facciata"
    ),
    "interior_wall": (
        "innenwand wand wände waende mauer trennwand tapete sockelleiste fussleiste mur murs "
        "cloison paroi plinthe pared paredes muro muros tabique rodapié parete pareti tramezzo "
        "battiscopa parede divisória rodapé"
    ),
    "floor": (
        "fussboden fußboden boden fussbodenbelag estrich parkett plancher sol suelo piso parqué "
        "pavimento solaio chão soalho assoalho"
    ),
    "ceiling": "decke zimmerdecke plafond techo cielorraso soffitto controsoffitto teto forro",
    "roof": (
        "dach dächer dachziegel dachrinne gaube toit toits toiture tuile tuiles ardoise tejado "
        "cubierta teja tejas tetto tegola tegole grondaia telhado telha telhas cobertura"
    ),
    "glazing": (
        "glas scheibe scheiben verglasung oberlicht verre vitre vitres vitrage verrière vidrio "
        "vidrios cristal acristalamiento vetro vetri vetrata lucernario vidro vidros vidraça "
        "claraboia"
    ),
    "frame": (
        "fenster rahmen fensterrahmen zarge fensterbank fenêtre fenetre cadre châssis ventana "
        "ventanas marco alféizar finestra finestre telaio cornice infisso janela janelas "
        "caixilho moldura peitoril"
    ),
    "door": (
        "tür tuer türen türblatt tor porte portes portail puerta puertas portón porta portone "
        "cancello portão"
    ),
    "stairs": (
        "treppe treppen stufe stufen escalier escaliers marche marches escalera escaleras "
        "escalón peldaño scala gradini gradino escada escadas degrau degraus"
    ),
    "terrain": (
        "gelände gelaende erde erdreich terre sable tierra terreno arena terra sabbia areia"
    ),
    "paving": (
        "pflaster terrasse gehweg weg strasse straße bordstein trottoir pavé route allée acera "
        "calle carretera adoquín strada terrazza marciapiede vialetto calçada passeio rua "
        "estrada terraço"
    ),
    "vegetation": (
        "gras rasen wiese pflanze pflanzen blatt blätter laub baum bäume hecke strauch herbe "
        "pelouse gazon plante feuille feuilles feuillage arbre arbres haie buisson hierba "
        "césped cesped planta plantas hoja hojas árbol árboles arbusto erba prato pianta piante "
        "foglia foglie albero alberi siepe cespuglio relva grama folha folhas árvore árvores "
        "sebe"
    ),
    "water": (
        "wasser teich becken schwimmbecken eau piscine étang agua piscina estanque acqua "
        "laghetto água lago"
    ),
    "upholstery": (
        "polster kissen vorhang vorhänge gardine teppich matratze bettdecke tischdecke sessel "
        "coussin coussins rideau rideaux tapis canapé fauteuil matelas couette cojín cojines "
        "cortina cortinas alfombra colchón sillón sofá cuscino cuscini tenda tende tappeto "
        "divano poltrona materasso tappezzeria almofada almofadas alcatifa estofo colchão"
    ),
    "wood_furniture": (
        "möbel moebel schrank regal schublade stuhl stühle hocker bank bett kommode "
        "meuble meubles armoire étagère chaise chaises tabouret tiroir commode bibliothèque "
        "mueble muebles armario estante estantería silla sillas taburete cajón cama cómoda "
        "mobile mobili armadio scaffale sedia sedie sgabello cassetto letto libreria móvel "
        "móveis armário prateleira cadeira cadeiras gaveta banco"
    ),
    "tabletop": (
        "tisch tische tischplatte arbeitsplatte comptoir mesa mesas encimera tavolo tavoli "
        "bancada balcão"
    ),
    "metal_part": (
        "griff griffe klinke bein beine stange geländer gelaender rohr rohre wasserhahn "
        "scharnier poignée pied tuyau robinet rampe charnière manija pata patas tubo grifo "
        "barandilla bisagra maniglia gamba gambe rubinetto ringhiera cerniera maçaneta perna "
        "pernas torneira corrimão"
    ),
    "fixture": (
        "waschbecken toilette wanne badewanne dusche kühlschrank herd ofen lampe leuchte "
        "steckdose heizkörper waschmaschine spüle évier lavabo baignoire douche frigo "
        "réfrigérateur radiateur bañera ducha inodoro nevera frigorífico lámpara horno "
        "fregadero lavandino vasca doccia frigorifero lampada termosifone forno pia banheira "
        "chuveiro sanita geladeira lâmpada luminária fogão televisor"
    ),
    "stone": (
        "stein steine fels marmor granit pierre pierres roche marbre piedra piedras roca mármol "
        "granito pietra pietre roccia marmo pedra pedras rocha mármore"
    ),
    "other": (
        "buch bücher bild gemälde topf schale tasse mensch auto livre livres tableau tasse "
        "voiture libro libros cuadro coche libri quadro persona macchina livros carro pessoa"
    ),
}

_STUFF = {
    "wood": (
        "wood wooden timber oak walnut pine birch beech plywood holz eiche nussbaum kiefer "
        "birke buche bois chêne noyer hêtre madera roble nogal pino legno rovere noce faggio "
        "madeira carvalho pinho nogueira"
    ),
    "metal": (
        "metal metallic steel iron aluminium aluminum brass copper chrome bronze gold metall "
        "stahl eisen messing kupfer chrom acier fer laiton cuivre acero hierro latón cobre "
        "aluminio acciaio ferro ottone rame alluminio aço latão alumínio"
    ),
    "fabric": (
        "fabric cloth textile leather velvet linen wool carpet stoff leder samt leinen wolle "
        "tissu cuir velours lin laine tela cuero terciopelo lino tejido tessuto pelle velluto "
        "lana tecido couro veludo linho"
    ),
    "masonry": (
        "brick bricks concrete cement plaster stucco render paint painted ziegel backstein "
        "klinker beton putz gips farbe brique briques béton plâtre enduit ladrillo ladrillos "
        "hormigón yeso mattone mattoni calcestruzzo intonaco gesso reboco tijolo tijolos "
        "concreto betão"
    ),
    "tile": (
        "tile tiles terrazzo mosaic fliese fliesen kachel kacheln carrelage carreau azulejo "
        "azulejos baldosa baldosas piastrella piastrelle ladrilho"
    ),
}

_PHRASES = {
    "curtain wall": "glazing",
    "mur rideau": "glazing",
    "muro cortina": "glazing",
    "facciata continua": "glazing",
    "roof window": "glazing",
    "shower screen": "glazing",
    "retaining wall": "stone",
    "plan de travail": "tabletop",
    "piano di lavoro": "tabletop",
    "ceiling fan": "fixture",
    "ceiling light": "fixture",
    "wall light": "fixture",
    "roof terrace": "paving",
    "pool deck": "paving",
    "down pipe": "metal_part",
    "chest drawers": "wood_furniture",
    "potting soil": "terrain",
    "drapery rod": "metal_part",
}

_NAMELESS = """
    axis back base big black blue body bottom brown clone collection color colormap colour
    component cone copy cube curve cylinder dark default element empty file front geo geometry
    gray green grey group grid high icosphere ifc inner inside instance layer left light low main
    map mat material materials mesh meshes middle model name new node none object objects obj of
    old orange outer outside pale part piece pink plane primitive purple red right root round scene
    shape side sphere submesh surface suzanne test text texture the top torus tri untitled white
    yellow
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, words in table.items() for word in words.split()}


def _of(role: str) -> frozenset[str]:
    return _words(f"{_ENGLISH[role]} {_OTHERS[role]}")


OUTSIDE = _words(
    "aussen außen building bâtiment casa city edificio edifício esterno exterieur exterior "
    "external extérieur facade façade fuera garage garden gebäude haus house outdoor "
    "exterior externo jardim jardin giardino outer outside shed skyscraper street tower yard"
)
INSIDE = _words(
    "bathroom bedroom chambre cocina cucina cuisine habitación hall indoor innen inner "
    "inside interieur interior internal interno intérieur kitchen küche living office "
    "baño bagno banheiro quarto sala raum room stanza zimmer cozinha wohnzimmer"
)
TABLE_WORDS = _of("tabletop") | {"desk"}
LAWN_WORDS = _words("cesped césped erba gras grass herbe hierba lawn moss pelouse rasen turf")
PLANT_WORDS = _of("vegetation") - LAWN_WORDS
PALE_WORDS = _words("bianco blanc blanco chiaro clair claro hell light pale weiss weiß white")
DARK_WORDS = _words("black dark dunkel negro nero noir oscuro schwarz scuro sombre")
ENGLISH = _by_word(_ENGLISH)
ELEMENTS = ENGLISH | _by_word(_OTHERS)
STUFF = _by_word(_STUFF)
PHRASES = {tuple(phrase.split()): role for phrase, role in _PHRASES.items()}
NAMELESS = _words(_NAMELESS)
