"""Chances from shares: how sure a choice is whose winner has a share of the softmax, and how well that is said."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
BINS = 5


def design(shares: Array, claims: Array) -> Array:
    """One row a choice: 1, the logit of its share, the logarithm of the number of claims it won against."""
    clipped = np.clip(shares, 1e-4, 1 - 1e-4)
    return np.stack([np.ones(len(shares)), np.log(clipped / (1 - clipped)), np.log(claims)], axis=1)


def fit(rows: Array, right: Array) -> Array:
    """The weights of a logistic fit on rows of `design`, by Newton's method with a little ridge."""
    weights = np.zeros(rows.shape[1])
    ridge = np.diag([0.0, *[0.3] * (rows.shape[1] - 1)])
    for _ in range(25):
        chances = of(rows, weights)
        hessian = (rows * (chances * (1 - chances))[:, None]).T @ rows + ridge
        weights = weights + np.linalg.solve(hessian, rows.T @ (right - chances) - ridge @ weights)
    return weights


def of(rows: Array, weights: Array) -> Array:
    """The chances that choices are right."""
    found: Array = 1 / (1 + np.exp(-rows @ weights))
    return found


def print_reliability(name: str, said: Array, labels: Array) -> None:
    """What was said and what was right in bins of equal size, and the mean error over them."""
    order = np.array_split(np.argsort(said), BINS)
    error = sum(len(part) * abs(said[part].mean() - labels[part].mean()) for part in order) / len(said)
    print(f"{name:18}", "  ".join(f"{said[part].mean():.2f}/{labels[part].mean():.2f}" for part in order),
          f" mean error {error:.3f}, Brier {np.mean((said - labels) ** 2):.3f}")  # fmt: skip


def print_between(name: str, said: Array, labels: Array, low: float, high: float) -> None:
    """Of what was said to be right with a chance between two: how much, what was said, what was right."""
    part = (said >= low) & (said < high)
    means = said[part].mean(), labels[part].mean()
    print(f"{name:18} {low:.0%} to {high:.0%}: {part.sum()}, said {means[0]:.3f}, right {means[1]:.3f}")
