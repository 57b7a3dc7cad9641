# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network of material-mini: a U-Net that works at half resolution and finishes at full
resolution.

2 million weights, 3 x 3 convolutions; the lowest level looks far around with dilated ones (Yu &
Koltun, "Multi-Scale Context Aggregation by Dilated Convolutions", 2016), because whether a line is
a joint, a thread or a stain shows in its surroundings. Height and width must be multiples of 16.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTHS = (32, 64, 112, 144)
OUTPUTS = ("base_color", "normal", "roughness", "metallic")


class Around(nn.Module):
    """Adds what lies `reach` cells around to every cell."""

    def __init__(self, width: int, reach: int) -> None:
        super().__init__()
        self.look = nn.Sequential(block(width, width, reach=reach), block(width, width))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.look(x)


def block(inputs: int, outputs: int, stride: int = 1, reach: int = 1) -> nn.Sequential:
    """Convolution, batch normalisation, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, reach, reach, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class MaterialNet(nn.Module):
    """sRGB image (N, 3, H, W) in [0, 1] -> base color (sRGB), normal (OpenGL, unit), roughness,
    metallic."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d = WIDTHS
        self.stem = nn.Sequential(block(12, a), block(a, a))
        self.down1 = nn.Sequential(block(a, b, 2), block(b, b))
        self.down2 = nn.Sequential(block(b, c, 2), block(c, c))
        self.down3 = nn.Sequential(block(c, d, 2), Around(d, 2), Around(d, 4))
        self.up3 = nn.Sequential(block(d + c, c), block(c, c))
        self.up2 = nn.Sequential(block(c + b, b), block(b, b))
        self.up1 = nn.Sequential(block(b + a, 64), nn.Conv2d(64, 64, 3, 1, 1))
        self.last = nn.Sequential(block(19, 24), nn.Conv2d(24, 7, 3, 1, 1))
        head = self.last[1]
        assert isinstance(head, nn.Conv2d)
        nn.init.normal_(head.weight, std=0.005)
        nn.init.zeros_(head.bias)

    def raw(self, image: Tensor) -> Tensor:
        """Seven channels: correction of the base color logit, slopes x and y, roughness and
        metallic logits."""
        x1 = self.stem(F.pixel_unshuffle(image - 0.5, 2))
        x2 = self.down1(x1)
        x3 = self.down2(x2)
        x = self.down3(x3)
        x = self.up3(torch.cat((_double(x), x3), 1))
        x = self.up2(torch.cat((_double(x), x2), 1))
        x = F.pixel_shuffle(self.up1(torch.cat((_double(x), x1), 1)), 2)
        return self.last(torch.cat((x, image - 0.5), 1))

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        raw = self.raw(image).float()
        inside = image.clamp(0.004, 0.996)
        base_color = torch.sigmoid(torch.log(inside / (1.0 - inside)) + raw[:, 0:3])
        slopes = raw[:, 3:5]
        up = torch.rsqrt(1.0 + (slopes * slopes).sum(1, keepdim=True))
        normal = torch.cat((-slopes * up, up), 1)
        return base_color, normal, torch.sigmoid(raw[:, 5:6]), torch.sigmoid(raw[:, 6:7])


def _double(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="nearest")
