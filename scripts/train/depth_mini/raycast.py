# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many cheap depth samples: rooms, tables, shelves, houses made of boxes and balls, cast by rays in
numpy.

    python scripts/train/depth_mini/raycast.py --data DIR --textures MATERIAL_DIR --count 2400
    --seed 1

Textures are the surfaces of material-mini's data. Needs neither Blender nor torch.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from scripts.train.depth_mini.pieces import PIECES, Rng, Solids, lumps
from scripts.train.material_mini import shards

WIDTH, HEIGHT, PER_SHARD = 256, 192, 40
Array = NDArray[np.float32]


def room(rng: Rng) -> tuple[Solids, Array, Array, float, bool]:
    """Solids, eye, point looked at, focal length in picture widths, outside."""
    out = Solids()
    w, d, h = rng.uniform(2.4, 8), rng.uniform(2.6, 9), rng.uniform(2.3, 3.4)
    walls = int(rng.integers(4))
    zero = (0.0, 0.0, 0.0, 0.0)
    for at, size, skin in (
        ((w / 2, d / 2, -0.1), (w, d, 0.2), 4),
        ((w / 2, d / 2, h + 0.1), (w, d, 0.2), 5),
        ((-0.1, d / 2, h / 2), (0.2, d, h), walls),
        ((w + 0.1, d / 2, h / 2), (0.2, d, h), walls),
        ((w / 2, -0.1, h / 2), (w, 0.2, h), walls),
        ((w / 2, d + 0.1, h / 2), (w, 0.2, h), int(rng.choice([walls, 6]))),
    ):
        out.add(zero, at, size, skin)
    for _ in range(rng.integers(0, 4)):
        x, z, wide, tall = (
            rng.uniform(0.5, w - 0.5),
            rng.uniform(0.9, 1.7),
            rng.uniform(0.3, 1.6),
            rng.uniform(0.3, 1.5),
        )
        out.add(zero, (x, d, z), (wide, 0.1, tall), 7)
        out.add(zero, (x, d - 0.02, z), (wide - 0.1, 0.1, tall - 0.1), int(rng.integers(12)))
    for _ in range(rng.integers(0, 3)):
        out.add(zero, (rng.choice([0.0, w]), rng.uniform(0.8, d - 0.5), 1.02), (0.1, 0.9, 2.04), 8)
    for _ in range(rng.integers(1, 7)):
        side, skins = int(rng.integers(5)), (int(rng.integers(12)), int(rng.integers(12)))
        x, y = rng.uniform(0.7, w - 0.7), rng.uniform(0.9, d - 0.5)
        place = (
            (x, y, 0.0, rng.uniform(0, 6.3)),
            (x, d - 0.4, 0.0, 0.0),
            (0.4, y, 0.0, np.pi / 2),
            (w - 0.4, y, 0.0, -np.pi / 2),
            (x, y, 0.0, 0.0),
        )[side]
        PIECES[int(rng.integers(len(PIECES)))](out, rng, place, skins)
    eye = np.array(
        [rng.uniform(0.3, w - 0.3), rng.uniform(0.2, 0.35 * d), rng.uniform(0.5, min(2.2, h - 0.2))]
    )
    aim = np.array([rng.uniform(0, w), rng.uniform(0.6, 1) * d, rng.uniform(0.1, 1.7)])
    return out, eye, aim, rng.uniform(0.5, 1.15), False


def street(rng: Rng) -> tuple[Solids, Array, Array, float, bool]:
    """Like `room`, under the sky: ground, houses with windows, kerbs, trees, boxes."""
    out = Solids()
    zero = (0.0, 0.0, 0.0, 0.0)
    out.add(zero, (0, 0, -0.5), (400, 400, 1.0), 4)
    out.add(zero, (0, -8, 0.0), (400, rng.uniform(4, 9), 0.04), 5)
    x = -rng.uniform(10, 25)
    while x < 25:
        w, d, h = rng.uniform(5, 14), rng.uniform(5, 12), rng.uniform(2.8, 12)
        place = (
            x + w / 2,
            d / 2 + rng.uniform(-1, 4),
            0.0,
            rng.choice([0.0, rng.uniform(-0.2, 0.2)]),
        )
        skins = rng.integers(12, size=3)
        out.add(place, (0, 0, h / 2), (w, d, h), int(skins[0]))
        out.add(place, (0, 0, h + 0.15), (w + 0.6, d + 0.6, 0.3), int(skins[1]))
        cols, floors = max(1, int(w / rng.uniform(1.8, 3))), max(1, int(h / 2.9))
        for i in range(cols):
            for k in range(min(floors, 3)):
                out.add(
                    place,
                    (w * ((i + 0.5) / cols - 0.5), -d / 2, 2.9 * k + 1.5),
                    (1.1, 0.14, 1.4),
                    6,
                )
        x += w + rng.choice([0.0, rng.uniform(0.5, 8)])
    for _ in range(rng.integers(0, 7)):
        tree = (rng.uniform(-15, 15), rng.uniform(-14, -1), 0.0, 0.0)
        tall = rng.uniform(1.0, 7)
        out.add(tree, (0, 0, tall * 0.3), (0.25, 0.25, tall * 0.6), 8)
        out.add(tree, (0, 0, tall * 0.75), (tall * 0.55, tall * 0.55, tall * 0.6), 9, ball=True)
    for _ in range(rng.integers(0, 6)):
        lumps(
            out, rng, (rng.uniform(-10, 10), rng.uniform(-13, -1), 0.0, rng.uniform(0, 6)), (0, 1)
        )
    away = rng.uniform(5, 22)
    eye = np.array([rng.uniform(-10, 10), -away, rng.choice([1.6, rng.uniform(1, 7)])])
    aim = np.array([rng.uniform(-8, 8), 1.0, rng.uniform(0, 4)])
    return out, eye, aim, rng.uniform(0.6, 1.2), True


def _local(rays: Array, turn: float) -> Array:
    c, s = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    return np.stack([c * rays[0] + s * rays[1], c * rays[1] - s * rays[0], rays[2]])


def cast(
    solids: Solids, origins: Array, rays: Array, limit: Array
) -> tuple[Array, NDArray[np.int64]]:
    """Distance along each ray (3, n) to the nearest solid and its number (-1 for none)."""
    nearest, hit = limit.copy(), np.full(rays.shape[1], -1)
    for k, (center, half, turn, ball) in enumerate(
        zip(solids.centers, solids.halves, solids.turns, solids.balls, strict=True)
    ):
        size = np.array(half, np.float32)[:, None]
        direction = _local(rays, turn) / size
        origin = _local(origins - np.array(center, np.float32)[:, None], turn) / size
        if ball:
            a, b = (direction * direction).sum(0), (direction * origin).sum(0)
            root = b * b - a * ((origin * origin).sum(0) - 1.0)
            t = np.where(root > 0, (-b - np.sqrt(np.maximum(root, 0))) / a, np.inf)
            good = (t > 1e-3) & (t < nearest)
        else:
            inverse = 1.0 / np.where(np.abs(direction) < 1e-7, 1e-7, direction)
            ta, tb = (-1.0 - origin) * inverse, (1.0 - origin) * inverse
            near, far = np.minimum(ta, tb).max(0), np.maximum(ta, tb).min(0)
            t = near
            good = (near < far) & (near > 1e-3) & (near < nearest)
        nearest = np.where(good, t, nearest)
        hit = np.where(good, k, hit)
    return nearest.astype(np.float32), hit


def skin_colors(
    solids: Solids, points: Array, hit: NDArray[np.int64], skins: list[Array], scales: Array
) -> tuple[Array, Array]:
    """Base color (3, n) and unit normal (3, n) at the points hit."""
    h = np.maximum(hit, 0)
    center = np.array(solids.centers, np.float32)[h].T
    half = np.array(solids.halves, np.float32)[h].T
    turn = np.array(solids.turns, np.float32)[h]
    c, s = np.cos(turn), np.sin(turn)
    d = points - center
    local = np.stack([c * d[0] + s * d[1], c * d[1] - s * d[0], d[2]])
    unit = local / half
    axis = np.abs(unit).argmax(0)
    flat = np.eye(3, dtype=np.float32)[axis].T * np.sign(unit)
    round_ = unit / half
    round_ = round_ / (np.linalg.norm(round_, axis=0) + 1e-9)
    normal = np.where(np.array(solids.balls)[h], round_, flat)
    normal = np.stack([c * normal[0] - s * normal[1], s * normal[0] + c * normal[1], normal[2]])
    number = np.array(solids.skins)[h]
    u = np.where(axis == 0, local[1], local[0]) / scales[number]
    v = np.where(axis == 2, local[1], local[2]) / scales[number]
    n = skins[0].shape[0]
    stack = np.stack(skins)
    color = stack[number, (v * n).astype(np.int64) % n, (u * n).astype(np.int64) % n]
    return color.T.astype(np.float32), normal.astype(np.float32)


def picture(
    rng: Rng, textures: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.float16], bool]:
    """sRGB image, inverse depth and whether it is outside."""
    solids, eye, aim, focal, outside = (street if rng.random() < 0.3 else room)(rng)
    ahead = (aim - eye) / np.linalg.norm(aim - eye)
    right = np.cross(ahead, [0, 0, 1.0])
    right /= np.linalg.norm(right)
    up = np.cross(right, ahead)
    roll = rng.normal(0, 0.04)
    right, up = np.cos(roll) * right + np.sin(roll) * up, np.cos(roll) * up - np.sin(roll) * right
    xs = (np.arange(WIDTH) + 0.5) / WIDTH - 0.5
    ys = (HEIGHT / 2 - np.arange(HEIGHT) - 0.5) / WIDTH
    gx, gy = np.meshgrid(xs / focal, ys / focal, indexing="xy")
    rays = (ahead[:, None] + right[:, None] * gx.ravel() + up[:, None] * gy.ravel()).astype(
        np.float32
    )
    start = np.repeat(eye.astype(np.float32)[:, None], rays.shape[1], 1)
    depth, hit = cast(solids, start, rays, np.full(rays.shape[1], 1e6, np.float32))
    image = shade(rng, solids, start + rays * depth, rays, hit, textures, outside)
    inverse = np.where(hit >= 0, 1.0 / depth, 0.0).astype(np.float16).reshape(HEIGHT, WIDTH)
    return image, inverse, outside


def shade(
    rng: Rng,
    solids: Solids,
    points: Array,
    rays: Array,
    hit: NDArray[np.int64],
    textures: NDArray[np.uint8],
    outside: bool,
) -> NDArray[np.uint8]:
    """Sun or lamp with shadows, ambient light with a gradient, automatic exposure."""
    skins = [
        (textures[i].astype(np.float32) / 255) ** 2.2 for i in rng.integers(0, len(textures), 12)
    ]
    skins = [s if rng.random() < 0.6 else np.float32(0.8) * s.mean((0, 1)) + 0.2 * s for s in skins]
    scales = np.exp(rng.uniform(np.log(0.3), np.log(3.0), 12)).astype(np.float32) * (
        3 if outside else 1
    )
    color, normal = skin_colors(solids, points, hit, skins, scales)
    if outside:
        sun = np.array(
            [rng.uniform(-1, 1), rng.uniform(-1.2, 0.3), rng.uniform(0.4, 1.5)], np.float32
        )[:, None]
        to_light = np.repeat(sun / np.linalg.norm(sun), points.shape[1], 1)
        reach = np.full(points.shape[1], 1e5, np.float32)
        power = np.float32(rng.choice([0.0, rng.uniform(0.5, 2)], p=[0.25, 0.75]))
    else:
        top = np.array(solids.centers[1])
        lamp = (
            top
            + np.array([rng.uniform(-0.4, 0.4), rng.uniform(-0.4, 0.4), 0])
            * np.array(solids.halves[1])
            * 2
        )
        lamp[2] -= 0.1 + rng.uniform(0.08, 1.0)
        away = lamp.astype(np.float32)[:, None] - points
        reach = np.linalg.norm(away, axis=0)
        to_light = away / reach
        power = rng.uniform(0.2, 1.0) * 6.0 / (1.0 + reach**2)
    facing = np.maximum((normal * to_light).sum(0), 0)
    lit = np.zeros_like(facing)
    asked = np.flatnonzero((facing > 0) & (hit >= 0))
    blocked = (
        cast(solids, (points + normal * 2e-3)[:, asked], to_light[:, asked], reach[asked])[1] >= 0
    )
    lit[asked] = ~blocked
    lean = rng.normal(0, 0.35, 3).astype(np.float32) + np.array([0, 0, 0.3], np.float32)
    ambient = rng.uniform(0.25, 0.7) * (1 + (normal * lean[:, None]).sum(0))
    tone = color * (np.maximum(ambient, 0.05) + facing * lit * power)
    sky = (np.array([[0.6], [0.75], [1.0]]) * rng.uniform(0.6, 1.6) + rng.uniform(0, 0.6)).astype(
        np.float32
    )
    tone = np.where(hit >= 0, tone, sky * (1 - 0.4 * np.clip(rays[2], 0, 1)))
    level = np.percentile(tone.mean(0), rng.uniform(45, 75)) + 1e-4
    x = tone * (rng.uniform(0.15, 0.45) / level)
    if rng.random() < 0.6:
        x = 1.2 * x / (x + 0.8)
    x = np.clip(x + rng.normal(0, 0.01, x.shape), 0, 1) ** (1 / 2.2)
    return np.round(255 * x.T.reshape(HEIGHT, WIDTH, 3)).astype(np.uint8)


def shard(seed: int, textures: NDArray[np.uint8]) -> dict[str, NDArray[np.generic]]:
    rng = np.random.default_rng([77, seed])
    made = [picture(rng, textures) for _ in range(PER_SHARD)]
    return {
        k: np.stack([m[i] for m in made]) for i, k in enumerate(("image", "inverse", "outside"))
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--textures", type=Path, required=True, help="the data folder of material-mini"
    )
    parser.add_argument("--count", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    textures = shards.read_all(chosen.textures, "fields-1", 20)["base_color"]
    base = chosen.seed * 100_000
    count = -(-chosen.count // PER_SHARD)
    shards.write_missing(
        chosen.data, f"cast-{chosen.seed}", count, lambda i: shard(base + i, textures)
    )


if __name__ == "__main__":
    main()
