# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: the same verbs in `blender -b -c maquette VERB` and in `python -m addon VERB`.

Exit codes: 0 done, 2 bad input and nothing written, 3 some items failed, 130 cancelled.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from ..core.errors import Cancelled, MaquetteError
from ..core.light_wish import EXAMPLES as LIGHT_EXAMPLES
from ..core.request import DEFAULT_AXES, Axis, Device
from ..scene.capture import Engine
from . import (
    baked,
    briefs,
    choose,
    descend,
    export,
    generate,
    library,
    models,
    pictures,
    restyle,
    roles,
    run,
    scenes,
    vary,
)
from .console import complain
from .job_file import StrictParser

DONE, BAD_INPUT, SOME_FAILED, CANCELLED = 0, 2, 3, 130

Verb = Callable[[argparse.Namespace], int]
Check = Callable[[argparse.Namespace], None]
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; never raises for a user's mistake."""
    try:
        options = build_parser().parse_args(list(arguments))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else BAD_INPUT
    verb: Verb = options.verb
    try:
        with _results_alone_on_stdout():
            return verb(options)
    except Cancelled:
        complain("Cancelled; nothing was left half-written.", options.json)
        return CANCELLED
    except MaquetteError as error:
        complain(str(error), options.json)
        return BAD_INPUT


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="maquette",
        description="Depth, PBR materials and concept variations, from the command line.",
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _add_verbs(verbs)
    _add_run(verbs)
    return parser


def verb_parsers() -> Mapping[str, argparse.ArgumentParser]:
    """A parser of each verb that a job may have; they raise instead of ending the process."""
    verbs = StrictParser(add_help=False).add_subparsers()
    _add_verbs(verbs)
    return verbs.choices


def _add_verbs(verbs: Verbs) -> None:
    _add_depth(verbs)
    _add_material(verbs)
    _add_generate(verbs)
    _add_bake(verbs)
    _add_library(verbs)
    _add_vary(verbs)
    _add_choose(verbs)
    _add_export(verbs)
    _add_thumbnails(verbs)
    _add_capture(verbs)
    _add_models(verbs)
    _add_devices(verbs)


def _add_verb(
    verbs: Verbs, name: str, text: str, verb: Verb, check: Check | None = None
) -> argparse.ArgumentParser:
    """`check` raises what the verb would raise before it looks at its input."""
    parser = verbs.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help="progress as JSON lines on stderr")
    parser.set_defaults(verb=verb, check=check)
    return parser


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where results go")
    parser.add_argument("--overwrite", action="store_true", help="replace results that lie there")


def _add_inference(parser: argparse.ArgumentParser) -> None:
    _add_device(parser)
    parser.add_argument("--model", default="", metavar="ID", help="default: the bundled one")
    _add_model_folder(parser)


def _add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--device", type=Device, choices=list(Device), default=Device.AUTO, help="default: auto"
    )


def _add_model_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--models", type=Path, action="append", default=[], metavar="DIR", help="more model folders"
    )


def _add_depth(verbs: Verbs) -> None:
    parser = _add_verb(verbs, "depth", "Estimate depth of images.", pictures.depth, pictures.check)
    parser.add_argument("images", type=Path, nargs="+", metavar="IMAGE")
    _add_output(parser)
    _add_inference(parser)


def _add_material(verbs: Verbs) -> None:
    parser = _add_verb(
        verbs,
        "material",
        "Make PBR maps from images of surfaces.",
        pictures.material,
        pictures.check,
    )
    parser.add_argument("images", type=Path, nargs="+", metavar="IMAGE")
    _add_output(parser)
    _add_inference(parser)
    parser.add_argument("--seamless", action="store_true", help="make the maps tile")
    parser.add_argument(
        "--resolution", type=int, metavar="N", help="longer side of the maps, pixels"
    )
    parser.add_argument(
        "--size",
        type=float,
        default=1.0,
        metavar="M",
        help="real-world width in metres (default 1)",
    )
    parser.add_argument("--strength", type=float, default=1.0, help="relief, 0 to 2 (default 1)")
    parser.add_argument(
        "--blend", action="store_true", help="also write material.blend, as an asset"
    )


def _add_generate(verbs: Verbs) -> None:
    text = "Make editable materials and their maps from words, or like a picture."
    parser = _add_verb(verbs, "generate", text, generate.generate, generate.check)
    parser.add_argument("prompt", nargs="?", default="", metavar="PROMPT")
    parser.add_argument("--like", type=Path, metavar="IMAGE", help="a picture of what it is like")
    _add_output(parser)
    _add_inference(parser)
    parser.add_argument("--count", type=int, default=4, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    _add_resolution(parser)
    parser.add_argument("--preview", type=int, default=192, metavar="PX", help="side of a picture")
    parser.add_argument("--no-maps", action="store_true", help="only materials and pictures")


def _add_bake(verbs: Verbs) -> None:
    parser = _add_verb(verbs, "bake", "Bake a procedural material to maps.", baked.bake)
    parser.add_argument("material", type=Path, metavar="MATERIAL.json")
    _add_output(parser)
    _add_resolution(parser)
    parser.add_argument(
        "--size", type=float, metavar="M", help="about how many metres across (default: its own)"
    )


def _add_library(verbs: Verbs) -> None:
    text = "Write every procedural material as an asset library."
    parser = _add_verb(verbs, "library", text, library.library)
    _add_output(parser)
    parser.add_argument(
        "--resolution", type=int, default=96, metavar="N", help="side of the pictures, pixels"
    )


def _add_resolution(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--resolution", type=int, default=1024, metavar="N", help="longer side of the maps, pixels"
    )


def _add_vary(verbs: Verbs) -> None:
    parser = _add_verb(verbs, "vary", "Make concept variations of a scene.", vary.vary, vary.check)
    parser.add_argument(
        "scene", type=Path, metavar="SCENE", help=".blend .glb .gltf .obj .fbx .usd"
    )
    _add_output(parser)
    parser.add_argument("--count", type=int, default=4, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument(
        "--axes", type=_axes, default=DEFAULT_AXES, metavar="A,B", help=", ".join(Axis)
    )
    parser.add_argument(
        "--object", action="append", default=[], metavar="NAME", help="dress only these objects"
    )
    parser.add_argument(
        "--lock", action="append", default=[], metavar="PATTERN", help="keep as it is"
    )
    roles.add_role(parser)
    parser.add_argument(
        "--light", default="", metavar="WISH", help=f"such as {', '.join(LIGHT_EXAMPLES)}"
    )
    parser.add_argument(
        "--north", type=float, metavar="DEG", help="where north lies, clockwise from +Y"
    )
    briefs.add_brief(parser)
    _add_device(parser)
    _add_model_folder(parser)
    _add_picture(parser)
    restyle.add_image_model(parser)
    _add_for_panel(parser)
    descend.add_options(parser)
    choose.add_leaning(parser)
    export.add_options(parser)


def _add_choose(verbs: Verbs) -> None:
    text = "Record which variations of a set were kept, for sets that lean to them."
    choose.add_choices(_add_verb(verbs, "choose", text, choose.choose))


def _add_export(verbs: Verbs) -> None:
    text = "Write the variations that a scene holds, as pages, tables and files."
    parser = _add_verb(verbs, "export", text, scenes.export_of, scenes.check_pictures)
    parser.add_argument("scene", type=Path, metavar="SCENE")
    _add_output(parser)
    _add_picture(parser)
    export.add_options(parser, default=tuple(export.Export))


def _add_thumbnails(verbs: Verbs) -> None:
    text = "Render the variations that a scene holds."
    parser = _add_verb(verbs, "thumbnails", text, scenes.thumbnails_of, scenes.check_pictures)
    parser.add_argument("scene", type=Path, metavar="SCENE")
    _add_output(parser)
    _add_picture(parser)
    _add_for_panel(parser)


def _add_capture(verbs: Verbs) -> None:
    text = "Render the passes of a scene's camera, as arrays."
    parser = _add_verb(verbs, "capture", text, scenes.capture_of, scenes.check_pictures)
    parser.add_argument("scene", type=Path, metavar="SCENE")
    _add_output(parser)
    parser.add_argument("--engine", choices=[each.name for each in Engine], default="CYCLES")
    _add_picture(parser)


def _add_picture(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--width", type=int, default=480, metavar="PX", help="of a picture")
    parser.add_argument("--height", type=int, default=320, metavar="PX", help="of a picture")
    parser.add_argument("--samples", type=int, default=32, metavar="N", help="Cycles samples")


def _add_for_panel(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--coarse-first", action="store_true", help="with --json, tell of small pictures first"
    )
    parser.add_argument(
        "--families", type=Path, metavar="BLEND", help="keep node groups there for the next time"
    )


def _add_models(verbs: Verbs) -> None:
    text = "List, verify, add or remove models."
    parser = _add_verb(verbs, "models", text, models.models)
    models.add_options(parser)
    _add_model_folder(parser)


def _add_devices(verbs: Verbs) -> None:
    text = "Say which execution providers really run, and why the others do not."
    _add_verb(verbs, "devices", text, models.devices)


def _add_run(verbs: Verbs) -> None:
    text = "Run a job file: many inputs, several steps, going on where it stopped."
    run.add_options(_add_verb(verbs, "run", text, _run))


def _run(options: argparse.Namespace) -> int:
    return run.run(options, verb_parsers())


def _axes(text: str) -> tuple[Axis, ...]:
    try:
        return tuple(Axis(name.strip()) for name in text.split(","))
    except ValueError:
        known = ", ".join(Axis)
        raise argparse.ArgumentTypeError(f"axes are {known}, separated by commas") from None


@contextmanager
def _results_alone_on_stdout() -> Iterator[None]:
    """Send what Blender and its libraries print to stderr, so that stdout holds our lines only."""
    sys.stdout.flush()
    ours = os.dup(1)
    saved = sys.stdout
    try:
        os.dup2(2, 1)
        with os.fdopen(os.dup(ours), "w", encoding="utf-8") as stream:
            sys.stdout = stream
            yield
    finally:
        sys.stdout = saved
        os.dup2(ours, 1)
        os.close(ours)
