"""Chances from shares: how sure a choice is whose winner has a share of the softmax, and how well that is said."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
BINS = 5


def _logits(shares: Array) -> Array:
    clipped = np.clip(shares, 1e-4, 1 - 1e-4)
    return np.log(clipped / (1 - clipped))


def fit(shares: Array, labels: Array) -> tuple[float, float]:
    """Intercept and slope of a logistic fit on the logit of shares, by Newton's method with a little ridge."""
    design = np.stack([np.ones(len(shares)), _logits(shares)], axis=1)
    weights = np.zeros(2)
    for _ in range(25):
        chances = 1 / (1 + np.exp(-design @ weights))
        hessian = (design * (chances * (1 - chances))[:, None]).T @ design + 1e-3 * np.eye(2)
        weights = weights + np.linalg.solve(hessian, design.T @ (labels - chances) - 1e-3 * weights)
    return float(weights[0]), float(weights[1])


def confidence(shares: Array, fitted: tuple[float, float]) -> Array:
    """The chances that choices with these shares are right."""
    return 1 / (1 + np.exp(-(fitted[0] + fitted[1] * _logits(shares))))


def print_reliability(name: str, said: Array, labels: Array) -> None:
    """What was said and what was right in bins of equal size, and the mean error over them."""
    order = np.array_split(np.argsort(said), BINS)
    error = sum(len(part) * abs(said[part].mean() - labels[part].mean()) for part in order) / len(said)
    print(f"{name:18}", "  ".join(f"{said[part].mean():.2f}/{labels[part].mean():.2f}" for part in order),
          f" mean error {error:.3f}, Brier {np.mean((said - labels) ** 2):.3f}")  # fmt: skip
