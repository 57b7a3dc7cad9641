# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Panels, operators, preferences and the timer driver."""

from . import (
    compare,
    judging_operators,
    lock_operators,
    material_operators,
    operators,
    panels,
    preferences,
    properties,
    surface_operators,
    variation_operators,
    wipe,
)

CLASSES = (
    properties.MaquetteSettings,
    preferences.MaquettePreferences,
    *operators.CLASSES,
    *material_operators.CLASSES,
    *surface_operators.CLASSES,
    *variation_operators.CLASSES,
    *judging_operators.CLASSES,
    *compare.CLASSES,
    *wipe.CLASSES,
    *lock_operators.CLASSES,
    *panels.CLASSES,
)
