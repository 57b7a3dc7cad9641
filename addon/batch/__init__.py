# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line and its blocking driver; knows nothing of panels and timers."""
