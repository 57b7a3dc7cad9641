# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which procedural families only the test sees, and which are left out because light passes."""

SKIPPED = ("glass", "fluted_glass", "water", "foliage")
HELD_OUT = ("leather", "stone", "terrazzo")
