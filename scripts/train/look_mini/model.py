# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network of look-mini: a small convolutional net whose stages are read as texture statistics.

1.1 million weights; mean and spread of every channel at four scales (after Andrearczyk and Whelan,
"Using filter banks in Convolutional Neural Networks for texture classification", 2016) go into one
hidden layer with plain statistics of colours and gradients. Sides must be multiples of 16.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTHS = (40, 88, 136, 176)
HIDDEN = 256
SCALES = 5
CLASSIC = 6 + SCALES * 5 * 3
OUTPUTS = ("looks", "gloss")


def block(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    """Convolution, batch normalisation, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


def statistics(x: Tensor) -> Tensor:
    """Mean and spread of each channel, (N, 2 C), in 32 bits."""
    x = x.float().flatten(2)
    mean = x.mean(2, keepdim=True)
    spread = torch.sqrt((x - mean).square().mean(2) + 1e-4)
    return torch.cat((mean[:, :, 0], spread), 1)


def classic(image: Tensor) -> Tensor:
    """Colour and gradient statistics, (N, CLASSIC): mean and spread of the channels, then at five
    scales of brightness, red against green and blue against yellow the spread, skewness and mean
    steps along both axes and across; logarithms where a value spans decades.

    They alone tell most families apart, so the convolutions learn what is missing.
    """
    mean, spread = image.mean((2, 3)), _spread(image)
    red, green, blue = image[:, 0:1], image[:, 1:2], image[:, 2:3]
    level = torch.cat(
        (0.3 * red + 0.6 * green + 0.1 * blue, red - green, 0.5 * (red + green) - blue), 1
    )
    found = [mean, torch.log(spread)]
    for scale in range(SCALES):
        found += _steps(level)
        if scale + 1 < SCALES:
            level = F.avg_pool2d(level, 2)
    return torch.cat(found, 1)


def _spread(x: Tensor) -> Tensor:
    return torch.sqrt((x - x.mean((2, 3), keepdim=True)).square().mean((2, 3)) + 1e-6)


def _steps(x: Tensor) -> list[Tensor]:
    spread = _spread(x)
    centred = x - x.mean((2, 3), keepdim=True)
    skewness = (centred * centred * centred).mean((2, 3)) / (spread * spread * spread)
    across, down = x[:, :, :, 1:] - x[:, :, :, :-1], x[:, :, 1:] - x[:, :, :-1]
    diagonal = x[:, :, 1:, 1:] - x[:, :, :-1, :-1]
    steps = [torch.log(each.abs().mean((2, 3)) + 1e-3) for each in (across, down, diagonal)]
    return [torch.log(spread), skewness.clamp(-4.0, 4.0), *steps]


class LookNet(nn.Module):
    """sRGB image (N, 3, H, W) in [0, 1] -> logits of the looks (N, L) and gloss (N, 1),
    -1 matt to 1 polished."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        a, b, c, d = WIDTHS
        self.stages = nn.ModuleList(
            [
                block(12, a),
                nn.Sequential(block(a, b, 2), block(b, b)),
                nn.Sequential(block(b, c, 2), block(c, c), block(c, c)),
                nn.Sequential(block(c, d, 2)),
            ]
        )
        read = 2 * sum(WIDTHS) + CLASSIC
        self.mixed = nn.Sequential(
            nn.BatchNorm1d(read), nn.Linear(read, HIDDEN), nn.ReLU(inplace=True), nn.Dropout(0.15)
        )
        self.looks = nn.Linear(HIDDEN, looks)
        self.gloss = nn.Linear(HIDDEN, 1)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        x = F.pixel_unshuffle(image - 0.5, 2)
        found = [classic(image)]
        for number, stage in enumerate(self.stages):
            x = stage(x)
            # Every second pixel of the first, largest stage says as much at a quarter of the time.
            found.append(statistics(x[:, :, ::2, ::2] if number == 0 else x))
        hidden = self.mixed(torch.cat(found, 1))
        return self.looks(hidden), self.gloss(hidden)


class Shipped(nn.Module):
    """What is exported: probabilities at a calibrated temperature, and gloss in its range."""

    def __init__(self, net: LookNet, temperature: float) -> None:
        super().__init__()
        self.net = net
        self.temperature = temperature

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        logits, gloss = self.net(image)
        return torch.softmax(logits / self.temperature, 1), gloss.clamp(-1.0, 1.0)
