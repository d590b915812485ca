"""Computes the statistics of a comparison again with SciPy.

Usage: check_comparison.py COMPARISON.json PANEL.csv
Prints how many intervals and variances agree; exits 1 at the first that does not.
"""

import csv
import json
import math
import sys

from scipy.stats import beta, chi2, variation


def agree(found: float, expected: float, what: str) -> None:
    # Written with ten digits, of which the denominators' may add up.
    if found != expected and not math.isclose(found, expected, rel_tol=3e-9):
        print(f"{what}: found {found}, expected {expected}", file=sys.stderr)
        sys.exit(1)


def number(value: object) -> float:
    return math.inf if value == "infinity" else float(value)


def mean_interval(count: int) -> tuple[float, float]:
    low = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    return low, chi2.ppf(0.975, 2 * count + 2) / 2


def odds_interval(count: int, other: int) -> tuple[float, float]:
    low = beta.ppf(0.025, count, other + 1) / beta.ppf(0.975, other + 1, count) if count else 0.0
    high = beta.ppf(0.975, count + 1, other) / beta.ppf(0.025, other, count + 1) if other else math.inf
    return low, high


def check(comparison: dict, panel: list[dict]) -> tuple[int, int]:
    regions = {region["name"]: region for region in comparison["regions"]}
    reference = regions[comparison["reference"]]
    intervals = variances = 0
    for name, region in regions.items():
        count = region["events"]
        for column, denominator, unit in [
            ("events_per_100000_inhabitants", region["population"], 1e5),
            ("events_per_10000_km2", region["area_km2"], 1e4),
        ]:
            rate = region[column]
            if (rate is None) != (denominator is None):
                agree(0, 1, f"{name} {column}: a rate without denominator or the other way round")
            if rate is None:
                continue
            low, high = mean_interval(count)
            agree(rate["value"], count * unit / denominator, f"{name} {column}")
            agree(rate["low"], low * unit / denominator, f"{name} {column} low")
            agree(rate["high"], high * unit / denominator, f"{name} {column} high")
            intervals += 1
        for column, denominator in [("ratio_by_inhabitants", "population"), ("ratio_by_area", "area_km2")]:
            ratio = region[column]
            if ratio is None:
                continue
            scale = reference[denominator] / region[denominator]
            low, high = odds_interval(count, reference["events"])
            agree(number(ratio["low"]), low * scale, f"{name} {column} low")
            agree(number(ratio["high"]), high * scale, f"{name} {column} high")
            intervals += 1
        rows = [row for row in panel if row["region"] == name]
        agree(
            sum(int(row["events"]) for row in rows),
            sum(region["events_by_month"].values()),
            f"{name} panel",
        )
        if region["variance_to_mean_of_months"] is not None:
            first, last = comparison["first_drawn_month"], comparison["last_drawn_month"]
            months = [int(row["events"]) for row in rows if first <= row["month"] <= last]
            mean = sum(months) / len(months)
            agree(
                region["variance_to_mean_of_months"],
                variation(months, ddof=1) ** 2 * mean,
                f"{name} variance_to_mean_of_months",
            )
            variances += 1
    return intervals, variances


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        comparison = json.load(file)
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        panel = list(csv.DictReader(file))
    print("%d intervals, %d variances" % check(comparison, panel))
