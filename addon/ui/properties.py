# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings a scene carries: what the panel shows and the operators read."""

# No `from __future__ import annotations`: Blender would make each property from a text again.

import math
from typing import TYPE_CHECKING

import bpy
from bpy.props import (
    BoolProperty,
    EnumProperty,
    FloatProperty,
    IntProperty,
    PointerProperty,
    StringProperty,
)

from ..core.options import EXPLORATION

SOURCES = [
    (
        "CAMERA",
        "Camera",
        "Render the scene from its camera; without one a view is found",
        "CAMERA_DATA",
        0,
    ),
    ("VIEWPORT", "Viewport", "Take what the 3D viewport shows", "VIEW3D", 1),
    ("FILE", "File", "Use a picture from disk", "FILE_IMAGE", 2),
    ("IMAGE", "Image", "Use an image that is already in this file", "IMAGE_DATA", 3),
]
ENGINES = [
    ("CYCLES", "Cycles", "Most faithful; all passes"),
    ("EEVEE", "EEVEE", "Fast with a graphics card; all passes but the indices"),
    ("WORKBENCH", "Workbench", "Fastest; colour and depth only"),
]
DEPTH_RESULTS = [
    ("IMAGE", "Depth Image", "Keep the depth as a 32-bit image"),
    (
        "RELIEF",
        "Relief Mesh",
        "Build a mesh in the camera's view, with the picture as its material",
    ),
    ("DISPLACEMENT", "Displaced Plane", "Build a subdivided plane that the depth displaces"),
]
TARGETS = [
    ("SELECTED", "Selected Objects", "Every selected object"),
    ("ACTIVE", "Active Object", "Only the active object"),
    ("FACES", "Selected Faces", "The faces selected in Edit Mode"),
    ("NONE", "Nothing", "Only make the material; assign it later"),
]
PROJECTIONS = [
    ("AUTO", "Automatic", "The object's UVs when they are good, box projection otherwise"),
    ("UV", "UV Map", "The object's UVs"),
    ("BOX", "Box", "Box projection in metres; needs no UVs"),
]
LIGHTS = (
    *("Clear morning", "Noon", "Golden hour", "Sunset", "Blue hour", "Night", "Overcast", "Hazy"),
    *("Storm", "Winter afternoon", "2026-06-21 17:30 at Munich"),
    *("Sun from the south-west at 25 degrees", "Low sun from the left"),
)
SCOPES = [
    ("SCENE", "Whole Scene", "Every visible object"),
    ("SELECTED", "Selected Objects", "Only the selected objects"),
]

VIEWS = [
    ("GRID", "Grid", "Pictures in the order they were made", "MESH_GRID", 0),
    ("TREE", "Tree", "What came from what", "OUTLINER", 1),
]


def suggest_light(
    _settings: bpy.types.PropertyGroup, _context: bpy.types.Context, text: str
) -> list[str]:
    """The moods of light that go on from what is typed, all of them at first."""
    return [each for each in LIGHTS if text.lower() in each.lower()] or list(LIGHTS)


class MaquetteSettings(bpy.types.PropertyGroup):
    source: EnumProperty(
        name="Source", description="What Depth and Material look at", items=SOURCES
    )
    image_path: StringProperty(
        name="Picture", description="A photo or render on disk", subtype="FILE_PATH"
    )
    image: PointerProperty(name="Image", description="An image in this file", type=bpy.types.Image)
    engine: EnumProperty(name="Engine", description="What renders the capture", items=ENGINES)
    resolution: IntProperty(
        name="Resolution",
        description="Longer side of a capture, in pixels",
        default=1024,
        min=64,
        max=8192,
        subtype="PIXEL",
    )
    samples: IntProperty(
        name="Samples", description="Render samples of a capture", default=64, min=1, max=4096
    )

    depth_result: EnumProperty(
        name="Make", description="What the depth becomes", items=DEPTH_RESULTS
    )
    relief_side: IntProperty(
        name="Detail", description="Vertices along the longer side", default=512, min=16, max=4096
    )
    edge_ratio: FloatProperty(
        name="Cut Edges",
        description="Faces are cut where depth jumps by more than this share",
        default=0.08,
        min=0.005,
        max=1.0,
        subtype="FACTOR",
    )
    near: FloatProperty(
        name="Nearest",
        description="Distance of the nearest point of a photo, whose true scale no picture tells",
        default=1.0,
        min=0.01,
        max=1000.0,
        unit="LENGTH",
    )
    far: FloatProperty(
        name="Farthest",
        description="Distance of the farthest point of a photo",
        default=6.0,
        min=0.02,
        max=10000.0,
        unit="LENGTH",
    )

    target: EnumProperty(name="Assign To", description="What gets the material", items=TARGETS)
    size_m: FloatProperty(
        name="Real Width",
        description="Width of the surface in the picture, in the real world",
        default=1.0,
        min=0.001,
        max=1000.0,
        unit="LENGTH",
    )
    seamless: BoolProperty(
        name="Seamless", description="Make the maps tile without a visible edge", default=True
    )
    strength: FloatProperty(
        name="Relief",
        description="How deep the relief is; 1 is as estimated",
        default=1.0,
        min=0.0,
        max=2.0,
        subtype="FACTOR",
    )
    map_side: IntProperty(
        name="Map Size",
        description="Longer side of the maps, in pixels; 0 keeps the picture's own",
        default=0,
        min=0,
        max=16384,
        subtype="PIXEL",
    )
    projection: EnumProperty(
        name="Projection", description="How the maps lie on the object", items=PROJECTIONS
    )
    model_id: StringProperty(
        name="Model", description="Id of the model to use; empty takes the bundled one"
    )

    prompt: StringProperty(
        name="Words",
        description="What the material should be, such as: weathered oak herringbone",
    )
    prompt_count: IntProperty(
        name="Proposals", description="How many materials to propose", default=4, min=1, max=16
    )
    prompt_seed: IntProperty(
        name="Seed", description="The same words and seed give the same materials", default=1, min=0
    )
    prompt_steers: BoolProperty(
        name="Words Choose the Kind",
        description="For Like This Picture: the words say what it is, the picture gives its colors",
    )
    bake_side: IntProperty(
        name="Map Size",
        description="Longer side of the baked maps, in pixels",
        default=2048,
        min=16,
        max=8192,
        subtype="PIXEL",
    )

    scope: EnumProperty(name="Dress", description="What the variations may change", items=SCOPES)
    count: IntProperty(
        name="Variations", description="How many concepts to make", default=4, min=1, max=64
    )
    seed: IntProperty(
        name="Seed", description="The same seed gives the same concepts", default=1, min=0
    )
    use_materials: BoolProperty(name="Materials", description="Vary materials", default=True)
    use_palette: BoolProperty(
        name="Colors",
        description="Recolor materials that are there, where Materials gives no other",
        default=False,
    )
    use_light: BoolProperty(name="Light", description="Vary sun and sky", default=True)
    use_composition: BoolProperty(
        name="Cameras", description="Give each variation a camera of its own; yours is untouched"
    )
    image_model: StringProperty(
        name="Image Model",
        description="Id of an image-to-image model that also restyles each picture; empty for none",
    )
    light: StringProperty(
        name="Light",
        description="A part of the day, weather, a date, time and place, where the sun stands, or "
        "hdri and a path; empty for lights of all kinds",
        search=suggest_light,
        search_options={"SUGGESTION"},
    )
    north: FloatProperty(
        name="North",
        description="Where north lies, clockwise from the scene's Y axis",
        min=-math.pi,
        max=math.pi,
        subtype="ANGLE",
    )
    use_preference: BoolProperty(
        name="Lean to What I Keep",
        description="New variations lean to what you kept, once there are enough choices",
        default=True,
    )
    exploration: FloatProperty(
        name="Exploration",
        description="Share of a new set that tries something else than what you keep",
        default=EXPLORATION,
        min=0.0,
        max=1.0,
        subtype="FACTOR",
    )
    wish: StringProperty(
        name="Wish",
        description="What the concepts should be like, such as: pale Scandinavian, oak and linen",
    )
    mood: StringProperty(
        name="Mood",
        description="A picture whose colors and surfaces the concepts follow",
        subtype="FILE_PATH",
    )
    fixed_colors: StringProperty(
        name="Colors",
        description="Colors that must appear, separated by commas: RAL 7016, walls=#f1ece1",
    )
    material_strength: FloatProperty(
        name="Freedom",
        description="How far materials may leave what is there; 1 is free, 0 keeps them",
        default=1.0,
        min=0.0,
        max=1.0,
        subtype="FACTOR",
    )
    locks: StringProperty(
        name="Keep",
        description="Names to leave alone, separated by commas; * stands for any letters",
    )
    variation_view: EnumProperty(
        name="View", description="How the variations are listed", items=VIEWS
    )
    show_rejected: BoolProperty(
        name="Show Rejected", description="List rejected variations too", default=False
    )
    other: StringProperty(
        name="Other", description="The variation to mix the shown one with, or to hold it against"
    )
    mix_share: FloatProperty(
        name="Share",
        description="How much of the other variation a mix has",
        default=0.5,
        min=0.0,
        max=1.0,
        subtype="FACTOR",
    )

    if TYPE_CHECKING:
        source: str
        image_path: str
        image: bpy.types.Image | None
        engine: str
        resolution: int
        samples: int
        depth_result: str
        relief_side: int
        edge_ratio: float
        near: float
        far: float
        target: str
        size_m: float
        seamless: bool
        strength: float
        map_side: int
        projection: str
        model_id: str
        prompt: str
        prompt_count: int
        prompt_seed: int
        prompt_steers: bool
        bake_side: int
        scope: str
        count: int
        seed: int
        use_materials: bool
        use_palette: bool
        use_light: bool
        use_composition: bool
        image_model: str
        light: str
        north: float
        use_preference: bool
        exploration: float
        wish: str
        mood: str
        fixed_colors: str
        material_strength: float
        locks: str
        variation_view: str
        show_rejected: bool
        other: str
        mix_share: float


def settings_of(context: bpy.types.Context) -> MaquetteSettings:
    assert context.scene is not None
    return context.scene.maquette
