# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one exception tree: every message is a sentence for the user that says what to do."""


class MaquetteError(Exception):
    """Base of everything Maquette raises on purpose; `str(error)` is shown to the user as it is."""


class InputError(MaquetteError):
    """What the user gave cannot be used: an image, a scene, a setting, a job file."""


class ModelError(MaquetteError):
    """A model, its card or its files cannot be used."""


class RuntimeMissingError(MaquetteError):
    """No onnxruntime fits this Python."""


class ProcessError(MaquetteError):
    """The inference process did not start, ended, or broke the protocol."""


class OutputError(MaquetteError):
    """A result cannot be written where it should go."""


class Cancelled(MaquetteError):
    """The user asked to stop; raised between tiles and steps."""

    def __init__(self, message: str = "Cancelled.") -> None:
        super().__init__(message)
