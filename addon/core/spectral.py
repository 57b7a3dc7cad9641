# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A surface from its slopes by least squares in frequency space, block by block in float32 storage.

Slopes and heights are in pixels: a slope of 1 rises by one pixel a pixel. The method is Frankot &
Chellappa's (1988); for mirrored edges its cosine form, Simchony, Chellappa & Shao, "Direct
Analytical Methods for Solving Poisson Equations in Computer Vision Problems", 1990.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from .image import FloatArray
from .tiling import large_array, release_pages

BLOCK_VALUES = 2**16

Transform = Callable[[FloatArray], FloatArray]


def integrate_periodic(across: FloatArray, down: FloatArray) -> FloatArray:
    """Heights (H, W) with mean 0 from slopes to the right and down; the surface repeats."""
    height, width = across.shape
    wy, wx = _turns(height), _turns(width)[: width // 2 + 1]
    p = _rfft2(across)
    release_pages(across)
    q = _rfft2(down)
    release_pages(down)
    for rows in _blocks(height, p.shape[1]):
        fy = wy[rows, None]
        squared = wx * wx + fy * fy
        squared[squared == 0.0] = np.inf
        p[rows] = -1j * (wx * p[rows] + fy * q[rows]) / squared
    release_pages(q)
    return _irfft2(p, width)


def integrate_mirrored(across: FloatArray, down: FloatArray) -> FloatArray:
    """Heights (H, W) with mean 0 from slopes to the right and down, which are overwritten; edges
    are mirrored."""
    height, width = across.shape
    p = _along_columns(_along_rows(across, _sine), _cosine)
    q = _along_columns(_along_rows(down, _cosine), _sine)
    wx, wy = _half_waves(width), _half_waves(height)
    for rows in _blocks(height, width):
        fy = wy[rows, None]
        squared = wx * wx + fy * fy
        squared[squared == 0.0] = np.inf
        p[rows] = -(wx * p[rows] + fy * q[rows]) / squared
    release_pages(q)
    return _along_rows(_along_columns(p, _inverse_cosine), _inverse_cosine)


def _half_waves(count: int) -> NDArray[np.float64]:
    """Radians a pixel of the cosines that fit into `count` pixels."""
    return np.arange(count, dtype=np.float64) * (np.pi / count)


def _turns(count: int) -> NDArray[np.float64]:
    """Radians a pixel; 0 at the Nyquist frequency, whose slope has no sign and tells nothing."""
    turns = np.asarray(2.0 * np.pi * np.fft.fftfreq(count), np.float64)
    if count % 2 == 0:
        turns[count // 2] = 0.0
    return turns


def _blocks(count: int, length: int) -> Iterator[slice]:
    step = max(1, BLOCK_VALUES // max(length, 1))
    for start in range(0, count, step):
        yield slice(start, min(start + step, count))


def _along_rows(values: FloatArray, transform: Transform) -> FloatArray:
    """In place."""
    for rows in _blocks(*values.shape):
        values[rows] = transform(values[rows])
    release_pages(values)
    return values


def _along_columns(values: FloatArray, transform: Transform) -> FloatArray:
    """In place."""
    for columns in _blocks(values.shape[1], values.shape[0]):
        values[:, columns] = transform(np.ascontiguousarray(values[:, columns].T)).T
    release_pages(values)
    return values


def _cosine(values: FloatArray) -> FloatArray:
    """DCT-II of each row, 2 sum x cos(pi k (n + 1/2) / N), by one FFT of N (Makhoul 1980)."""
    count = values.shape[1]
    spectrum = np.fft.rfft(np.concatenate([values[:, ::2], values[:, 1::2][:, ::-1]], axis=1))
    turned = spectrum * _half_turns(count)[: spectrum.shape[1]]
    out = np.empty(values.shape, np.float32)
    out[:, : spectrum.shape[1]] = 2.0 * turned.real
    # X[N - k] is what the imaginary part of the k-th turned value holds.
    tail = count - spectrum.shape[1]
    out[:, count - tail :] = -2.0 * turned.imag[:, tail:0:-1]
    return out


def _sine(values: FloatArray) -> FloatArray:
    """DST-II of each row, 2 sum x sin(pi k (n + 1/2) / N) for k from 0 to N - 1."""
    signed = values.copy()
    signed[:, 1::2] *= -1.0
    mirrored = _cosine(signed)
    out = np.zeros_like(mirrored)
    out[:, 1:] = mirrored[:, :0:-1]
    return out


def _inverse_cosine(values: FloatArray) -> FloatArray:
    """The rows whose `_cosine` is `values`."""
    count = values.shape[1]
    half = count // 2 + 1
    spectrum = np.zeros((values.shape[0], half), np.complex128)
    spectrum.real = values[:, :half]
    spectrum.imag[:, 1:] = -values[:, : count - half : -1]
    spectrum *= 0.5 * np.conj(_half_turns(count)[:half])
    mixed = np.fft.irfft(spectrum, count)
    out = np.empty(values.shape, np.float32)
    out[:, ::2] = mixed[:, : (count + 1) // 2]
    out[:, 1::2] = mixed[:, (count + 1) // 2 :][:, ::-1]
    return out


def _half_turns(count: int) -> NDArray[np.complex128]:
    return np.exp(-0.5j * np.pi * np.arange(count) / count)


def _rfft2(values: FloatArray) -> NDArray[np.complex64]:
    height, width = values.shape
    # Pairs of float32 lie in memory as complex64 does.
    out = large_array((height, width // 2 + 1, 2)).view(np.complex64)[..., 0]
    for rows in _blocks(height, width):
        out[rows] = np.fft.rfft(values[rows])
    for columns in _blocks(out.shape[1], height):
        out[:, columns] = np.fft.fft(out[:, columns], axis=0)
    release_pages(out)
    return out


def _irfft2(spectrum: NDArray[np.complex64], width: int) -> FloatArray:
    """The real array of a spectrum, which is overwritten."""
    height = spectrum.shape[0]
    for columns in _blocks(spectrum.shape[1], height):
        spectrum[:, columns] = np.fft.ifft(spectrum[:, columns], axis=0)
    out = large_array((height, width))
    for rows in _blocks(height, width):
        out[rows] = np.fft.irfft(spectrum[rows], width)
    return out
