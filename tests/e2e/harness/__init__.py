# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests stand on."""
