# SPDX-License-Identifier: GPL-3.0-or-later
"""Benchmarks that need more than one program: scripts/bench."""
