# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The procedural families: materials as node groups with named parameters in real units.

`FAMILIES` lists them; a `ProceduralMaterial` becomes a Blender material and is read back from it.
"""

from __future__ import annotations

import colorsys
import random
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

import bpy

from ...core.errors import InputError
from ...core.procedural import Color, ParameterValue, ProceduralMaterial
from ..nodes import GroupBuilder
from ..records import FAMILY
from . import coordinates, reach
from .families import FAMILIES
from .family import ROLES, Family, Group, Look, Parameter, Unit, clamped

__all__ = [
    "FAMILIES",
    "ROLES",
    "Family",
    "Group",
    "Look",
    "Parameter",
    "Unit",
    "build_material",
    "complete",
    "families_for",
    "family_of",
    "from_look",
    "node_group",
    "read_material",
    "sample",
    "shown_parameters",
    "varied",
]

# Raised when a family's nodes change: files keep the groups they were made with.
VERSION = 2

_OUTPUTS = (
    ("Base Color", "NodeSocketColor"),
    ("Roughness", "NodeSocketFloat"),
    ("Metallic", "NodeSocketFloat"),
    ("Height", "NodeSocketFloat"),
    ("Normal", "NodeSocketVector"),
)
_GLAZING_OUTPUTS = (("Transmission", "NodeSocketFloat"), ("IOR", "NodeSocketFloat"))

_VERSION_KEY = "maquette_version"


def family_of(material: ProceduralMaterial) -> Family:
    """The family a material names; `InputError` when there is none."""
    try:
        return FAMILIES[material.family]
    except KeyError:
        known = ", ".join(sorted(FAMILIES))
        raise InputError(
            f"There is no family {material.family!r}; choose one of {known}."
        ) from None


def families_for(role: str) -> tuple[Family, ...]:
    """The families that suit a role, best known first."""
    return tuple(family for family in FAMILIES.values() if role in family.roles)


def from_look(family: Family, look: Look) -> ProceduralMaterial:
    """A look exactly as it is, every parameter named."""
    return ProceduralMaterial(family.id, _completed(family, look.values), look.name)


def complete(material: ProceduralMaterial) -> Mapping[str, ParameterValue]:
    """Every parameter of the family: the material's values inside their range, else the defaults.

    `InputError` for a parameter the family does not have or a colour where a number belongs.
    """
    return _completed(family_of(material), material.parameters)


def _completed(family: Family, values: Mapping[str, ParameterValue]) -> dict[str, ParameterValue]:
    for name in values:
        if family.parameter(name) is None:
            known = ", ".join(each.name for each in family.parameters)
            raise InputError(f"{family.label} has no parameter {name!r}; it has {known}.")
    return {
        each.name: clamped(each, values.get(each.name, each.default)) for each in family.parameters
    }


def shown_parameters(material: ProceduralMaterial) -> frozenset[str]:
    """The names of the parameters that show; the others could have any value."""
    return reach.shown(_steps(material.family), complete(material))


@cache
def _steps(family_id: str) -> Mapping[str, reach.Step]:
    """Of a group of its own: one in the file may have been edited."""
    tree = bpy.data.node_groups.new(family_id, "ShaderNodeTree")
    try:
        _fill(cast("bpy.types.ShaderNodeTree", tree), FAMILIES[family_id])
        return reach.steps_of(tree)
    finally:
        bpy.data.node_groups.remove(tree)


def sample(family: Family, rng: random.Random) -> ProceduralMaterial:
    """One of the family's looks, each parameter moved a little; the same for the same `rng`."""
    return varied(family, rng.choice(family.looks), rng)


def varied(family: Family, look: Look, rng: random.Random) -> ProceduralMaterial:
    """A look with each parameter moved a little; the same for the same `rng`."""
    values = _completed(family, look.values)
    moved = {each.name: _moved(each, values[each.name], rng) for each in family.parameters}
    return ProceduralMaterial(family.id, moved, look.name)


def _moved(parameter: Parameter, value: ParameterValue, rng: random.Random) -> ParameterValue:
    amount = rng.uniform(-1.0, 1.0) * parameter.spread
    if isinstance(value, tuple):
        return clamped(parameter, _moved_color(value, amount, rng.uniform(-0.008, 0.008)))
    # What a look leaves out stays out: no cracks on a wall that has none.
    if value == 0.0:
        return value
    step = value * amount if parameter.unit is Unit.METRES else amount
    return clamped(parameter, value + step)


def _moved_color(value: Color, amount: float, turn: float) -> Color:
    hue, saturation, brightness = colorsys.rgb_to_hsv(*value)
    saturation = min(1.0, saturation * (1.0 + amount * 0.5))
    moved = colorsys.hsv_to_rgb((hue + turn) % 1.0, saturation, brightness * (1.0 + amount))
    red, green, blue = moved
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    # Darker than coal or brighter than snow is no surface colour.
    return moved if 0.02 <= luminance <= 0.9 else value


def node_group(family: Family) -> bpy.types.ShaderNodeTree:
    """The file's node group of a family, made when it is not there yet.

    Input Vector is in metres on the surface; the parameters follow; outputs are Base Color,
    Roughness, Metallic, Height (metres) and Normal; glazing has Transmission and IOR too.
    """
    return _group(family.id, f"Maquette {family.label}", VERSION, lambda t: _fill(t, family))


def coordinates_group() -> bpy.types.ShaderNodeTree:
    """The file's "Maquette Surface Coordinates" group, made when it is not there yet."""
    return _group("coordinates", coordinates.NAME, coordinates.VERSION, _fill_coordinates)


def _group(
    key: str, name: str, version: int, fill: Callable[[bpy.types.ShaderNodeTree], None]
) -> bpy.types.ShaderNodeTree:
    for tree in bpy.data.node_groups:
        if tree.get(FAMILY) == key and tree.get(_VERSION_KEY) == version and not tree.library:
            return cast("bpy.types.ShaderNodeTree", tree)
    tree = cast("bpy.types.ShaderNodeTree", bpy.data.node_groups.new(name, "ShaderNodeTree"))
    try:
        fill(tree)
    except BaseException:
        bpy.data.node_groups.remove(tree)
        raise
    tree[FAMILY] = key
    tree[_VERSION_KEY] = version
    return tree


def _fill(tree: bpy.types.ShaderNodeTree, family: Family) -> None:
    tree.description = f"{family.label} in metres, by Maquette"
    for name, kind in _OUTPUTS + (_GLAZING_OUTPUTS if "glazing" in family.roles else ()):
        tree.interface.new_socket(name, in_out="OUTPUT", socket_type=kind)
    _vector_input(tree, "Vector", "Metres on the surface: u, v and a number of the face's own")
    worn = any(each.group is Group.WEAR for each in family.parameters)
    panel = tree.interface.new_panel("Wear") if worn else None
    for parameter in family.parameters:
        _parameter_input(tree, parameter, panel if parameter.group is Group.WEAR else None)
    builder = GroupBuilder(tree)
    family.build(builder)
    builder.finish()


def _parameter_input(
    tree: bpy.types.ShaderNodeTree, parameter: Parameter, panel: Any | None
) -> None:
    kind = "NodeSocketColor" if parameter.unit is Unit.COLOR else "NodeSocketFloat"
    socket: Any = tree.interface.new_socket(
        parameter.name, description=parameter.description, socket_type=kind, parent=panel
    )
    if isinstance(parameter.default, tuple):
        socket.default_value = (*parameter.default, 1.0)
        return
    subtypes = {Unit.METRES: "DISTANCE", Unit.FACTOR: "FACTOR", Unit.RADIANS: "ANGLE"}
    socket.subtype = subtypes.get(parameter.unit, "NONE")
    socket.min_value = parameter.minimum
    socket.max_value = parameter.maximum
    socket.default_value = parameter.default


def _vector_input(tree: bpy.types.ShaderNodeTree, name: str, description: str) -> None:
    socket: Any = tree.interface.new_socket(
        name, description=description, socket_type="NodeSocketVector"
    )
    socket.hide_value = True


def _fill_coordinates(tree: bpy.types.ShaderNodeTree) -> None:
    tree.description = "Metres on any object's surface, by Maquette"
    tree.interface.new_socket("Vector", in_out="OUTPUT", socket_type="NodeSocketVector")
    for name, default, low, subtype in (
        ("Scale", 1.0, 0.001, "NONE"),
        ("Rotation", 0.0, -1000.0, "ANGLE"),
    ):
        socket: Any = tree.interface.new_socket(name, socket_type="NodeSocketFloat")
        socket.subtype, socket.min_value, socket.max_value = subtype, low, 1000.0
        socket.default_value = default
    tree.interface.new_socket("Offset", socket_type="NodeSocketVector")
    builder = GroupBuilder(tree)
    coordinates.build(builder)
    builder.finish()


def build_material(material: ProceduralMaterial, name: str) -> bpy.types.Material:
    """A new Blender material that lays the family on any object in its own metres, without UVs.

    `InputError` for a family or parameter that does not exist; nothing is left behind then.
    """
    family = family_of(material)
    values = complete(material)
    group = node_group(family)
    target = bpy.data.materials.new(name)
    if target.node_tree is None:
        target.use_nodes = True
    tree = cast("bpy.types.ShaderNodeTree", target.node_tree)
    tree.nodes.clear()
    place = _group_node(tree, coordinates_group(), (-700.0, 0.0), "Surface Coordinates")
    place.inputs["Scale"].default_value = material.scale
    place.inputs["Rotation"].default_value = material.rotation
    node = _group_node(tree, group, (-480.0, 0.0), material.look or family.label)
    for each, value in values.items():
        node.inputs[each].default_value = (*value, 1.0) if isinstance(value, tuple) else value
    tree.links.new(place.outputs["Vector"], node.inputs["Vector"])
    _shade(tree, node, transparent="glazing" in family.roles)
    _show_in_solid_view(target, values)
    return target


def _group_node(
    tree: bpy.types.ShaderNodeTree,
    group: bpy.types.ShaderNodeTree,
    location: tuple[float, float],
    label: str,
) -> Any:
    node: Any = tree.nodes.new("ShaderNodeGroup")
    node.node_tree = group
    node.location = location
    node.width = 200.0
    node.label = label
    return node


def _shade(tree: bpy.types.ShaderNodeTree, node: Any, *, transparent: bool) -> None:
    principled: Any = tree.nodes.new("ShaderNodeBsdfPrincipled")
    principled.location = (-200.0, 0.0)
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    output.location = (100.0, 0.0)
    for name in ("Base Color", "Roughness", "Metallic", "Normal"):
        tree.links.new(node.outputs[name], principled.inputs[name])
    tree.links.new(principled.outputs["BSDF"], output.inputs["Surface"])
    if transparent:
        tree.links.new(node.outputs["Transmission"], principled.inputs["Transmission Weight"])
        tree.links.new(node.outputs["IOR"], principled.inputs["IOR"])
        # The pane does not bend light, so the mirroring is a coat's.
        principled.inputs["Coat Weight"].default_value = 1.0
        _let_light_through(tree, principled)


def _let_light_through(tree: bpy.types.ShaderNodeTree, principled: Any) -> None:
    """Shadow rays pass, or a room behind its windows would be dark without caustics."""
    path = tree.nodes.new("ShaderNodeLightPath")
    path.location = (-700.0, -420.0)
    solid: Any = tree.nodes.new("ShaderNodeMath")
    solid.operation = "MULTIPLY_ADD"
    solid.location = (-480.0, -420.0)
    solid.inputs[1].default_value = -0.92
    solid.inputs[2].default_value = 1.0
    tree.links.new(path.outputs["Is Shadow Ray"], solid.inputs[0])
    tree.links.new(solid.outputs[0], principled.inputs["Alpha"])


def _show_in_solid_view(material: bpy.types.Material, values: Mapping[str, Any]) -> None:
    tint = next((value for value in values.values() if isinstance(value, tuple)), None)
    if tint is not None:
        material.diffuse_color = (*tint, 1.0)
    material.roughness = values.get("Roughness", 0.5)


def read_material(material: bpy.types.Material | None) -> ProceduralMaterial | None:
    """What `build_material` was given, with whatever was changed in the nodes since; else None."""
    if material is None or material.node_tree is None:
        return None
    found: Any = _node_of(material, FAMILIES)
    if found is None:
        return None
    family = FAMILIES[found.node_tree[FAMILY]]
    place: Any = _node_of(material, ("coordinates",))
    return ProceduralMaterial(
        family.id,
        {each.name: _read_value(found, each) for each in family.parameters},
        found.label if family.look(found.label) else "",
        scale=_rounded(place.inputs["Scale"].default_value) if place else 1.0,
        rotation=_rounded(place.inputs["Rotation"].default_value) if place else 0.0,
    )


def _node_of(material: bpy.types.Material, keys: Any) -> Any | None:
    for node in cast("bpy.types.ShaderNodeTree", material.node_tree).nodes:
        tree = getattr(node, "node_tree", None)
        if tree is not None and tree.get(FAMILY) in keys:
            return node
    return None


def _read_value(node: Any, parameter: Parameter) -> ParameterValue:
    if parameter.name not in node.inputs:
        return parameter.default
    value = node.inputs[parameter.name].default_value
    if parameter.unit is Unit.COLOR:
        red, green, blue = (_rounded(channel) for channel in value[:3])
        return red, green, blue
    return _rounded(value)


def _rounded(value: float) -> float:
    """Sockets hold 32 bits: six digits bring back the number that was set."""
    return float(f"{value:.6g}")
