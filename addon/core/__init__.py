# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values and arithmetic on numpy and the standard library: knows no Blender, ONNX or files."""
