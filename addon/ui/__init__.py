# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Panels, operators, preferences and the timer driver."""

from . import (
    camera_operators,
    material_operators,
    operators,
    panels,
    preferences,
    properties,
    role_operators,
    role_panels,
    surface_operators,
    variation_operators,
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
    *panels.CLASSES,
)
