# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`ModelCard`: what a model takes and gives, and under which terms. Knows nothing of files or
sessions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .card_match import MatchInput, MatchRule, read_match
from .card_toml import Table, read_toml
from .errors import ModelError
from .image import ColorSpace, Extent
from .maps import MapKind


class ModelTask(StrEnum):
    DEPTH = "depth"
    MATERIAL = "material"
    UPSCALE = "upscale"
    IMAGE_TO_IMAGE = "image-to-image"
    MATCH = "match"


class OutputKind(StrEnum):
    """What an output means: a map (the value of its `MapKind`), a depth or a picture."""

    BASE_COLOR = MapKind.BASE_COLOR.value
    ROUGHNESS = MapKind.ROUGHNESS.value
    METALLIC = MapKind.METALLIC.value
    NORMAL = MapKind.NORMAL.value
    HEIGHT = MapKind.HEIGHT.value
    AMBIENT_OCCLUSION = MapKind.AMBIENT_OCCLUSION.value
    DEPTH = "depth"
    IMAGE = "image"

    @property
    def map_kind(self) -> MapKind | None:
        return None if self in (OutputKind.DEPTH, OutputKind.IMAGE) else MapKind(self.value)

    @property
    def channels(self) -> int:
        return 3 if self in (OutputKind.BASE_COLOR, OutputKind.NORMAL, OutputKind.IMAGE) else 1


class NormalConvention(StrEnum):
    """Where green points: up (OpenGL, Y+) or down (DirectX, Y-)."""

    OPENGL = "OpenGL"
    DIRECTX = "DirectX"


class DepthKind(StrEnum):
    """Larger is nearer up to scale and shift; larger is farther up to scale and shift; metres."""

    RELATIVE_INVERSE = "relative_inverse"
    RELATIVE = "relative"
    METRIC = "metric"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file inside the model's folder; `path` is relative with forward slashes."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class InputRule:
    """What the network wants to see.

    A picture in `color_space` from 0 to 1 is mapped to `range`, then `mean` is taken off and `std`
    divided out, channel by channel. `name` "" is the session's only input.
    """

    name: str
    channels: int
    color_space: ColorSpace
    range: tuple[float, float]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    size_multiple: int
    short_side: int | None
    fixed: Extent | None


@dataclass(frozen=True, slots=True)
class Tiling:
    """Side of a square tile and what neighbours share, in pixels."""

    tile: int
    overlap: int


@dataclass(frozen=True, slots=True)
class OutputRule:
    """What one output, or a slice [start, stop) of its channels, means.

    `range` is what the network emits, mapped to [0, 1], for a normal to [-1, 1]; depth is taken as
    it is.
    """

    name: str
    kind: OutputKind
    channels: tuple[int, int] | None
    color_space: ColorSpace
    range: tuple[float, float]
    convention: NormalConvention
    depth: DepthKind


@dataclass(frozen=True, slots=True)
class Measured:
    """How good the model is on `data`, beside a trivial baseline."""

    data: str
    metric: str
    value: float
    baseline: float
    baseline_name: str


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Everything a card.toml says. The first of `files` is the one to open.

    `picture` is None for a model that takes words; `match` is there for matching models only.
    """

    id: str
    name: str
    version: str
    task: ModelTask
    summary: str
    license: str
    commercial_use: bool
    training_data: str
    files: tuple[ModelFile, ...]
    picture: InputRule | None
    tiling: Tiling | None
    outputs: tuple[OutputRule, ...]
    match: MatchRule | None
    measured: tuple[Measured, ...]

    @property
    def input(self) -> InputRule:
        """How it wants to see a picture; `ModelError` for a model that takes words."""
        if self.picture is None:
            raise ModelError(f"{self.name} takes words, not a picture; choose another model.")
        return self.picture


def parse_card(text: str, where: str) -> ModelCard:
    """The card in `text`; `where` is how messages name it.

    Raises `ModelError`, one sentence with the card and the key, for everything that is not right.
    """
    top = read_toml(text, where)
    files = tuple(_file(table) for table in top.tables("files", at_least=1))
    match = _match(top, files)
    card = ModelCard(
        id=top.matching("id", r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters, digits and hyphens"),
        name=top.text("name"),
        version=top.text("version"),
        task=top.choice("task", ModelTask),
        summary=top.text("summary"),
        license=top.text("license"),
        commercial_use=top.flag("commercial_use"),
        training_data=top.text("training_data", ""),
        files=files,
        picture=None if _takes_words(match) else _input(top.table("input")),
        tiling=_tiling(top.table("tiling")) if match is None and "tiling" in top else None,
        outputs=() if match else tuple(_output(each) for each in top.tables("outputs", at_least=1)),
        match=match,
        measured=tuple(_measured(table) for table in top.tables("measured")),
    )
    top.finish()
    _require_agreement(card, where)
    return card


def _file(table: Table) -> ModelFile:
    path = table.text("path")
    parts = path.split("/")
    if "\\" in path or ":" in path or {"", ".", ".."} & set(parts):
        raise table.wrong("path", f"must be a path inside the model's folder, not {path!r}")
    sha256 = table.matching("sha256", r"[0-9a-fA-F]{64}", "64 hexadecimal digits").lower()
    file = ModelFile(path, sha256, table.whole("bytes", 1))
    table.finish()
    return file


def _match(top: Table, files: tuple[ModelFile, ...]) -> MatchRule | None:
    """A matching model has [match] and no [[outputs]] or [tiling], any other the reverse."""
    if top.choice("task", ModelTask) is not ModelTask.MATCH:
        return None
    return read_match(top.table("match"), [file.path for file in files])


def _takes_words(match: MatchRule | None) -> bool:
    return match is not None and match.takes is MatchInput.WORDS


def _input(table: Table) -> InputRule:
    channels = table.whole("channels", 1, default=3)
    if channels not in (1, 3):
        raise table.wrong("channels", f"must be 3 (RGB) or 1 (luminance), not {channels}")
    std = table.numbers("std", channels, (1.0,) * channels)
    if min(std) <= 0.0:
        raise table.wrong("std", "must be above 0")
    rule = InputRule(
        name=table.text("name", ""),
        channels=channels,
        color_space=_color_space(table),
        range=table.span("range", (0.0, 1.0)),
        mean=table.numbers("mean", channels, (0.0,) * channels),
        std=std,
        size_multiple=table.whole("size_multiple", 1, default=1),
        short_side=table.whole("short_side", 1) if "short_side" in table else None,
        fixed=_fixed(table) if "fixed" in table else None,
    )
    table.finish()
    return rule


def _fixed(table: Table) -> Extent:
    width, height = table.numbers("fixed", 2, (0.0, 0.0))
    if min(width, height) < 1 or width % 1 or height % 1:
        raise table.wrong("fixed", "must be a width and a height in whole pixels")
    return Extent(int(width), int(height))


def _tiling(table: Table) -> Tiling:
    tiling = Tiling(table.whole("tile", 8), table.whole("overlap", 0))
    if tiling.overlap * 2 > tiling.tile:
        raise table.wrong("overlap", f"must be at most half of the tile, {tiling.tile // 2}")
    table.finish()
    return tiling


def _output(table: Table) -> OutputRule:
    kind = table.choice("is", OutputKind)
    rule = OutputRule(
        name=table.text("name"),
        kind=kind,
        channels=_slice(table, kind) if "channels" in table else None,
        color_space=_color_space(table),
        range=table.span("range", (-1.0, 1.0) if kind is OutputKind.NORMAL else (0.0, 1.0)),
        convention=table.choice("convention", NormalConvention, NormalConvention.OPENGL),
        depth=table.choice("depth", DepthKind, DepthKind.RELATIVE_INVERSE),
    )
    table.finish()
    return rule


def _slice(table: Table, kind: OutputKind) -> tuple[int, int]:
    start, stop = (int(value) for value in table.numbers("channels", 2, (0.0, 0.0)))
    if start < 0 or stop - start != kind.channels:
        raise table.wrong("channels", f"must be [start, stop) of {kind.channels} for {kind.value}")
    return start, stop


def _color_space(table: Table) -> ColorSpace:
    space = table.choice("color_space", ColorSpace, ColorSpace.SRGB)
    if space is ColorSpace.DATA:
        raise table.wrong("color_space", 'must be "sRGB" or "linear"')
    return space


def _measured(table: Table) -> Measured:
    measured = Measured(
        data=table.text("data"),
        metric=table.text("metric"),
        value=table.number("value"),
        baseline=table.number("baseline"),
        baseline_name=table.text("baseline_name"),
    )
    table.finish()
    return measured


def _require_agreement(card: ModelCard, where: str) -> None:
    """What no single key can say: outputs fit the task, and sizes fit each other."""
    kinds = [output.kind for output in card.outputs]
    if len(set(kinds)) < len(kinds):
        raise ModelError(f"{where}: two outputs mean the same thing; keep one of each kind.")
    if card.match is None and not _fits_task(card.task, kinds):
        raise ModelError(
            f"{where}: a {card.task.value} model needs an output that is "
            f"{_WANTED[card.task]}; name it under [[outputs]]."
        )
    rule, tiling = card.picture, card.tiling
    if rule is None:
        return
    if card.task is ModelTask.MATERIAL and rule.fixed is not None and len(set(rule.fixed)) > 1:
        raise ModelError(f"{where}: a material model runs in tiles; input.fixed must be square.")
    if rule.fixed is not None and rule.short_side is not None:
        raise ModelError(f"{where}: input.fixed and input.short_side exclude each other; keep one.")
    if tiling is None:
        return
    if tiling.tile % rule.size_multiple:
        raise ModelError(
            f"{where}: tiling.tile must be a multiple of size_multiple {rule.size_multiple}."
        )
    if rule.short_side is not None:
        raise ModelError(
            f"{where}: a model with short_side sees the whole picture; leave [tiling] out."
        )
    if rule.fixed not in (None, (tiling.tile, tiling.tile)):
        raise ModelError(
            f"{where}: tiling.tile must be the fixed size {rule.fixed}, and that square."
        )


_WANTED = {
    ModelTask.DEPTH: '"depth"',
    ModelTask.MATERIAL: "a map",
    ModelTask.UPSCALE: '"image"',
    ModelTask.IMAGE_TO_IMAGE: '"image"',
}


def _fits_task(task: ModelTask, kinds: list[OutputKind]) -> bool:
    if task is ModelTask.DEPTH:
        return OutputKind.DEPTH in kinds
    if task in (ModelTask.UPSCALE, ModelTask.IMAGE_TO_IMAGE):
        return OutputKind.IMAGE in kinds
    return any(kind.map_kind is not None for kind in kinds)
