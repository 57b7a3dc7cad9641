# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Maquette. Importing this package imports nothing of Blender: the inference process does so."""

from __future__ import annotations

__all__ = ["EXTENSION_ID", "register", "unregister"]

# "bl_ext.<repository>.maquette" in an installed extension, "addon" in a checkout.
EXTENSION_ID = __name__.removesuffix(".addon")


def register() -> None:
    """Tell Blender about everything Maquette has."""
    from . import registration

    registration.register()


def unregister() -> None:
    """Take back what `register` did, in reverse."""
    from . import registration

    registration.unregister()
