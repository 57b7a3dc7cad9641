# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Panels, operators, preferences and the timer driver."""

from . import operators, panels, preferences, properties, variation_operators

CLASSES = (
    properties.MaquetteSettings,
    preferences.MaquettePreferences,
    *operators.CLASSES,
    *variation_operators.CLASSES,
    *panels.CLASSES,
)
