# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`Question`: what a match is wanted for; `WordQuestion`: what words mean. Both travel to the
inference process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..core.card_match import MatchInput
from ..core.request import Capture, Device
from .protocol import Array, Message, capture_from, capture_values


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What a match is wanted for: a prompt, or a capture when there is one.

    `model_id` "" takes the first model of that kind. Words are matched on the CPU whatever `device`
    says.
    """

    prompt: str = ""
    capture: Capture | None = None
    model_id: str = ""
    device: Device = Device.AUTO

    @property
    def source(self) -> str:
        """The prompt, or the picture's name."""
        return self.prompt if self.capture is None else self.capture.source

    @property
    def takes(self) -> MatchInput:
        return MatchInput.WORDS if self.capture is None else MatchInput.PICTURE

    def to_values(self) -> Message:
        """Everything but the pixels."""
        return {
            "prompt": self.prompt,
            "capture": None if self.capture is None else capture_values(self.capture),
            "model_id": self.model_id,
            "device": self.device.value,
        }

    @classmethod
    def from_values(cls, values: Message, arrays: Mapping[str, Array]) -> Question:
        """The question that `to_values` and `capture_arrays` took apart."""
        capture: dict[str, Any] | None = values["capture"]
        return cls(
            prompt=values["prompt"],
            capture=None if capture is None else capture_from(capture, arrays),
            model_id=values["model_id"],
            device=Device(values["device"]),
        )


@dataclass(frozen=True, slots=True)
class WordQuestion:
    """To which group of words each of `words` is nearest in meaning; all are English and plain.

    `model_id` "" takes the first model of words.
    """

    words: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    model_id: str = ""

    @property
    def takes(self) -> MatchInput:
        return MatchInput.WORDS

    def to_values(self) -> Message:
        groups = {group: list(words) for group, words in self.groups.items()}
        return {"words": list(self.words), "groups": groups, "model_id": self.model_id}

    @classmethod
    def from_values(cls, values: Message) -> WordQuestion:
        """The question that `to_values` took apart."""
        groups = {group: tuple(words) for group, words in values["groups"].items()}
        return cls(tuple(values["words"]), groups, values["model_id"])
