# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Material, colour and wear words of six languages in English, plain as `wordpiece.plain` has them.
Data only.

What English says, then the words. Words that are English too stand in DOUBTFUL and count
only beside another word of their language.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_GERMAN = """
brick: ziegel backstein klinker ziegelstein ziegelwand backsteinwand mauerwerk; roof tile:
dachziegel ziegeldach biberschwanz; tile: fliese fliesen kachel kacheln; wood: holz massivholz;
oak: eiche eichenholz; walnut: nussbaum walnuss; beech: buche; birch: birke; pine: kiefer fichte;
larch: larche; ash wood: esche; herringbone: fischgrat; parquet: parkett; planks: dielen bretter
dielenboden holzdielen landhausdiele; plywood: sperrholz multiplex; veneer: furnier furniert;
shingle: schindel schindeln holzschindeln; slate: schiefer; thatch: reet reetdach strohdach;
stone: stein naturstein quader; sandstone: sandstein; limestone: kalkstein; marble: marmor;
granite: granit; gravel: kies schotter split splitt; cobblestone: kopfsteinpflaster pflaster
pflasterstein pflastersteine; paving slabs: gehwegplatten terrassenplatten bodenplatten; concrete:
beton sichtbeton; board formed: brettschalung bretterschalung schalungsbrett; screed: estrich;
plaster: putz gips kalkputz lehmputz; stucco: rauputz kratzputz aussenputz; painted wall:
wandfarbe anstrich; paint: farbe gestrichen gestrichene; metal: metall; steel: stahl edelstahl;
iron: eisen; cast iron: gusseisen; copper: kupfer; brass: messing; zinc: zink; sheet: blech;
corrugated metal: wellblech; perforated metal: lochblech; standing seam: stehfalz stehfalzdach;
glass: glas fensterglas; frosted glass: milchglas; fabric: stoff gewebe; wool: wolle; linen:
leinen; felt: filz; carpet: teppich teppichboden; knit: strick gestrickt strickware; leather:
leder; grass: rasen wiese; soil: erde erdboden ackerboden; earth: lehm lehmboden; foliage: laub
blatter hecke; water: wasser; roof: dach; floor: fussboden boden; brushed: geburstet gebursteter
geburstetes; hexagon: sechseck sechseckig hexagonfliesen; rough: grob rau rauh; new: neu; old:
alt; worn: abgenutzt gebraucht; weathered: verwittert vergraut; rusty: rostig verrostet; dirty:
schmutzig; cracked: rissig gerissen; polished: poliert; glossy: glanzend hochglanz; matt: matt;
smooth: glatt; white: weiss; black: schwarz; grey: grau; red: rot; blue: blau; green: grun;
yellow: gelb; brown: braun; pink: rosa; purple: violett lila; orange: orange; turquoise: turkis;
beige: beige; anthracite: anthrazit; light: hell; dark: dunkel; pale: blass; with: mit;
scandinavian: skandinavisch nordisch; brutalist: brutalistisch brutalismus; industrial:
industriell industriestil; rustic: rustikal; mediterranean: mediterran; minimal: minimalistisch
reduziert; japanese: japanisch; classic: klassisch; modern: modern zeitgenossisch; cosy: gemutlich
wohnlich; warm: warm; cool: kuhl kalt; colourful: bunt farbenfroh; elegant: elegant edel; natural:
naturlich; country: landlich landhaus; moody: duster; calm: ruhig; pastel: pastell; wall: wand
wande; ceiling: decke; furniture: mobel; and: und
"""

_FRENCH = """
brick: brique briques; roof tile: tuile tuiles; tile: carrelage carreau carreaux faience; cement
tile: ciment; wood: bois; oak: chene; walnut: noyer; beech: hetre; birch: bouleau; ash wood:
frene; larch: meleze; chevron: hongrie; planks: planches lames; plywood: contreplaque; veneer:
placage; shingle: bardeaux bardeau; slate: ardoise ardoises; thatch: chaume; stone: pierre
pierres; rubble stone: moellon moellons; limestone: calcaire; sandstone: gres; marble: marbre;
granite: granit; gravel: gravier graviers galets; cobblestone: paves; paving slabs: dalles
dallage; concrete: beton; plaster: enduit platre crepi; lime: chaux; painted wall: peinture;
paint: peint peinte; steel: acier inox; iron: fonte; copper: cuivre; brass: laiton; corrugated
metal: ondulee ondule; sheet: tole; perforated metal: perforee perfore; glass: verre vitre
vitrage; frosted: depoli; fabric: tissu toile; wool: laine; felt: feutre feutrine; carpet:
moquette tapis; knit: tricot maille; leather: cuir; velvet: velours; grass: herbe pelouse gazon;
soil: terre; foliage: feuillage haie; water: eau; roof: toiture; hexagon: hexagonal tomette
tomettes; brushed: brosse brossee; new: neuf neuve; old: vieux vieille ancien ancienne; worn: use
usee; weathered: vieilli patine; rusty: rouille rouillee; polished: poli polie; glossy: brillant
brillante; matt: mat; smooth: lisse; white: blanc blanche; black: noir noire; grey: gris grise;
red: rouge; blue: bleu bleue; green: vert verte; yellow: jaune; brown: marron brun brune; purple:
violette; light: clair claire; dark: fonce foncee sombre; with: avec; scandinavian: scandinave
nordique; brutalist: brutaliste brutalisme; industrial: industriel industrielle; rustic: rustique;
mediterranean: mediterraneen mediterraneenne; minimal: minimaliste epure; japanese: japonais
japonaise; classic: classique; modern: moderne contemporain; cosy: chaleureux chaleureuse
douillet; warm: chaud chaude; cool: froid froide; colourful: colore coloree; natural: naturel
naturelle; country: campagne champetre; calm: calme apaisant; wall: mur murs; ceiling: plafond;
floor: sol parquet plancher; furniture: meuble meubles mobilier; raw: brut brute
"""

_SPANISH = """
brick: ladrillo ladrillos; roof tile: teja tejas; tile: azulejo azulejos baldosa baldosas
ceramica; wood: madera; oak: roble; walnut: nogal; pine: pino; herringbone: espiga espina
espiguilla; planks: tarima tablas tablones; plywood: contrachapado; veneer: chapa chapado; slate:
pizarra; stone: piedra piedras; rubble stone: mamposteria; marble: marmol; granite: granito;
gravel: grava guijarros; cobblestone: adoquin adoquines; concrete: hormigon; plaster: yeso revoco
enlucido; stucco: estuco; paint: pintura pintado pintada; steel: acero; stainless: inoxidable;
iron: hierro; copper: cobre; brass: laton; corrugated: ondulada ondulado corrugada; perforated:
perforada perforado; glass: vidrio cristal; fabric: tela tejido; wool: lana; felt: fieltro;
carpet: alfombra moqueta; leather: cuero piel; grass: cesped hierba; soil: tierra; foliage:
follaje hojas; water: agua; roof: tejado; asphalt: asfalto; mosaic: mosaico; brushed: cepillado
cepillada; new: nuevo nueva; old: viejo vieja antiguo antigua; worn: gastado gastada desgastado;
weathered: envejecido envejecida; rusty: oxidado oxidada; polished: pulido pulida; glossy:
brillante; matt: mate; smooth: liso; white: blanco blanca; black: negro negra; grey: gris; red:
rojo roja; blue: azul; green: verde; yellow: amarillo amarilla; brown: marron; pink: rosado
rosada; orange: naranja; light: claro clara; dark: oscuro oscura; with: con; scandinavian:
escandinavo escandinava nordico; brutalist: brutalista; industrial: industrial; rustic: rustico
rustica; mediterranean: mediterraneo mediterranea; minimal: minimalista; japanese: japones
japonesa; classic: clasico clasica; modern: moderno moderna contemporaneo; cosy: acogedor
acogedora; warm: calido calida; cool: frio fria; colourful: colorido; natural: natural; country:
campestre; calm: tranquilo sereno; pale: palido palida; wall: pared paredes muro; ceiling: techo;
floor: suelo; furniture: muebles mueble
"""

_ITALIAN = """
brick: mattone mattoni; roof tile: tegola tegole coppi; terracotta: cotto; tile: piastrella
piastrelle; wood: legno; oak: rovere; walnut: noce; herringbone: spina spiga; planks: assi tavole
doghe; plywood: compensato; veneer: impiallacciatura; slate: ardesia; stone: pietra pietre;
marble: marmo; granite: granito; gravel: ghiaia ciottoli; cobblestone: sampietrini acciottolato;
concrete: calcestruzzo cemento; plaster: intonaco; stucco: stucco; paint: vernice pittura; steel:
acciaio; iron: ferro; cast iron: ghisa; copper: rame; brass: ottone; corrugated: ondulata
ondulato; perforated: forata forato; glass: vetro; fabric: tessuto stoffa; felt: feltro; wool:
lana; carpet: moquette tappeto; knit: maglia; leather: pelle cuoio; grass: erba prato; soil:
terra; water: acqua; roof: tetto; asphalt: asfalto; mosaic: mosaico; floor: pavimento; new: nuovo
nuova; old: vecchio vecchia antico antica; worn: consumato usurato; weathered: invecchiato
invecchiata; rusty: arrugginito arrugginita; polished: lucido lucidato levigato; matt: opaco
opaca; white: bianco bianca; black: nero nera; grey: grigio grigia; red: rosso rossa; blue: blu;
green: verde; yellow: giallo gialla; brown: marrone; light: chiaro chiara; dark: scuro scura;
scandinavian: scandinavo nordico; brutalist: brutalista; industrial: industriale; rustic: rustico
rustica; mediterranean: mediterraneo mediterranea; minimal: minimalista essenziale; japanese:
giapponese; classic: classico classica; modern: moderno moderna contemporaneo; cosy: accogliente;
warm: caldo calda; cool: freddo fredda; colourful: colorato; natural: naturale; country: campagna;
calm: tranquillo sereno; pale: pallido pallida; wall: parete pareti muro muri; ceiling: soffitto;
furniture: mobili arredo
"""

_PORTUGUESE = """
brick: tijolo tijolos; roof tile: telha telhas; tile: azulejo azulejos ladrilho; wood: madeira;
oak: carvalho; walnut: nogueira; planks: tabuas soalho; plywood: contraplacado; slate: ardosia
xisto; stone: pedra pedras; marble: marmore; granite: granito; gravel: brita gravilha seixos;
cobblestone: calcada paralelepipedo; concrete: betao; plaster: reboco gesso; paint: tinta pintado;
steel: aco; iron: ferro; copper: cobre; brass: latao; glass: vidro; fabric: tecido; wool: la;
felt: feltro; carpet: alcatifa tapete; knit: malha trico; leather: couro; grass: relva grama;
water: agua; roof: telhado; new: novo nova; old: velho velha; worn: gasto gasta; rusty:
enferrujado enferrujada ferrugem; polished: polido polida; matt: fosco; white: branco branca;
black: preto preta; grey: cinza cinzento; red: vermelho vermelha; blue: azul; green: verde;
yellow: amarelo amarela; brown: castanho marrom; scandinavian: escandinavo escandinava nordico;
brutalist: brutalista; industrial: industrial; rustic: rustico rustica; mediterranean:
mediterraneo mediterranico; minimal: minimalista; japanese: japones japonesa; classic: classico
classica; modern: moderno moderna contemporaneo; cosy: acolhedor aconchegante; warm: quente; cool:
frio fria; colourful: colorido; natural: natural; calm: calmo sereno; pale: palido palida; light:
claro clara; dark: escuro escura; wall: parede paredes muro; ceiling: teto; floor: chao piso;
furniture: moveis mobilia; with: com
"""

_DUTCH = """
brick: baksteen bakstenen; roof tile: dakpan dakpannen; tile: tegel tegels; wood: hout houten;
oak: eik eiken eikenhout; walnut: notenhout; herringbone: visgraat; planks: planken; plywood:
multiplex; slate: leisteen; thatch: rieten riet; stone: natuursteen; marble: marmer; granite:
graniet; gravel: grind; cobblestone: kinderkopjes kasseien klinkers; paving: stoeptegels;
concrete: beton; plaster: pleister stucwerk leemstuc; paint: verf geverfd geverfde; steel: staal;
iron: ijzer; cast iron: gietijzer; copper: koper; brass: messing; corrugated metal: golfplaat;
glass: glas; fabric: stof; wool: wol wollen; felt: vilt; carpet: tapijt vloerbedekking; knit:
gebreid gebreide; leather: leer leren; grass: gras gazon; soil: aarde grond; water: water; roof:
dak; floor: vloer; new: nieuw nieuwe; old: oude oud; worn: versleten; weathered: verweerd
verweerde; rusty: roestig roestige; polished: gepolijst; white: wit witte; black: zwart zwarte;
grey: grijs grijze; red: rood rode; blue: blauw blauwe; green: groen groene; yellow: geel gele;
brown: bruin bruine; light: licht lichte; dark: donker donkere
"""

# English words too, or a letter or two: they count beside another word of their language.
_DOUBTFUL = """
alt rot matt split farbe orange beige la stucco multiplex water use poli mat fonte paves toile
lames rose cotto spina spiga noce assi blu leer con mate gris piel chaux tapis mit avec dak grond
stof hell rame tinta aco claire clara violette wit planks boden use light
modern warm elegant natural industrial calm calme sol campagne mobile rustic com
"""

DOUBTFUL = frozenset(_DOUBTFUL.split())


def _read(text: str) -> Mapping[str, str]:
    lines = (line.partition(": ") for line in " ".join(text.split()).split("; "))
    return MappingProxyType(
        {word: english for english, _, words in lines for word in words.split()}
    )


LANGUAGES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "German": _read(_GERMAN),
        "French": _read(_FRENCH),
        "Spanish": _read(_SPANISH),
        "Italian": _read(_ITALIAN),
        "Portuguese": _read(_PORTUGUESE),
        "Dutch": _read(_DUTCH),
    }
)
