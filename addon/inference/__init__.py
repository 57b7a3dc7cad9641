# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Models on pictures, in a process of their own: knows nothing of Blender's scene or panels."""
