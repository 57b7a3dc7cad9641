# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One small scene with all that a variation may touch or must leave alone."""

from __future__ import annotations

import bpy
import numpy as np

from addon.scene import compat

from . import rooms
from .snapshot import Snapshot, snapshot

# What a variation may add to a file while the original shows; objects are not among it.
STORED = frozenset({"materials", "worlds", "lights", "node_groups", "images", "cameras"})


def of_the_user() -> Snapshot:
    """The file without what we store: our data-blocks and state, and the user counts that our
    pointers raise."""
    found = snapshot(
        lambda collection, block: collection in STORED and block.name.startswith("Maquette")
    )
    return {
        path: value
        for path, value in found.items()
        if ".maquette" not in path and not path.endswith((".users", ".use_extra_user"))
    }


def full_scene() -> bpy.types.Scene:
    """The awkward room with modifiers, empty slots, textures, drivers, several cameras and suns,
    markers, instances, hidden things and a second scene that shares objects."""
    scene = rooms.awkward_room()
    _add_modified()
    _add_textured()
    _add_cameras(scene)
    _add_lights(scene)
    _add_hidden(scene)
    _add_instances(scene)
    _add_second_scene(scene)
    bpy.context.view_layer.update()
    return scene


def _add_modified() -> None:
    cabinet = rooms.box("Cabinet", (0.8, 0.4, 1.8), ("wood", "metal"), at=(2.5, 1.5, 0.0))
    cabinet.modifiers.new("Bevel", "BEVEL").width = 0.02
    cabinet.modifiers.new("Row", "ARRAY").count = 2
    cabinet.data.materials.append(None)
    cabinet.data.polygons[4].material_index = 2
    cabinet.active_material_index = 2
    rooms.add("Nothing", bpy.data.meshes.new("Nothing"))
    sign = bpy.data.objects.new("Sign", bpy.data.curves.new("Sign", "FONT"))
    sign.data.body = "Café"
    sign.data.materials.append(rooms.material("metal"))
    rooms.scene().collection.objects.link(sign)


def _add_textured() -> None:
    """A material with a picture, nodes, a driver and a key frame, which two objects share."""
    shared = rooms.material("tile floor")
    tree = compat.ensure_nodes(shared)
    shader = next(node for node in tree.nodes if node.type == "BSDF_PRINCIPLED")
    picture = bpy.data.images.new("checks", 4, 4)
    picture.pixels.foreach_set(np.linspace(0.0, 1.0, 64, dtype=np.float32))
    picture.pack()
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = picture
    tree.links.new(texture.outputs["Color"], shader.inputs["Base Color"])
    shader.inputs["Roughness"].driver_add("default_value").driver.expression = "0.25"
    painted = rooms.material("painted wall")
    paint = next(
        node for node in compat.ensure_nodes(painted).nodes if node.type == "BSDF_PRINCIPLED"
    )
    paint.inputs["Base Color"].default_value = (0.7, 0.2, 0.1, 1.0)
    paint.inputs["Base Color"].keyframe_insert("default_value", frame=1)
    painted.diffuse_color = (0.7, 0.2, 0.1, 1.0)
    for place in (0.0, 2.0):
        rooms.box(
            f"Podium {place:.0f}",
            (1.0, 1.0, 0.1),
            ("tile floor", "painted wall"),
            at=(place, -1.5, 0.0),
        )


def _add_cameras(scene: bpy.types.Scene) -> None:
    for number in (1, 2):
        camera = bpy.data.objects.new(f"View {number}", bpy.data.cameras.new(f"View {number}"))
        camera.location, camera.rotation_euler = (0.0, -1.8, 1.5), (1.5, 0.0, 0.1 * number)
        camera.data.lens = 20.0 + number
        scene.collection.objects.link(camera)
        marker = scene.timeline_markers.new(f"Shot {number}", frame=10 * number)
        marker.camera = camera
    scene.camera = bpy.data.objects["View 2"]
    scene.camera.keyframe_insert("location", frame=1)


def _add_lights(scene: bpy.types.Scene) -> None:
    rooms.sun("Fill").hide_render = True
    lamp = bpy.data.objects.new("Lamp", bpy.data.lights.new("Lamp", "POINT"))
    scene.collection.objects.link(lamp)
    tree = compat.ensure_nodes(scene.world)
    tree.nodes["Background"].inputs["Strength"].default_value = 0.625
    scene.view_settings.gamma = 1.125


def _add_hidden(scene: bpy.types.Scene) -> None:
    rooms.box("Hidden in renders", (0.3, 0.3, 0.3), ("wood",)).hide_render = True
    rooms.box("Hidden in the viewport", (0.3, 0.3, 0.3), ("wood",)).hide_viewport = True
    rooms.box("Hidden by eye", (0.3, 0.3, 0.3), ("fabric",)).hide_set(True)
    excluded = bpy.data.collections.new("Excluded")
    scene.collection.children.link(excluded)
    stored = rooms.box("In store", (0.3, 0.3, 0.3), ("fabric",))
    excluded.objects.link(stored)
    scene.collection.objects.unlink(stored)
    scene.view_layers[0].layer_collection.children["Excluded"].exclude = True


def _add_instances(scene: bpy.types.Scene) -> None:
    group = bpy.data.collections.new("Stool group")
    stool = rooms.box("Stool", (0.4, 0.4, 0.45), ("wood", "fabric"))
    group.objects.link(stool)
    scene.collection.objects.unlink(stool)
    for place in (-2.0, 2.0):
        empty = bpy.data.objects.new("Stools", None)
        empty.instance_type, empty.instance_collection = "COLLECTION", group
        empty.location = (place, 1.0, 0.0)
        scene.collection.objects.link(empty)


def _add_second_scene(scene: bpy.types.Scene) -> None:
    other = bpy.data.scenes.new("Other")
    other.world = scene.world
    for name in ("Second Chair", "Key", "View 1"):
        other.collection.objects.link(bpy.data.objects[name])
    other.camera = bpy.data.objects["View 1"]
