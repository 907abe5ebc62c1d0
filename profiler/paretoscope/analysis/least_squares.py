"""Weighted least squares for a handful of terms, with what a prediction interval needs; no numpy here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.stats import Interval, t_quantile

Vector = Sequence[float]
RANK = 1e-9  # a column that shrinks to less than this share of itself is a combination of the others


@dataclass(frozen=True, kw_only=True)
class Fit:
    """y = x b with errors in proportion to y.

    Attributes:
        coefficients: b.
        inverse: (X' W X)^-1 with W = diag(1 / y^2); its product with sigma^2 is the covariance of b.
        sigma: standard deviation of the relative residuals, ddof = number of terms; 0 where df is 0.
        df: points - terms.
    """

    coefficients: tuple[float, ...]
    inverse: tuple[tuple[float, ...], ...]
    sigma: float
    df: int

    def predict(self, x: Vector, level: float = 0.95) -> Interval:
        """Value at `x` with the interval of one new point: what is not known of b, and the new point's own error.

        The bounds are None when no degree of freedom is left to judge the error by.
        """
        value = dot(self.coefficients, x)
        if self.df < 1:
            return Interval(value, None, None, 0)
        spread = dot(x, [dot(row, x) for row in self.inverse])
        half = t_quantile(0.5 + level / 2, self.df) * self.sigma * math.sqrt(max(0.0, spread) + value * value)
        return Interval(value, max(0.0, value - half), value + half, self.df + len(x))


def fit(rows: Sequence[Vector], values: Vector) -> Fit | None:
    """Minimise the sum of squared relative errors; None when there are fewer points than terms, or terms depend.

    Args:
        rows: terms of each point. values: y > 0 of each point.
    """
    n, k = len(rows), len(rows[0]) if rows else 0
    if not rows or n < k or any(y <= 0 for y in values):
        return None
    weighted = [[row[j] / y for row, y in zip(rows, values, strict=True)] for j in range(k)]
    made = _orthogonal(weighted)
    if made is None:
        return None
    q, r = made
    ones = [1.0] * n
    coefficients = _solve_upper(r, [dot(column, ones) for column in q])
    residuals = [1 - dot(coefficients, [weighted[j][i] for j in range(k)]) for i in range(n)]
    sigma = math.sqrt(dot(residuals, residuals) / (n - k)) if n > k else 0.0
    columns = [_solve_upper(r, [float(i == j) for i in range(k)]) for j in range(k)]  # R^-1, column by column
    inverse = tuple(
        tuple(math.fsum(columns[m][i] * columns[m][j] for m in range(k)) for j in range(k)) for i in range(k)
    )
    return Fit(coefficients=tuple(coefficients), inverse=inverse, sigma=sigma, df=n - k)


def dot(a: Vector, b: Vector) -> float:
    """Sum of products."""
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def _orthogonal(columns: list[list[float]]) -> tuple[list[list[float]], list[list[float]]] | None:
    """Q (columns) and R of the columns, by modified Gram-Schmidt done twice; None when they depend on each other.

    Source: Golub and Van Loan, Matrix Computations, 5.2.8.
    """
    k = len(columns)
    q, r = list[list[float]](), [[0.0] * k for _ in range(k)]
    for j, column in enumerate(columns):
        left, size = list(column), math.sqrt(dot(column, column))
        for _ in range(2):
            for i, known in enumerate(q):
                share = dot(known, left)
                r[i][j] += share
                left = [x - share * y for x, y in zip(left, known, strict=True)]
        norm = math.sqrt(dot(left, left))
        if norm <= RANK * size:
            return None
        r[j][j] = norm
        q.append([x / norm for x in left])
    return q, r


def _solve_upper(r: list[list[float]], b: Vector) -> list[float]:
    """x with R x = b by back substitution."""
    k = len(b)
    x = [0.0] * k
    for i in reversed(range(k)):
        x[i] = (b[i] - math.fsum(r[i][j] * x[j] for j in range(i + 1, k))) / r[i][i]
    return x
