# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colour words of architects and paint makers, and common RAL Classic colours, as sRGB codes. Data
only.

The words' codes were chosen by eye; those of RAL are the usual screen approximations. A code that
follows a name is six hexadecimal digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_NAMES = """
white F2F1ED, off white EDE9DF, warm white F1ECE1, chalk EFEDE6, ivory EFE8D6, cream EFE4C8,
eggshell EAE3D2, bone E2DACA, alabaster EDEAE2, pearl E4E1D8, snow white F4F5F5, milky F0EDE6,
vanilla EFE2BE, magnolia EEE5DC, parchment E4D9C0, oatmeal D8CBB4, linen white E9E1D2, porcelain
white F0F0EE, grey 8B8B89, gray 8B8B89, light grey BFBFBC, dark grey 55565A, silver B4B6B8, silver
grey A5A7A7, ash grey A9A8A2, dove grey B3AFA8, pearl grey C9C6C0, stone grey 9C978C, cement grey
9A9893, graphite 46484B, anthracite 383E42, charcoal 3B3B3D, gunmetal 4B5055, iron grey 55585A,
slate grey 5F6870, steel grey 70767A, lead grey 62666A, mouse grey 77746E, smoke grey 8E8C88,
french grey A8A79B, greige B3A797, taupe 8B7D6E, mushroom B0A190, putty C2B59B, pewter 85878A,
black 1C1C1D, jet black 0E0E10, ebony 2A2320, ink blue 1E222B, onyx 232325, soot black 2A2827,
blackened 2B2B2C, red A82B2A, bright red C4231F, brick red 8F4233, oxblood 4A1216, burgundy
5E1A2A, bordeaux 56182A, maroon 5A1C20, wine red 5C1D2C, claret 6A1B2D, crimson 9C1B30, scarlet
BC2418, vermilion CF3E22, cherry red 8E1B26, ruby 8A1531, carmine 93152C, raspberry A0294F,
cranberry 87202F, oxide red 7C382C, iron oxide 7C382C, venetian red 97392E, barn red 7A2A22,
pompeian red 8E3B32, falun red 7D2E21, tomato C5422B, rust red 8C3B22, terracotta B5613F, terra
cotta B5613F, burnt sienna 96452B, sienna A2643A, raw sienna B07B46, burnt umber 5E3B2B, umber
6B5138, sepia 5A4433, coral DE7860, salmon E09680, peach EDBB98, apricot EBB17E, blush E3BFB3,
rose D3949A, dusty rose BE8E8B, old rose B98286, pink DFA5AE, pale pink EBCFCB, hot pink D4497F,
shell pink EBCDC0, fuchsia B5307A, magenta A8286E, cerise B52C5B, plaster pink D9AE9A, nude
DDBEA6, orange D9772B, burnt orange B5581F, tangerine E08434, pumpkin CC6F27, amber D0902F, copper
B87348, bronze 80603F, brass BE9A53, gold C49E47, golden C49E47, rose gold C59A86, champagne
D9C6A0, yellow E5C238, lemon EBDD57, lemon yellow EBDD57, canary EFD84A, mustard BF942D, saffron
DDA12E, ochre BC8636, yellow ochre C08F3B, naples yellow E8CF88, straw D8C07A, honey C9954A, buff
C9AD7C, wheat D8BF8C, sunflower E5B52D, butter yellow EBDCA0, primrose E7DD9B, lemongrass C9C57B,
beige CFBFA2, sand C9B48C, camel B48A5A, fawn B39A76, khaki 8F8560, biscuit D3B88E, ecru D0C3A2,
natural linen CDBFA6, tan B48A62, caramel A96F3B, cognac 8F532B, toffee 8B5A35, cinnamon 96572F,
brown 6B4A33, dark brown 432E22, light brown 9A7350, chocolate 4B3024, coffee brown 4E3A2C, mocha
6B5242, espresso 382820, hazel 8C6A45, russet 80452B, tobacco 74563A, chestnut brown 6A3B28,
mahogany red 5B2A20, green 4B7A4A, dark green 28482F, light green 9CBF8E, sage A0AB8B, sage green
A0AB8B, olive 6C6B3B, olive green 6C6B3B, moss green 66713F, forest green 2B4A33, bottle green
17402F, racing green 14402B, british racing green 14402B, emerald 1E7A57, jade 3F9A78, mint
AFD8C0, mint green AFD8C0, pistachio B4C596, lime green A0C23A, apple green 8CB24A, grass green
5B8C3E, leaf green 557F3C, fern green 587A48, hunter green 2C4A36, pine green 24493C, sea green
4F9482, seafoam A5D3BF, celadon A9C2A5, verdigris 62A590, patina green 6CA892, eau de nil B9C8A8,
chartreuse B7C93F, avocado 70743A, spruce 31504A, viridian 2E7A66, malachite 237A55, reseda
7E8F6E, lichen A7AB8D, jungle green 2A5A41, army green 565B3A, eucalyptus 8FA596, khaki green
757352, blue 35609C, dark blue 22345C, light blue 9DBBD6, sky blue 8CB8DA, baby blue B4D0E2, navy
1F2A44, navy blue 1F2A44, midnight blue 1A2038, royal blue 2A4B9B, cobalt 21479E, cobalt blue
21479E, ultramarine 25379A, indigo 2D3566, denim 4A6686, denim blue 4A6686, steel blue 56788F,
slate blue 596A80, powder blue B3CAD6, duck egg blue BCD2CC, duck egg BCD2CC, ice blue CFE1E8,
petrol 1D4F5B, petrol blue 1D4F5B, teal 1F6F6F, turquoise 3FB5AE, aqua 79CCC8, aquamarine 7ACFB5,
cyan 35AFC4, cerulean 3E8DBA, azure 4A97CE, prussian blue 1B3350, delft blue 30528F, peacock
1A6374, ocean blue 2A6A8E, sapphire 1F4488, cornflower 6B8DCB, pigeon blue 72879B, smoke blue
8397A6, electric blue 2F62D9, klein blue 1F2FA5, majorelle blue 3A40B5, purple 5F3F7C, violet
6A4C9C, lilac BCA5CC, lavender B3A9CC, mauve A68A9E, plum 5B2E4B, aubergine 3F2536, eggplant
3F2536, heather 9C8AA0, amethyst 82609F, mulberry 6D2E4C, wisteria A592C6, orchid B477AE, prune
4A2A3C, greenish A3B09B, bluish 9BA9B5, reddish A8776A, pinkish D3B0AA, yellowish D3C690, brownish
8D7A68, greyish A09F9A, orangey C98C5C
"""

_RAL = """
1001 D0B084, 1003 F9A800, 1007 E88C00, 1011 AF804F, 1013 E3D9C6, 1014 DDC49A, 1015 E6D2B5,
1016 F1DD38, 1018 F3E03B, 1019 A48F7A, 1021 EEC900, 1023 F0CA00, 1028 FF9B00, 1032 E2A300,
1035 908370, 2000 DA6E00, 2001 BA481B, 2002 BF3922, 2003 F67828, 2004 E25303, 2009 DE5307,
3000 A72920, 3001 9B2423, 3002 9B2321, 3003 861A22, 3004 6B1C23, 3005 59191F, 3007 3E2022,
3009 6D342D, 3011 792423, 3012 C6846D, 3013 972E25, 3014 CB7375, 3015 D8A0A6, 3016 A63D2F,
3020 BB1E10, 4005 76689A, 4007 48233E, 5000 384C70, 5002 2B2C7C, 5003 2A3756, 5004 1D1F2A,
5005 154889, 5008 313C48, 5009 2E5978, 5010 13447C, 5011 232C3F, 5012 3481B8, 5013 232D53,
5014 6C7C98, 5015 2874B2, 5017 0E518D, 5018 21888F, 5020 0B4151, 5021 07737A, 5022 2F2A5A,
5023 4D668E, 5024 6A93B0, 6000 3C7460, 6001 366735, 6002 325928, 6003 50533C, 6004 024442,
6005 114232, 6007 2C3222, 6009 27352A, 6010 4D6F39, 6011 6C7C59, 6012 303D3A, 6013 7D765A,
6018 61993B, 6019 B9CEAC, 6021 8A9977, 6024 008351, 6026 005B4C, 6027 7EBAB5, 6028 315442,
6029 006F3D, 6033 45877F, 6034 7AADAC, 7000 798790, 7001 8C969F, 7002 827D67, 7003 79796C,
7004 999A9F, 7005 6D7270, 7006 766A5D, 7011 52595D, 7012 575D5E, 7013 575044, 7015 4F5358,
7016 383E42, 7021 2F3234, 7022 4C4A44, 7024 45494E, 7026 374345, 7030 928E85, 7031 5B686D,
7032 B5B0A1, 7033 7F8274, 7034 92886F, 7035 C5C7C4, 7036 979392, 7037 7A7B7A, 7038 B0B0A9,
7039 6B665E, 7040 989EA1, 7042 8E9291, 7043 4F5250, 7044 B7B3A8, 7045 8D9295, 7046 7F868A,
7047 C8C8C7, 7048 817B73, 8001 9D622B, 8003 794D3E, 8004 7E4B26, 8011 5A3A29, 8012 66332B,
8014 4A3526, 8015 5E2F26, 8016 4C2B20, 8017 442F29, 8019 3D3635, 8022 1A1719, 8023 A45729,
8024 795038, 8025 755847, 8028 4E3B31, 9001 E9E0D2, 9002 D7D5CB, 9003 ECECE7, 9004 2B2B2C,
9005 0E0E10, 9006 A1A1A0, 9007 868581, 9010 F1EDE1, 9011 27292B, 9016 F1F1EA, 9017 2A292A,
9018 C8CBC4
"""


def _read(text: str) -> Mapping[str, int]:
    rows = (entry.strip().rpartition(" ") for entry in text.replace("\n", " ").split(","))
    return MappingProxyType({name: int(code, 16) for name, _, code in rows})


COLOR_NAMES = _read(_NAMES)
RAL = _read(_RAL)
