# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client's page: one HTML file with everything in it, that asks nothing of any network.

Every word that comes from a scene is escaped, and the page's own policy forbids what it does not
carry. It is read with a keyboard, by a screen reader, on paper, in light and dark.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from .handout import Concept, Handout, MaterialEntry, Origin
from .page_style import SCRIPT, STYLE
from .png_parts import png_parts

NAMED_IN_ALT = 4
DIMENSIONS_SHOWN = 2
SEEN_FROM_M = 0.008
OTHER_VIEW = "Seen from a camera of its own, so it is not compared with the original."


def page(handout: Handout) -> str:
    """The whole page as text, the same for the same handout; `InputError` for a picture that is no
    PNG."""
    cards = "\n".join(
        _card(number, concept, handout.original)
        for number, concept in enumerate(handout.concepts, start=1)
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{escape(handout.made_by)}">
<title>{escape(handout.title)}</title>
<style>{STYLE}</style>
</head>
<body>
{_head(handout)}
<main>
{cards}
</main>
<footer>{escape(handout.made_by)}. {_made_by(handout.concepts)}</footer>
<script>{SCRIPT}</script>
</body>
</html>
"""


def _policy() -> str:
    """Nothing but what the page itself holds: its own script by hash, pictures as data."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    return (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def _head(handout: Handout) -> str:
    count = len(handout.concepts)
    compared = " Drag over a picture, or use the arrow keys, to compare it with the original."
    is_compared = handout.original and not all(each.camera for each in handout.concepts)
    links = "".join(
        f'<li><a href="#concept-{number}">{escape(concept.name)}</a></li>'
        for number, concept in enumerate(handout.concepts, start=1)
    )
    return (
        f"<header><h1>{escape(handout.title)}</h1>"
        f"<p>{count} {'concept' if count == 1 else 'concepts'}."
        f'<span class="hint">{compared if is_compared else ""}</span></p>'
        f'<nav aria-label="Concepts"><ul>{links}</ul></nav></header>'
    )


def _card(number: int, concept: Concept, original: bytes | None) -> str:
    heading = f"concept-{number}"
    return (
        f'<article aria-labelledby="{heading}">'
        f"{_picture(concept, original)}<div>"
        f'<div class="name"><h2 id="{heading}">{escape(concept.name)}</h2>'
        f'<span class="seed">seed {concept.seed}</span></div>'
        f"{_palette(concept.palette)}{_table(concept)}{_record(concept)}</div></article>"
    )


def _picture(concept: Concept, original: bytes | None) -> str:
    named = ", ".join(f"{each.role} in {each.name}" for each in concept.chosen[:NAMED_IN_ALT])
    alt = f"{concept.name}: {named}" if named else concept.name
    if original is None or concept.camera:
        note = f"<figcaption>{OTHER_VIEW}</figcaption>" if original else ""
        return f"<figure>{_image(concept.picture, alt)}{note}</figure>"
    return (
        '<figure class="compare">'
        f"{_image(original, 'The scene as it was')}"
        f"{_image(concept.picture, alt, 'after')}"
        '<span class="tag one" aria-hidden="true">Original</span>'
        f'<span class="tag two" aria-hidden="true">{escape(concept.name)}</span>'
        '<input type="range" min="0" max="100" value="35" '
        f'aria-label="Original against {escape(concept.name)}"></figure>'
    )


def _image(png: bytes, alt: str, kind: str = "before") -> str:
    width, height = png_parts(png).extent
    data = base64.b64encode(png).decode()
    return (
        f'<img class="{kind}" alt="{escape(alt)}" width="{width}" height="{height}" '
        f'src="data:image/png;base64,{data}">'
    )


def _palette(colors: Iterable[tuple[str, float]]) -> str:
    shown = "".join(
        f'<li style="--c:{escape(each)};flex-grow:{100.0 * share:.1f}" title="{escape(each)}">'
        f'<span class="quiet">{escape(each)}</span></li>'
        for each, share in colors
    )
    return f'<ul class="palette" aria-label="Palette">{shown}</ul>' if shown else ""


def _table(concept: Concept) -> str:
    if not concept.materials:
        return ""
    rows = "".join(_row(each) for each in concept.listed)
    return (
        f"<table><caption>Materials of {escape(concept.name)}</caption><thead><tr>"
        '<th scope="col">Where</th><th scope="col">Material</th><th scope="col">Area</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(entry: MaterialEntry) -> str:
    chips = "".join(
        f'<span class="chip" style="--c:{escape(each)}" title="{escape(each)}"></span>'
        for each in entry.colors
    )
    note = "as it was" if entry.kept else sizes(entry)
    return (
        f'<tr><th scope="row">{escape(entry.role)}</th>'
        f"<td>{chips}{escape(entry.name)}<small>{escape(note)}</small></td>"
        f"<td>{area(entry.area_m2)}</td></tr>"
    )


def sizes(entry: MaterialEntry) -> str:
    """The first real-world dimensions of a material that can be seen, such as "Board Width 120
    mm"."""
    seen = [each for each in entry.dimensions if each[1] >= SEEN_FROM_M][:DIMENSIONS_SHOWN]
    return ", ".join(f"{name} {metres * 1000.0:.0f} mm" for name, metres in seen)


def area(square_metres: float) -> str:
    """An area as a schedule prints it, such as "12.4 m²"."""
    return f"{square_metres:.0f} m²" if square_metres >= 100.0 else f"{square_metres:.1f} m²"


def _record(concept: Concept) -> str:
    lines = [each for each in (concept.camera, concept.light) if each]
    lines += [in_words(each) for each in concept.origins]
    if not lines:
        return ""
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<details><summary>How it was made</summary><ul>{listed}</ul></details>"


def in_words(origin: Origin) -> str:
    """One line of a record: "Materials: Maquette 1.0, by rules, no trained model"."""
    return f"Materials: {origin.made_by}" + (f"; {origin.license}" if origin.license else "")


def _made_by(concepts: Iterable[Concept]) -> str:
    origins = dict.fromkeys(origin for concept in concepts for origin in concept.origins)
    return escape(" ".join(f"{in_words(each)}." for each in origins))
