# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo: a private call center in one directory. `scripts/demo` is its front door; the end-to-end tests use it too."""
