# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photographs of flat surfaces in torch: sun, sky, cast shadows, gloss, then what a camera adds.

Light is Lambert and GGX (Walter et al. 2007) seen straight from above; heights are pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Crops: base color (N, 3, h, w) linear, height, roughness, metallic (N, 1, h, w), normal (N,
    3, h, w)."""

    base_color: Tensor
    height: Tensor
    normal: Tensor
    roughness: Tensor
    metallic: Tensor


def slopes_of(height: Tensor) -> Tensor:
    """Rise to the right and rise upwards, (N, 2, h, w); the border repeats."""
    padded = F.pad(height, (1, 1, 1, 1), mode="replicate")
    right = (padded[:, :, 1:-1, 2:] - padded[:, :, 1:-1, :-2]) / 2.0
    upward = (padded[:, :, :-2, 1:-1] - padded[:, :, 2:, 1:-1]) / 2.0
    return torch.cat((right, upward), 1)


def normal_of(slopes: Tensor) -> Tensor:
    """Unit normals, OpenGL (Y+), of slopes (N, 2, h, w)."""
    up = torch.rsqrt(1.0 + (slopes * slopes).sum(1, keepdim=True))
    return torch.cat((-slopes * up, up), 1)


def _uniform(n: int, low: float, high: float) -> Tensor:
    return torch.empty(n, 1, 1, 1).uniform_(low, high)


def _smooth(height: Tensor, size: int) -> Tensor:
    k = 2 * size + 1
    rows = F.avg_pool2d(F.pad(height, (0, 0, size, size), mode="replicate"), (k, 1), 1)
    return F.avg_pool2d(F.pad(rows, (size, size, 0, 0), mode="replicate"), (1, k), 1)


def occlusion(height: Tensor) -> Tensor:
    """Open sky share, roughly: how far the surroundings at three scales rise above."""
    rise = sum(torch.relu(_smooth(height, s) - height) / (s + 1.0) for s in (2, 5, 11))
    return torch.exp(-1.3 * torch.as_tensor(rise))


def shadow(height: Tensor, direction: Tensor) -> Tensor:
    """Soft cast shadow of light from `direction` (N, 3): 1 lit, 0 in shadow."""
    n, _, h, w = height.shape
    flat = direction[:, :2] / direction[:, :2].norm(dim=1, keepdim=True).clamp(min=1e-4)
    climb = direction[:, 2:3] / direction[:, :2].norm(dim=1, keepdim=True).clamp(min=1e-4)
    ys, xs = torch.meshgrid(torch.arange(h) + 0.5, torch.arange(w) + 0.5, indexing="ij")
    lit = torch.ones_like(height)
    for step in (1.0, 2.0, 3.5, 6.0, 10.0):
        gx = (xs + flat[:, 0].view(n, 1, 1) * step) * 2 / w - 1
        gy = (ys - flat[:, 1].view(n, 1, 1) * step) * 2 / h - 1
        seen = F.grid_sample(
            height, torch.stack((gx, gy), -1), align_corners=False, padding_mode="border"
        )
        above = seen - height - (climb * step).view(n, 1, 1, 1)
        lit = torch.minimum(lit, 1.0 - (above / (0.12 * step + 0.2)).clamp(0.0, 1.0))
    return lit


def photographed(batch: Batch) -> Tensor:
    """Linear radiance under a random sun and sky, exposed for a grey card lying beside the surface,
    within about 10 %.

    The sun goes from white to the yellow of an evening, the sky from a white overcast to a clear
    blue; every surface mirrors the sky above it, which lies as a pale veil on dark ones.
    """
    n = batch.height.shape[0]
    azimuth, lift = _uniform(n, 0, 2 * math.pi), _uniform(n, 0.3, 1.35)
    light = torch.cat((azimuth.cos() * lift.cos(), azimuth.sin() * lift.cos(), lift.sin()), 1)
    sun = _uniform(n, 0.0, 1.0).sqrt() * (torch.rand(n, 1, 1, 1) > 0.2)
    warm, blue = _uniform(n, -0.02, 0.24), _uniform(n, -0.05, 0.24)
    sun_color = (
        torch.cat((1 + warm, torch.ones_like(warm), 1 - warm), 1)
        * sun
        / light[:, 2:3].clamp(min=0.25)
    )
    sky_color = torch.cat((1 - blue, torch.ones_like(blue), 1 + blue), 1) * (1.0 - 0.75 * sun)
    facing = (batch.normal * light).sum(1, keepdim=True).clamp(min=0.0)
    open_sky = occlusion(batch.height)
    lit = shadow(batch.height, light[:, :, 0, 0])
    sky = open_sky * (0.5 + 0.5 * batch.normal[:, 2:3])
    matte = batch.base_color * (1.0 - 0.8 * batch.metallic)
    tint = 0.04 + (batch.base_color - 0.04) * batch.metallic
    gloss = _gloss(batch, light) * lit * sun_color + sky * sky_color
    radiance = matte * (facing * lit * sun_color + sky * sky_color) + tint * gloss
    radiance = radiance * _falloff(n, *batch.height.shape[2:])
    return radiance / (1.0 + 0.25 * sun) * torch.exp(_uniform(n, -0.1, 0.1))


def _gloss(batch: Batch, light: Tensor) -> Tensor:
    half = F.normalize(light + torch.tensor([0.0, 0.0, 1.0]).view(1, 3, 1, 1), dim=1)
    alpha2 = batch.roughness.clamp(min=0.15) ** 4
    cosine = (batch.normal * half).sum(1, keepdim=True).clamp(0.0, 1.0)
    spread = cosine * cosine * (alpha2 - 1.0) + 1.0
    return (alpha2 / (4.0 * math.pi * spread * spread)).clamp(max=12.0)


def _falloff(n: int, h: int, w: int) -> Tensor:
    """A slow change of brightness across the picture."""
    corner = torch.exp(torch.randn(n, 1, 2, 2) * 0.12 * (torch.rand(n, 1, 1, 1) < 0.5))
    return F.interpolate(corner, (h, w), mode="bilinear", align_corners=True)


def to_srgb(linear: Tensor) -> Tensor:
    """IEC 61966-2-1."""
    x = linear.clamp(0.0, 1.0)
    return torch.where(x <= 0.0031308, 12.92 * x, 1.055 * x.clamp(min=1e-6) ** (1 / 2.4) - 0.055)


def inputs_of(batch: Batch, flat_share: float = 0.35, shaded_share: float = 0.1) -> Tensor:
    """sRGB network inputs: first flat base colors, then some with dark cavities, then lit ones."""
    n = batch.height.shape[0]
    flat, shaded = round(n * flat_share), round(n * (flat_share + shaded_share))
    middle, last = part_of(batch, flat, shaded), part_of(batch, shaded, n)
    dark = middle.base_color * occlusion(middle.height) ** _uniform(shaded - flat, 0.5, 2.0)
    image = torch.cat((batch.base_color[:flat], dark, photographed(last)))
    return camera(to_srgb(image))


def part_of(batch: Batch, first: int, end: int) -> Batch:
    """Some of the crops."""
    return Batch(
        batch.base_color[first:end],
        batch.height[first:end],
        batch.normal[first:end],
        batch.roughness[first:end],
        batch.metallic[first:end],
    )


def camera(image: Tensor) -> Tensor:
    """Slight blur, white balance, grain and 8 x 8 block loss on a part of the pictures."""
    n = image.shape[0]
    soft = _smooth(image, 1)
    image = torch.lerp(image, soft, _uniform(n, 0.0, 1.0) * (torch.rand(n, 1, 1, 1) < 0.4))
    blocky = F.interpolate(F.avg_pool2d(image - soft, 2), scale_factor=2.0)
    image = torch.where(torch.rand(n, 1, 1, 1) < 0.15, soft + blocky, image)
    grain = torch.randn_like(image) * _uniform(n, 0.0, 0.025) * (torch.rand(n, 1, 1, 1) < 0.5)
    return (image + grain).clamp(0.0, 1.0)
