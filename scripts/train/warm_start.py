# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Weights of a shipped model.onnx back into its network, so that training can go on from it.

Export folds every batch normalisation into the convolution before it; here it is unfolded with the
statistics of some pictures, so that the network gives the same in training as in use.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn


def load_onnx(net: nn.Module, path: Path, pictures: Tensor) -> None:
    """Take over the convolutions of `path` in order; `pictures` (N, 3, H, W) give the statistics.

    `SystemExit` when the file does not hold this network.
    """
    graph = onnx.load(str(path)).graph
    stored = {
        each.name: torch.from_numpy(numpy_helper.to_array(each).copy()).float()
        for each in graph.initializer
    }
    # Weights that are kept as float16 reach their convolution through a cast.
    stored |= {
        node.output[0]: stored[node.input[0]]
        for node in graph.node
        if node.op_type == "Cast" and node.input[0] in stored
    }
    folded = [node for node in graph.node if node.op_type == "Conv"]
    layers = [each for each in net.modules() if isinstance(each, nn.Conv2d)]
    if [tuple(stored[n.input[1]].shape) for n in folded] != [tuple(x.weight.shape) for x in layers]:
        raise SystemExit(f"{path} holds another network; train from the start.")
    norms = _norm_after(net)
    net.eval()
    hooks = []
    with torch.no_grad():
        for node, layer in zip(folded, layers, strict=True):
            bias = stored[node.input[2]]
            layer.weight.copy_(stored[node.input[1]])
            if layer.bias is not None:
                layer.bias.copy_(bias)
            else:
                hooks.append(layer.register_forward_hook(partial(_unfold, norms[layer], bias)))
        net(pictures)
    for hook in hooks:
        hook.remove()
    net.train()


def _norm_after(net: nn.Module) -> dict[nn.Conv2d, nn.BatchNorm2d]:
    found = {}
    for each in net.modules():
        if isinstance(each, nn.Sequential):
            for first, second in zip(each, list(each)[1:], strict=False):
                if isinstance(first, nn.Conv2d) and isinstance(second, nn.BatchNorm2d):
                    found[first] = second
    return found


def _unfold(
    norm: nn.BatchNorm2d, bias: Tensor, _layer: nn.Module, _given: tuple[Tensor], made: Tensor
) -> None:
    """A normalisation that changes nothing but to add `bias`, with the statistics of `made`."""
    mean, variance = made.mean((0, 2, 3)), made.var((0, 2, 3))
    norm.running_mean, norm.running_var = mean.clone(), variance.clone()
    norm.weight.copy_((variance + norm.eps).sqrt())
    norm.bias.copy_(mean + bias)
