# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the buttons do, as work for the driver: capture, generate, apply, then one undo step."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path

import bpy

from .. import jobs
from ..core.errors import Cancelled, InputError, ProcessError
from ..core.image import Extent
from ..core.light_wish import read_light_wish
from ..core.record import Record
from ..core.request import Axis, Capture, GenerationRequest, Task
from ..inference.client import JobState, WorkerResult
from ..inference.store import find_models
from ..scene import assignment, images, materials, moods, relief, variation, variation_state
from ..scene.restyled import set_restyled
from ..scene.small_pictures import small_picture
from ..scene.variation_sheet import write_sheet
from . import driver, families, preference_work, preferences
from .background import background_blender, told_bytes
from .driver import Step, Work
from .properties import MaquetteSettings
from .sources import capture_source

CAPTURE_SHARE = 0.3

# PNG and record of pictures that an image model made, by the index of their variation.
Restyled = dict[int, tuple[bytes, Record]]


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
    """New variations of the scene or the selection, with their pictures."""
    count = ["--count", str(settings.count)]
    arguments = [*count, *variation_arguments(context, settings)]
    return _new_variations(context, "Create Variations", arguments)


def more_like_this(context: bpy.types.Context, settings: MaquetteSettings, index: int) -> Work:
    """Variations near a stored one, with their pictures."""
    assert context.scene is not None
    items = variation_state.state_of(context.scene).variations
    key = variation_state.key_of(items[index])
    # Asked again, it gives others.
    seed = settings.seed + sum(key in item.parents.split(",") for item in items)
    arguments = ["--count", str(settings.count), "--like", str(index + 1)]
    arguments += [*variation_arguments(context, settings), "--seed", str(seed)]
    return _new_variations(context, "More Like This", arguments)


def mix_variations(
    context: bpy.types.Context, settings: MaquetteSettings, first: int, second: int
) -> Work:
    """The mix of two stored variations, with its picture."""
    mix = ["--mix", f"{first + 1},{second + 1},{settings.mix_share:.4f}"]
    return _new_variations(context, "Mix Variations", mix)


def _new_variations(context: bpy.types.Context, title: str, arguments: Sequence[str]) -> Work:
    """A second Blender designs and renders; the scene is changed once, at the end, so that an undo
    meanwhile finds nothing half-done."""
    assert context.scene is not None
    uid = context.scene.session_uid
    restyled, said = Restyled(), list[str]()
    preference_work.refresh(context.scene)
    made = yield from _pictured(context.scene, "vary", arguments, restyled, said)
    scene = driver.scene_of(uid)
    before = len(variation_state.state_of(scene).variations)
    indices = variation_state.store(scene, [each for _, each, _ in made])
    items = variation_state.state_of(scene).variations
    for index, (place, _, picture) in zip(indices, made, strict=True):
        variation_state.set_thumbnail(scene, index, picture)
        if place in restyled:
            set_restyled(items[index], *restyled[place])
    driver.push_undo(title)
    new = sum(index >= before for index in indices)
    told = f"{new} new variations; click one to see it" if new else "These are there already"
    return ". ".join([told, *said, *moods.light_notes(each.light for _, each, _ in made)])


def update_pictures(context: bpy.types.Context) -> Work:
    """The pictures of all variations once more."""
    assert context.scene is not None
    uid = context.scene.session_uid
    made = yield from _pictured(context.scene, "thumbnails", ())
    scene = driver.scene_of(uid)
    for index, _, picture in made:
        variation_state.set_thumbnail(scene, index, picture)
    driver.push_undo("Update Pictures")
    return "Pictures updated"


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
    found, problems = find_models((*jobs.known_models(), *preferences.model_folders()))
    licences = [f"{each.card.name} {each.card.version}, {each.card.license}" for each in found]
    driver.state.models = (*licences, *problems)
    return "Devices checked"


Made = list[tuple[int, variation.Variation, bytes]]


def _pictured(
    scene: bpy.types.Scene,
    verb: str,
    arguments: Sequence[str],
    restyled: Restyled | None = None,
    said: list[str] | None = None,
) -> Generator[Step, None, Made]:
    """Run `vary` or `thumbnails` in a second Blender: index, numbers and picture of each variation.

    What an image model gives is put into `restyled`, by index; what is said of the set as a whole
    is added to `said`.
    """
    made: Made = []
    side, library = preferences.picture_side(), families.library()
    width, height = _picture_extent(scene, side)
    with tempfile.TemporaryDirectory(prefix="maquette-") as name:
        folder = Path(name)
        yield Step(0.0, "Copying the scene")
        options = ["--out", str(folder / "out"), "--width", str(width), "--height", str(height)]
        options += ["--coarse-first", "--families", str(library), *arguments]
        with background_blender(verb, options, folder) as child:
            for message in child.follow("Starting a second Blender"):
                if isinstance(message, Step):
                    yield message
                elif message["event"] == "spread" and said is not None:
                    said.append(str(message["note"]))
                elif message["event"] == "image" and restyled is not None:
                    picture = told_bytes(message["picture"], folder / "out")
                    restyled[int(message["index"])] = picture, message["record"]
                elif message["event"] == "coarse":
                    _show_coarse(Path(message["picture"]), int(message["index"]))
                elif message["event"] == "variation":
                    picture, place = folder / "told.png", int(message["index"])
                    picture.write_bytes(told_bytes(message["picture"], folder / "out"))
                    driver.show_preview(picture.read_bytes(), place)
                    numbers = variation.Variation.from_values(message["numbers"])
                    made.append((place, numbers, small_picture(picture, side)))
    if not made:
        raise ProcessError("The second Blender made no pictures; try again.")
    yield from families.fetched(each for _, each, _ in made)
    return made


def _show_coarse(picture: Path, place: int) -> None:
    """It may be gone again, when Blender was busy; the fine one follows."""
    with suppress(FileNotFoundError):
        driver.show_preview(picture.read_bytes(), place)


def _picture_extent(scene: bpy.types.Scene, side: int) -> Extent:
    """As wide for its height as the camera's picture, so that the two can be laid on each other;
    3 to 2 where there is no camera."""
    render = scene.render
    ratio = 1.5
    if scene.camera is not None:
        width = render.resolution_x * render.pixel_aspect_x
        ratio = min(max(width / (render.resolution_y * render.pixel_aspect_y), 0.4), 3.0)
    if ratio < 1.0:
        return Extent(max(16, round(side * ratio)), side)
    return Extent(side, max(16, round(side / ratio)))


def variation_arguments(context: bpy.types.Context, settings: MaquetteSettings) -> list[str]:
    """What `vary` is told of the panel's settings; `InputError` for those that cannot be."""
    axes = [Axis.MATERIAL] * settings.use_materials + [Axis.PALETTE] * settings.use_palette
    axes += [Axis.LIGHT] * settings.use_light + [Axis.COMPOSITION] * settings.use_composition
    if not axes:
        raise InputError("Switch on Materials, Colors, Light or Cameras, or nothing would vary.")
    arguments = ["--seed", str(settings.seed), "--axes", ",".join(axes)]
    arguments += [*preference_work.leaning_arguments(settings), *_brief_arguments(settings)]
    if settings.use_light and settings.light.strip():
        arguments.append(f"--light={_light_wish(settings.light)}")
    if settings.north:
        arguments.append(f"--north={math.degrees(settings.north):.3f}")
    for lock in filter(None, (each.strip() for each in settings.locks.split(","))):
        arguments += [f"--lock={lock}"]
    if settings.image_model:
        arguments += ["--image-model", settings.image_model, "--device", preferences.device()]
        arguments += [f"--models={folder}" for folder in preferences.model_folders()]
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


def _light_wish(text: str) -> str:
    """The wish with a path that the second Blender finds too; `InputError` where it is none."""
    wish = read_light_wish(text)
    if not wish.sky:
        return text.strip()
    return f"hdri {bpy.path.abspath(wish.sky)} turned {math.degrees(wish.turn):g} degrees"


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
