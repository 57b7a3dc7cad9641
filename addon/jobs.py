# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What both drivers share of a job: how the inference process is started, what a source gives to
`generate`, how a result becomes data-blocks, and how a second Blender is started. Knows nothing of
panels or of what a verb's arguments mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import bpy

from .core.errors import Cancelled, ProcessError
from .core.image import Extent
from .core.request import Capture, GenerationRequest
from .inference.client import Answer, JobState, Launch, Pending, WorkerResult
from .scene import images, materials, records

ROOT = Path(__file__).resolve().parents[1]
BUNDLED_MODELS = ROOT / "onnx_models"
BUNDLED_RUNTIME = ROOT / "runtime"
# A second Blender loads the package without its extension and is told where that keeps its files.
USER_FOLDER = "MAQUETTE_USER_FOLDER"
BOOTSTRAP = """
import sys
root, *arguments = sys.argv[sys.argv.index("--") + 1:]
sys.path.insert(0, root)
sys.argv[1:] = arguments
from addon.__main__ import main
sys.exit(main())
"""


def process_launch(
    scratch: Path, *, model_folders: Sequence[Path] = (), memory_limit_mb: int = 0
) -> Launch:
    """How to start the inference process for this Blender.

    In an installed extension the runtime comes from the zip and is unpacked into the extension's
    user folder; a checkout has none and its Python must have onnxruntime.
    """
    is_packaged = (BUNDLED_RUNTIME / "index.json").is_file()
    return Launch(
        python=sys.executable,
        python_args=tuple(bpy.app.python_args),
        root=ROOT,
        runtime=BUNDLED_RUNTIME if is_packaged else None,
        unpacked=user_folder() / "runtime" if is_packaged else None,
        scratch=scratch,
        model_folders=(*known_models(), *model_folders),
        memory_limit_mb=memory_limit_mb,
    )


def known_models() -> tuple[Path, ...]:
    """The folders whose models are always there: the bundled ones and those that were added."""
    added = added_models()
    return (BUNDLED_MODELS, added) if added.is_dir() else (BUNDLED_MODELS,)


def added_models() -> Path:
    """Where models lie that the user added; there only when there are some."""
    return user_folder() / "models"


def user_folder() -> Path:
    """Where Maquette keeps what it makes for itself, apart from the files of the zip."""
    if told := os.environ.get(USER_FOLDER):
        return Path(told)
    package = (__package__ or "").removesuffix(".addon")
    if package.startswith("bl_ext."):
        return Path(bpy.utils.extension_path_user(package))
    return Path(bpy.utils.user_resource("DATAFILES", path="maquette"))


def verb_command(arguments: Sequence[str]) -> list[str]:
    """How to run a verb of the command line apart from this Blender: by Blender itself where there
    is one, by Python where Blender is the bpy module. Scripts in files do not run."""
    if bpy.app.binary_path:
        binary = [bpy.app.binary_path, "--background", "--factory-startup", "--disable-autoexec"]
        start = [*binary, "--python-exit-code", "1", "--python-expr", BOOTSTRAP]
    else:
        start = [sys.executable, "-c", BOOTSTRAP]
    return [*start, "--", str(ROOT), *arguments]


def verb_environment(scratch: Path) -> dict[str, str]:
    """The environment of such a verb: whatever it leaves when it is killed lies in `scratch`."""
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    return {**os.environ, **places, USER_FOLDER: str(user_folder())}


def capture_picture(path: Path) -> Capture:
    """An image file as a capture: colour only."""
    return Capture(color=images.load_image(path), source=path.name)


def capture_datablock(image: bpy.types.Image) -> Capture:
    """An Image data-block as a capture: colour only."""
    return Capture(color=images.image_from_datablock(image), source=image.name)


def sized(request: GenerationRequest, capture: Capture, side: int | None) -> GenerationRequest:
    """The request with the picture's shape, its longer side `side` pixels; None changes nothing."""
    if side is None:
        return request
    extent = capture.color.extent
    scale = side / max(extent)
    wanted = Extent(max(2, round(extent.width * scale)), max(2, round(extent.height * scale)))
    return replace(request, extent=wanted)


def result_of(job: Pending[Answer]) -> Answer:
    """What a job that has ended gave; raises `Cancelled`, or `ProcessError` with its reason."""
    if job.state is JobState.CANCELLED:
        raise Cancelled
    if job.result is None:
        raise ProcessError(job.error)
    return job.result


def apply_material(
    name: str, result: WorkerResult, *, projection: materials.Projection = materials.Projection.AUTO
) -> bpy.types.Material:
    """The material of a finished job, its maps packed byte for byte as the process wrote them."""
    files = {kind: path.read_bytes() for kind, path in result.files.items()}
    return materials.material_from_maps(
        name,
        files,
        result.result.request.size_m,
        height_range=result.height_range,
        projection=projection,
        record=result.record,
    )


def apply_depth(name: str, result: WorkerResult) -> bpy.types.Image:
    """The depth of a finished job as a float Image data-block: metres where known, else inverse."""
    assert result.depth is not None
    known = result.depth.metres
    pixels = result.depth.inverse_depth if known is None else known
    image = images.float_datablock(name, pixels)
    records.write_record(image, result.record)
    return image
