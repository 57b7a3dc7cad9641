# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network of depth-mini: a small U-Net down to 1/32 with a view of the whole picture at the
bottom.

1.4 million weights, plain 3 x 3 convolutions; height and width must be multiples of 32.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTHS = (16, 40, 72, 112, 144)


def block(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    """Convolution, batch normalisation, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class DepthNet(nn.Module):
    """sRGB image (N, 3, H, W) in [0, 1] -> relative inverse depth (N, 1, H, W) in [0, 1], near is
    large."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d, e = WIDTHS
        self.down1 = block(3, a, 2)
        self.down2 = nn.Sequential(block(a, b, 2), block(b, b))
        self.down3 = nn.Sequential(block(b, c, 2), block(c, c))
        self.down4 = nn.Sequential(block(c, d, 2), block(d, d))
        self.down5 = nn.Sequential(block(d, e, 2), block(e, e), block(e, e))
        self.whole = nn.Conv2d(e, e, 1)
        self.up4 = block(e + d, d)
        self.up3 = nn.Sequential(block(d + c, c), block(c, c))
        self.up2 = nn.Sequential(block(c + b, b), block(b, b))
        self.up1 = nn.Sequential(block(b + a, 24), nn.Conv2d(24, 24, 3, 1, 1))
        self.last = nn.Sequential(block(9, 12), nn.Conv2d(12, 1, 3, 1, 1))

    def forward(self, image: Tensor) -> Tensor:
        return torch.exp(self.logarithm(image).clamp(-9.0, 0.0))

    def logarithm(self, image: Tensor) -> Tensor:
        """Natural logarithm of the output, not yet cut off at 0."""
        centred = image - 0.5
        x1 = self.down1(centred)
        x2 = self.down2(x1)
        x3 = self.down3(x2)
        x4 = self.down4(x3)
        x = self.down5(x4)
        x = x + torch.relu(self.whole(x.mean((2, 3), keepdim=True)))
        x = self.up4(torch.cat((_double(x), x4), 1))
        x = self.up3(torch.cat((_double(x), x3), 1))
        x = self.up2(torch.cat((_double(x), x2), 1))
        x = F.pixel_shuffle(self.up1(torch.cat((_double(x), x1), 1)), 2)
        return self.last(torch.cat((x, centred), 1)).float() - 2.5


def _double(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="nearest")
