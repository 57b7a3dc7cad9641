# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Panels, operators, preferences and the timer driver."""

from . import (
    camera_operators,
    compare,
    judging_operators,
    lock_operators,
    material_operators,
    operators,
    panels,
    preference_operators,
    preferences,
    properties,
    role_operators,
    role_panels,
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
    *role_operators.CLASSES,
    *role_panels.LISTS,
    *camera_operators.CLASSES,
    *judging_operators.CLASSES,
    *compare.CLASSES,
    *wipe.CLASSES,
    *lock_operators.CLASSES,
    *preference_operators.CLASSES,
    *panels.CLASSES,
)
