# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Panels, operators, preferences and the timer driver."""

from . import (
    material_operators,
    operators,
    panels,
    preference_operators,
    preferences,
    properties,
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
    *preference_operators.CLASSES,
    *panels.CLASSES,
)
