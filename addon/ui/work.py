# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the buttons do, as work for the driver: capture, generate, apply, then one undo step."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Sequence
from pathlib import Path

import bpy

from .. import jobs
from ..core.errors import Cancelled, InputError, ProcessError
from ..core.request import Axis, Capture, GenerationRequest, Task
from ..inference.client import JobState, WorkerResult
from ..inference.store import find_models
from ..scene import assignment, images, materials, procedural, relief, variation, variation_state
from ..scene.variation_sheet import write_sheet
from . import driver, preferences
from .background import background_blender
from .driver import Step, Work
from .properties import MaquetteSettings
from .sources import capture_source

CAPTURE_SHARE = 0.3


class JobProgress:
    """A reporter that only remembers the last thing said."""

    def __init__(self) -> None:
        self.step = Step(0.0, "Starting the inference process")

    def started(self, title: str) -> None: ...

    def progress(self, fraction: float, text: str) -> None:
        self.step = Step(fraction, text)

    def finished(self, text: str) -> None: ...

    def failed(self, message: str) -> None: ...

    def cancelled(self) -> None: ...


def run_job(request: GenerationRequest, capture: Capture) -> Generator[Step, None, WorkerResult]:
    """A job in the inference process, from submitting to its result."""
    progress = JobProgress()
    process = driver.inference()
    job = process.submit(request, capture, progress)
    try:
        while job.state is JobState.RUNNING:
            process.pump()
            yield scaled(progress.step, CAPTURE_SHARE, 1.0)
    except Cancelled:
        job.cancel()
        raise
    return jobs.result_of(job)


def keep_capture(context: bpy.types.Context, settings: MaquetteSettings) -> Work:
    """The passes of the source as image data-blocks."""
    capture = yield from capture_source(context, settings)
    images.capture_datablocks("Maquette Capture", capture)
    driver.push_undo("Capture")
    return f"Captured {capture.source} at {capture.color.extent}"


def estimate_depth(context: bpy.types.Context, settings: MaquetteSettings) -> Work:
    """Depth of the source, and what the user wants made of it."""
    result_kind, near, far = settings.depth_result, settings.near, settings.far
    side, edge_ratio = settings.relief_side, settings.edge_ratio
    request = GenerationRequest(
        task=Task.DEPTH, model_id=settings.model_id, device=preferences.device()
    )
    capture = yield from first_part(capture_source(context, settings))
    result = yield from run_job(request, capture)
    yield Step(1.0, "Applying")
    name = f"Depth of {capture.source}"
    assert result.depth is not None
    metres = relief.metres_of(result.depth, near=near, far=far)
    if result_kind == "RELIEF":
        relief.relief_mesh(
            name, metres, capture, edge_ratio=edge_ratio, max_side=side, record=result.record
        )
    elif result_kind == "DISPLACEMENT":
        relief.displaced_plane(name, metres, capture, max_side=side, record=result.record)
    else:
        jobs.apply_depth(name, result)
    driver.push_undo("Estimate Depth")
    return _depth_note(result)


def generate_material(context: bpy.types.Context, settings: MaquetteSettings) -> Work:
    """Maps of the source as a material on the objects or faces chosen now."""
    request = GenerationRequest(
        task=Task.MATERIAL,
        model_id=settings.model_id,
        device=preferences.device(),
        seamless=settings.seamless,
        size_m=settings.size_m,
        strength=settings.strength,
    )
    projection, side = materials.Projection[settings.projection], settings.map_side or None
    target = assignment.remember_target(context, settings.target)
    capture = yield from first_part(capture_source(context, settings))
    result = yield from run_job(jobs.sized(request, capture, side), capture)
    yield Step(1.0, "Applying")
    material = jobs.apply_material(Path(capture.source).stem, result, projection=projection)
    assigned = assignment.assign_to_target(target, material)
    driver.push_undo("Generate Material")
    return "  ".join([f"{material.name}: {assigned.summary}", *result.result.warnings])


def create_variations(context: bpy.types.Context, settings: MaquetteSettings) -> Work:
    """New variations of the scene or the selection, with their pictures.

    A second Blender designs and renders them; the scene is changed once, at the end, so that an
    undo meanwhile finds nothing half-done.
    """
    assert context.scene is not None
    uid = context.scene.session_uid
    said: list[str] = []
    made = yield from _pictured("vary", _variation_arguments(context, settings), said)
    yield Step(1.0, "Applying")
    scene = _scene_of(uid)
    indices = variation_state.store(scene, [each for _, each, _ in made])
    for index, (_, _, png) in zip(indices, made, strict=True):
        variation_state.set_thumbnail(scene, index, png)
    driver.push_undo("Create Variations")
    return "; ".join([f"{len(made)} variations, click one to see it", *said])


def update_pictures(context: bpy.types.Context) -> Work:
    """The pictures of all variations once more."""
    assert context.scene is not None
    uid = context.scene.session_uid
    made = yield from _pictured("thumbnails", (), [])
    scene = _scene_of(uid)
    for index, _, png in made:
        variation_state.set_thumbnail(scene, index, png)
    driver.push_undo("Update Pictures")
    return "Pictures updated"


def _scene_of(uid: int) -> bpy.types.Scene:
    """The scene again after a while: an undo meanwhile makes references to it useless."""
    for scene in bpy.data.scenes:
        if scene.session_uid == uid:
            return scene
    raise InputError("The scene was removed meanwhile; nothing was changed.")


def save_contact_sheet(scene: bpy.types.Scene) -> Path:
    """The stored pictures as one PNG in the output folder, under a name that was free."""
    items = variation_state.state_of(scene).variations
    pictured = [index for index, item in enumerate(items) if item.thumbnail is not None]
    if not pictured:
        raise InputError("The variations have no pictures yet; use Update Pictures first.")
    stored = variation_state.stored_variations(scene)
    name = Path(bpy.data.filepath).stem or "Maquette"
    path = _free_path(preferences.output_folder(), f"{name} contact sheet")
    write_sheet(
        path,
        name,
        [images.image_from_datablock(items[index].thumbnail) for index in pictured],
        [stored[index] for index in pictured],
    )
    return path


def _free_path(folder: Path, stem: str) -> Path:
    names = (f"{stem}.png", *(f"{stem} {number}.png" for number in range(2, 10_000)))
    return next(path for name in names if not (path := folder / name).exists())


def check_devices() -> Work:
    """Which providers really run, and which models are there."""
    yield Step(0.0, "Trying every device")
    process = driver.inference()
    query = process.devices()
    while query.state is JobState.RUNNING:
        process.pump()
        yield Step(0.5, "Trying every device")
    if query.answer is None:
        raise ProcessError(query.error)
    driver.state.devices = query.answer
    found, problems = find_models((jobs.BUNDLED_MODELS, *preferences.model_folders()))
    licences = [f"{each.card.name} {each.card.version}, {each.card.license}" for each in found]
    driver.state.models = (*licences, *problems)
    return "Devices checked"


def _pictured(
    verb: str, arguments: Sequence[str], said: list[str]
) -> Generator[Step, None, list[tuple[int, variation.Variation, bytes]]]:
    """Run `vary` or `thumbnails` in a second Blender: index, numbers and PNG of each variation.

    What it says of the set as a whole is added to `said`.
    """
    made: list[tuple[int, variation.Variation, bytes]] = []
    families: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="maquette-") as name:
        folder = Path(name)
        yield Step(0.0, "Copying the scene")
        size = ("--out", str(folder / "out"), "--width", "384", "--height", "256")
        with background_blender(verb, [*size, *arguments], folder) as child:
            for message in child.follow("Starting a second Blender"):
                if isinstance(message, Step):
                    _build_one(families)
                    yield message
                elif message["event"] == "spread":
                    said.append(str(message["note"]))
                elif message["event"] == "variation":
                    numbers = variation.Variation.from_values(message["numbers"])
                    picture = Path(message["picture"])
                    made.append((int(message["index"]), numbers, picture.read_bytes()))
                    families |= numbers.families()
                    driver.show_preview(picture)
    if not made:
        raise ProcessError("The second Blender made no pictures; try again.")
    return made


def _build_one(families: set[str]) -> None:
    """Build the node group of one family, so that the building does not stop the window at the
    end; nothing uses it yet."""
    if families:
        procedural.node_group(procedural.FAMILIES[families.pop()])


def _variation_arguments(context: bpy.types.Context, settings: MaquetteSettings) -> list[str]:
    axes = [Axis.MATERIAL] * settings.use_materials + [Axis.LIGHT] * settings.use_light
    if not axes:
        raise InputError("Switch on Materials or Light, or nothing would vary.")
    arguments = ["--count", str(settings.count), "--seed", str(settings.seed)]
    arguments += ["--axes", ",".join(axes)]
    arguments += _brief_arguments(settings)
    for lock in filter(None, (each.strip() for each in settings.locks.split(","))):
        arguments += [f"--lock={lock}"]
    if settings.scope == "SELECTED":
        if not context.selected_objects:
            raise InputError("Select the objects to dress, or choose Whole Scene.")
        arguments += [f"--object={each.name}" for each in context.selected_objects]
    return arguments


def _brief_arguments(settings: MaquetteSettings) -> list[str]:
    """What the concepts shall be like; the models are those of the preferences."""
    arguments = [f"--strength={Axis.MATERIAL}={settings.material_strength:.3f}"]
    if settings.wish.strip():
        arguments += [f"--prompt={settings.wish}"]
    if settings.mood:
        arguments += [f"--mood={bpy.path.abspath(settings.mood)}"]
    colors = (each.strip() for each in settings.fixed_colors.split(","))
    arguments += [f"--color={color}" for color in colors if color]
    arguments += [f"--models={folder}" for folder in preferences.model_folders()]
    return [*arguments, f"--device={preferences.device()}"]


def first_part(
    capturing: Generator[Step, None, Capture],
) -> Generator[Step, None, Capture]:
    """The capture's steps, as the first part of a longer bar."""
    try:
        step = next(capturing)
        while True:
            yield scaled(step, 0.0, CAPTURE_SHARE)
            step = next(capturing)
    except StopIteration as end:
        return end.value
    finally:
        capturing.close()


def scaled(step: Step, low: float, high: float) -> Step:
    return Step(low + (high - low) * step.fraction, step.text)


def _depth_note(result: WorkerResult) -> str:
    error = result.result.quality.get("abs_rel")
    if error is None:
        return "Depth estimated; a photo has no scale, so distances follow Nearest and Farthest"
    return f"Depth in metres, {error:.0%} off the scene's own on average"
