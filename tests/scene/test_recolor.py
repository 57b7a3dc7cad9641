# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of materials in other colours: the node group does what core does, the original stays."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest

from addon.core.color_move import ColorMove, moved
from addon.core.errors import InputError
from addon.core.image import srgb_to_linear
from addon.core.procedural import ProceduralMaterial
from addon.scene import compat, procedural
from addon.scene.color_samples import samples_of
from addon.scene.images import raw_pixels
from addon.scene.recolor import Place, Recolor, recolored_material
from addon.scene.recolor_nodes import NAME, recolor_group, shaders_of

from .snapshot import differences, snapshot

SIDE = 12
MOVES = (
    ColorMove(),
    ColorMove(1.2, 0.7, 0.8, 0.6, (0.02, -0.03)),
    ColorMove(-2.6, 1.8, 1.3, 0.45, (-0.01, 0.05)),
    ColorMove(math.pi, 0.0, 3.0, 0.5),
    ColorMove(0.3, 1.0, 0.1, 0.9),
)


def user_material(name: str, color: tuple[float, float, float] = (0.2, 0.4, 0.1)) -> Any:
    material = bpy.data.materials.new(name)
    tree: Any = compat.ensure_nodes(material)
    tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (*color, 1.0)
    return material


def principled(material: bpy.types.Material) -> list[Any]:
    return list(shaders_of(material.node_tree))


def recolor(material: str, move: ColorMove = MOVES[1]) -> Recolor:
    return Recolor(material, move.hue, move.chroma, move.lightness, move.centre, move.tint)


def groups_of(tree: Any) -> list[Any]:
    return [each for each in tree.nodes if getattr(each, "node_tree", None) == recolor_group()]


def _render_of_group(folder: Path, colors: np.ndarray, move: ColorMove) -> np.ndarray:
    """What the group makes of colours (SIDE, SIDE, 3), rendered one pixel each."""
    image = bpy.data.images.new("Colors", SIDE, SIDE, float_buffer=True, is_data=True)
    rgba = np.ones((SIDE, SIDE, 4), np.float32)
    rgba[..., :3] = colors[::-1]
    image.pixels.foreach_set(rgba.ravel())
    material = bpy.data.materials.new("Chart")
    tree: Any = compat.ensure_nodes(material)
    tree.nodes.clear()
    texture, group, light, out = (
        tree.nodes.new(kind)
        for kind in (
            "ShaderNodeTexImage",
            "ShaderNodeGroup",
            "ShaderNodeEmission",
            "ShaderNodeOutputMaterial",
        )
    )
    texture.image, texture.interpolation, group.node_tree = image, "Closest", recolor_group()
    names = ("Hue", "Chroma", "Lightness", "Centre", "Tint A", "Tint B")
    values = (move.hue, move.chroma, move.lightness, move.centre, *move.tint)
    for name, value in zip(names, values, strict=True):
        group.inputs[name].default_value = value
    tree.links.new(texture.outputs[0], group.inputs["Color"])
    tree.links.new(group.outputs["Color"], light.inputs["Color"])
    tree.links.new(light.outputs[0], out.inputs["Surface"])
    return _seen(folder, material)


def _seen(folder: Path, material: bpy.types.Material) -> np.ndarray:
    bpy.ops.mesh.primitive_plane_add(size=2.0)
    bpy.context.object.data.materials.append(material)
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    camera.data.type, camera.data.ortho_scale, camera.location.z = "ORTHO", 2.0, 3.0
    scene = bpy.context.scene
    scene.collection.objects.link(camera)
    scene.camera = camera
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.cycles.use_denoising, scene.cycles.pixel_filter_type = False, "BOX"
    scene.cycles.filter_width = 0.01
    scene.view_settings.view_transform = "Raw"
    scene.render.resolution_x = scene.render.resolution_y = SIDE
    settings = scene.render.image_settings
    compat.use_image_file_format(settings, "OPEN_EXR")
    settings.color_depth = "32"
    scene.render.filepath = str(folder / "chart.exr")
    bpy.ops.render.render(write_still=True)
    return raw_pixels(folder / "chart.exr")[..., :3]


@pytest.mark.parametrize("move", MOVES)
def test_the_node_group_does_as_core_does(move: ColorMove, tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    colors = rng.random((SIDE, SIDE, 3), np.float32)
    colors[0, 0], colors[0, 1], colors[0, 2] = 0.0, 1.0, 0.5
    seen = _render_of_group(tmp_path, colors, move)
    wanted = np.array([moved(tuple(map(float, each)), move) for each in colors.reshape(-1, 3)])
    error = np.abs(seen.reshape(-1, 3) - wanted)
    print(f"largest error {error.max():.2e}, mean {error.mean():.2e}")
    assert error.max() < 5e-5


def test_a_constant_colour_gets_the_group_in_a_copy_and_the_original_stays() -> None:
    source = user_material("Wall Paint")
    source.use_fake_user = True
    before = snapshot()
    copy = recolored_material(recolor("Wall Paint"))
    assert copy is not None
    assert copy.name.startswith("Maquette Wall Paint #")
    node = principled(copy)[0].inputs["Base Color"].links[0].from_node
    assert node.node_tree.name == NAME
    assert tuple(node.inputs["Color"].default_value)[:3] == pytest.approx((0.2, 0.4, 0.1))
    assert node.inputs["Hue"].default_value == pytest.approx(1.2)
    assert recolored_material(recolor("Wall Paint")) == copy
    bpy.data.materials.remove(copy)
    bpy.data.node_groups.remove(recolor_group())
    assert differences(before, snapshot()) == []


def test_what_came_to_the_base_colour_goes_through_the_group() -> None:
    source = user_material("Picture")
    tree = source.node_tree
    texture = tree.nodes.new("ShaderNodeTexImage")
    mix = tree.nodes.new("ShaderNodeMix")
    mix.data_type = "RGBA"
    tree.links.new(texture.outputs["Color"], mix.inputs["A"])
    tree.links.new(mix.outputs["Result"], principled(source)[0].inputs["Base Color"])
    copy = recolored_material(recolor("Picture"))
    assert copy is not None
    (group,) = groups_of(copy.node_tree)
    assert group.inputs["Color"].links[0].from_node.bl_idname == "ShaderNodeMix"
    assert not groups_of(source.node_tree)


def test_every_principled_in_a_tree_and_in_groups_is_recoloured() -> None:
    source = user_material("Several")
    second = source.node_tree.nodes.new("ShaderNodeBsdfPrincipled")
    second.inputs["Metallic"].default_value = 1.0
    source.node_tree.nodes.new("ShaderNodeBsdfPrincipled")
    inner: Any = bpy.data.node_groups.new("Their shader", "ShaderNodeTree")
    inner.nodes.new("ShaderNodeBsdfPrincipled")
    source.node_tree.nodes.new("ShaderNodeGroup").node_tree = inner
    copy = recolored_material(recolor("Several"))
    assert copy is not None
    linked = [each.inputs["Base Color"].is_linked for each in principled(copy)]
    metal = [each.inputs["Metallic"].default_value for each in principled(copy)]
    assert sorted(zip(metal, linked, strict=True)) == [(0.0, True)] * 3 + [(1.0, False)]
    assert not groups_of(inner)
    assert not any(each.inputs["Base Color"].is_linked for each in principled(source))


def test_a_procedural_material_of_ours_moves_its_parameters() -> None:
    numbers = ProceduralMaterial("brick", {"Brick Color": (0.4, 0.2, 0.1)}, scale=1.5)
    source = procedural.build_material(numbers, "Brick of before")
    before = procedural.read_material(source)
    copy = recolored_material(recolor(source.name))
    after = procedural.read_material(copy)
    assert before is not None
    assert after is not None
    assert after.scale == 1.5
    for name, value in before.parameters.items():
        wanted = moved(value, MOVES[1]) if isinstance(value, tuple) else value
        assert after.parameters[name] == pytest.approx(wanted, abs=1e-5)
    assert procedural.read_material(source) == before
    assert not groups_of(copy.node_tree)


def test_the_numbers_come_back_from_json_and_old_ones_load() -> None:
    one = Recolor("Oak", 0.3, 1.1, 0.9, 0.6, (0.01, -0.02), (0.2, 0.3, 0.4), (Place("Desk", 0),))
    assert Recolor.from_values(one.to_values()) == one
    assert Recolor.from_values({"material": "Oak", "hue": 0.5}).move.hue == 0.5
    assert recolored_material(one) is None
    for wrong in ({"hue": 1.0}, {"material": "a", "tint": [1.0]}, {"material": "a", "places": [3]}):
        with pytest.raises(InputError):
            Recolor.from_values(wrong)


def test_samples_follow_images_ramps_mixes_and_groups() -> None:
    material = user_material("Samples")
    tree = material.node_tree
    base = principled(material)[0].inputs["Base Color"]
    assert samples_of(base).mean(axis=0) == pytest.approx((0.2, 0.4, 0.1))

    image = bpy.data.images.new("Half", 8, 8)
    pixels = np.zeros((8, 8, 4), np.float32)
    pixels[:, :4] = (1.0, 0.5, 0.0, 1.0)
    image.pixels.foreach_set(pixels.ravel())
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = image
    tree.links.new(texture.outputs["Color"], base)
    green = float(srgb_to_linear(np.array([0.5], np.float32))[0])
    assert samples_of(base).mean(axis=0) == pytest.approx((0.5, green / 2.0, 0.0), abs=2e-3)

    ramp = tree.nodes.new("ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].color = (1.0, 0.0, 0.0, 1.0)
    ramp.color_ramp.elements[1].color = (0.0, 0.0, 1.0, 1.0)
    noise = tree.nodes.new("ShaderNodeTexNoise")
    tree.links.new(noise.outputs[0], ramp.inputs[0])
    mix = tree.nodes.new("ShaderNodeMix")
    mix.data_type, mix.inputs["Factor"].default_value = "RGBA", 0.25
    tree.links.new(ramp.outputs["Color"], mix.inputs["A"])
    mix.inputs["B"].default_value = (0.0, 1.0, 0.0, 1.0)
    tree.links.new(mix.outputs["Result"], base)
    assert samples_of(base).mean(axis=0) == pytest.approx((0.375, 0.25, 0.375), abs=0.01)

    group: Any = bpy.data.node_groups.new("Theirs", "ShaderNodeTree")
    group.interface.new_socket("In", in_out="INPUT", socket_type="NodeSocketColor")
    group.interface.new_socket("Out", in_out="OUTPUT", socket_type="NodeSocketColor")
    ends = [group.nodes.new(kind) for kind in ("NodeGroupInput", "NodeGroupOutput")]
    group.links.new(ends[0].outputs[0], ends[1].inputs[0])
    node = tree.nodes.new("ShaderNodeGroup")
    node.node_tree = group
    node.inputs[0].default_value = (0.1, 0.2, 0.3, 1.0)
    tree.links.new(node.outputs[0], base)
    assert samples_of(base).mean(axis=0) == pytest.approx((0.1, 0.2, 0.3), abs=1e-5)


def test_a_long_chain_of_shared_nodes_is_sampled_once_each() -> None:
    material = user_material("Diamonds")
    tree = material.node_tree
    before = tree.nodes.new("ShaderNodeRGB")
    before.outputs[0].default_value = (0.3, 0.3, 0.3, 1.0)
    output = before.outputs[0]
    for _ in range(40):
        mix = tree.nodes.new("ShaderNodeMix")
        mix.data_type = "RGBA"
        tree.links.new(output, mix.inputs["A"])
        tree.links.new(output, mix.inputs["B"])
        output = mix.outputs["Result"]
    base = principled(material)[0].inputs["Base Color"]
    tree.links.new(output, base)
    assert samples_of(base).mean() == pytest.approx(0.3)
