# SPDX-License-Identifier: GPL-3.0-or-later
"""What several benchmarks compute."""
import math


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
