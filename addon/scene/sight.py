# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a camera would see, by a few dozen rays: the numbers a picture is judged by.

Knows nothing of kinds of pictures; who proposes one says what it should show.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from mathutils import Matrix, Vector
from numpy.typing import NDArray

from .rays import Caster

SENSOR_MM = 36.0
UP = Vector((0.0, 0.0, 1.0))
Rows: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
# Where eyes rest: the middle of a picture and its thirds, in half widths.
RESTING = (-1.0 / 3.0, 0.0, 1.0 / 3.0)


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a camera stands: `yaw` from +X to +Y and `pitch` upwards in radians, no roll; focal
    length for a 36 mm wide sensor, lens shift in picture widths."""

    eye: Vector
    yaw: float
    pitch: float
    lens_mm: float
    shift: tuple[float, float] = (0.0, 0.0)

    @property
    def forward(self) -> Vector:
        flat = math.cos(self.pitch)
        return Vector((flat * math.cos(self.yaw), flat * math.sin(self.yaw), math.sin(self.pitch)))

    @property
    def right(self) -> Vector:
        return Vector((math.sin(self.yaw), -math.cos(self.yaw), 0.0))

    @property
    def across(self) -> float:
        """Half the picture's width at a distance of 1."""
        return SENSOR_MM / 2.0 / self.lens_mm

    def matrix(self) -> Matrix:
        turn = Matrix.Rotation(self.yaw - math.pi / 2.0, 4, "Z")
        tilt = Matrix.Rotation(math.pi / 2.0 + self.pitch, 4, "X")
        return Matrix.Translation(self.eye) @ turn @ tilt

    def project(self, points: Rows, aspect: float) -> Rows:
        """Points (N, 3) in the picture: x and y from -1 to 1 within it, depth in metres."""
        forward, right = np.array(self.forward), np.array(self.right)
        up = np.cross(right, forward)
        local = np.asarray(points, np.float64) - np.array(self.eye)
        depth = local @ forward
        safe = np.where(depth > 1e-9, depth, 1e-9)
        x = local @ right / safe / self.across - 2.0 * self.shift[0]
        y = (local @ up / safe / self.across - 2.0 * self.shift[1]) * aspect
        return np.stack([x, y, depth], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """What a picture is about: the space between two corners."""

    low: Rows
    high: Rows

    @property
    def middle(self) -> Vector:
        return Vector(((self.low + self.high) / 2.0).tolist())

    @property
    def size(self) -> float:
        return float(np.linalg.norm(self.high - self.low))

    def corners(self) -> Rows:
        pick = np.array([(i & 1, i >> 1 & 1, i >> 2 & 1) for i in range(8)])
        return np.where(pick, self.high, self.low)

    def holds(self, points: Rows) -> Mask:
        slack = 0.01 * self.size
        return np.all((points >= self.low - slack) & (points <= self.high + slack), axis=-1)

    def meets(self, eye: Vector, rays: Rows) -> Rows:
        """How far each ray (R, 3) goes until the box; inf where it misses."""
        start = np.array(eye)
        steps = np.where(np.abs(rays) < 1e-9, 1e-9, rays)
        near, far = (self.low - start) / steps, (self.high - start) / steps
        enter = np.minimum(near, far).max(axis=1)
        leave = np.maximum(near, far).min(axis=1)
        return np.where((leave >= enter) & (leave > 0.0), np.maximum(enter, 0.0), np.inf)


@dataclass(frozen=True, eq=False)
class Sight:
    """A picture as rays, row by row from the top: (R, 2) where in the picture from -1 to 1, (R, 3)
    their unit directions, (R,) how far they go (inf into the open), (R, 3) where they end and the
    normals there, and what they meet."""

    places: Rows
    rays: Rows
    distances: Rows
    points: Rows
    normals: Rows
    surfaces: tuple[tuple[str, int] | None, ...]

    @cached_property
    def is_open(self) -> Mask:
        return np.isinf(self.distances)

    @property
    def sky(self) -> float:
        """The share of the picture that goes into the open above the horizon."""
        return float((self.is_open & (self.rays[:, 2] > 0.0)).mean())

    def nearer_than(self, distance: float) -> float:
        return float((self.distances < distance).mean())

    @property
    def floor(self) -> float:
        """The share that is seen of surfaces that face up below the horizon."""
        return float(((self.normals[:, 2] > 0.7) & (self.rays[:, 2] < 0.0)).mean())

    @property
    def ceiling(self) -> float:
        return float(((self.normals[:, 2] < -0.7) & (self.rays[:, 2] > 0.0)).mean())

    @cached_property
    def planes(self) -> list[tuple[object, ...]]:
        """What each ray meets, told apart by object, slot, direction and plane."""
        hit = ~self.is_open
        step = 0.08 * max(float(np.median(self.distances[hit])), 1e-6) if hit.any() else 1.0
        offsets = np.einsum("rc,rc->r", np.where(hit[:, None], self.points, 0.0), self.normals)
        turned = np.round(self.normals * 4.0).astype(int).tolist()
        placed = np.round(offsets / step).astype(int).tolist()
        open_into = np.where(self.rays[:, 2] > 0.0, "sky", "ground").tolist()
        return [
            (*surface, *turned[index], placed[index]) if surface else (open_into[index],)
            for index, surface in enumerate(self.surfaces)
        ]

    @property
    def variety(self) -> float:
        """How many surfaces are seen, as the perplexity of their shares of the picture."""
        shares = np.array(list(Counter(self.planes).values())) / len(self.planes)
        return math.exp(-float((shares * np.log(shares)).sum()))

    @property
    def largest(self) -> float:
        """The share of the surface that fills most."""
        return max(Counter(self.planes).values()) / len(self.planes)

    @property
    def tunnel(self) -> float:
        """How much deeper the middle is than what frames it on both sides."""
        reach = np.minimum(self.distances, 60.0)
        across, up = np.abs(self.places.T)
        middle = float(np.median(reach[(across < 0.3) & (up < 0.5)]))
        left, right = (
            float(np.median(reach[(side * self.places[:, 0] > 0.8) & (up < 0.5)]))
            for side in (-1.0, 1.0)
        )
        return middle / max(left, right)

    def share(self, subject: Box) -> float:
        return float(subject.holds(self.points).mean())

    def hidden(self, eye: Vector, subject: Box) -> float:
        """The share of the subject's silhouette that something else stands before."""
        until = subject.meets(eye, self.rays)
        meets = np.isfinite(until)
        if not meets.any():
            return 1.0
        return float((self.distances[meets] < until[meets] * 0.98 - 1e-6).mean())

    def rest(self, subject: Box) -> float:
        """How near the subject's middle is to the picture's middle or a third, 1 for on it."""
        seen = subject.holds(self.points)
        if not seen.any():
            return 0.0
        x = float(self.places[seen, 0].mean())
        return math.exp(-((min(abs(x - each) for each in RESTING) / 0.22) ** 2))


def look(caster: Caster, pose: Pose, aspect: float, columns: int = 10, rows: int = 7) -> Sight:
    """Cast `columns` x `rows` rays through the picture."""
    xs = (np.arange(columns) + 0.5) / columns * 2.0 - 1.0
    ys = 1.0 - (np.arange(rows) + 0.5) / rows * 2.0
    places = np.array([(x, y) for y in ys for x in xs])
    forward, right = np.array(pose.forward), np.array(pose.right)
    up = np.cross(right, forward)
    x = (places[:, :1] + 2.0 * pose.shift[0]) * pose.across
    y = (places[:, 1:] / aspect + 2.0 * pose.shift[1]) * pose.across
    rays = forward + x * right + y * up
    rays /= np.linalg.norm(rays, axis=1, keepdims=True)
    hits = [caster.cast(pose.eye, Vector(ray.tolist())) for ray in rays]
    nowhere = (math.inf, math.inf, math.inf)
    return Sight(
        places,
        rays,
        np.array([hit.distance if hit else math.inf for hit in hits]),
        np.array([tuple(hit.point) if hit else nowhere for hit in hits]),
        np.array([tuple(hit.normal) if hit else (0.0, 0.0, 0.0) for hit in hits]),
        tuple(hit.surface if hit else None for hit in hits),
    )
