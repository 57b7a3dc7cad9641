# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The maps of a material, as the Principled BSDF and glTF name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .errors import InputError
from .image import Extent, Image
from .map_kind import MapKind


@dataclass(frozen=True, slots=True, eq=False)
class MaterialMaps:
    """Maps of one surface, all of one extent.

    Base color is linear RGB (H, W, 3); normal is (H, W, 3) unit vectors, OpenGL (Y+), in [-1, 1];
    roughness, metallic and ambient occlusion are (H, W, 1) in [0, 1]; height is (H, W, 1) in metres
    around 0, for a surface `size_m` metres wide.
    """

    images: Mapping[MapKind, Image]
    size_m: float = 1.0

    def __post_init__(self) -> None:
        if not self.images:
            raise InputError("A material needs at least one map.")
        extents = {image.extent for image in self.images.values()}
        if len(extents) > 1:
            raise InputError(f"All maps of a material must have one size, not {sorted(extents)}.")
        for kind, image in self.images.items():
            if image.channels != kind.channels:
                raise InputError(
                    f"{kind.label} needs {kind.channels} channels, not {image.channels}."
                )
        object.__setattr__(self, "images", MappingProxyType(dict(self.images)))

    @property
    def extent(self) -> Extent:
        return next(iter(self.images.values())).extent

    def __getitem__(self, kind: MapKind) -> Image:
        return self.images[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self.images

    def __iter__(self) -> Iterator[MapKind]:
        return iter(self.images)
