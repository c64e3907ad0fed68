"""Every indicator of a project, of the whole and by region, so that two installations can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deploy.bench.product import Product

Figures = Mapping[tuple[str, str], tuple[object, ...]]
COMPARED = ("actual", "recorded", "numerator", "denominator", "percent", "verdict", "late")


def figures(product: Product, regions: Sequence[str]) -> Figures:
    """The figures of an installation by region (nothing: of all) and code."""
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for region in ("", *regions):
        query = f"?region={region}" if region else ""
        for row in product.tool.get(f"/reports/api/v1/projects/{product.project}/indicators{query}").json():
            found[region, row["code"]] = tuple(row[name] for name in COMPARED)
    return found


def differing(ours: Figures, single: Figures) -> list[str]:
    """Where two installations say something else, in words."""
    return [
        f"{code} {region or 'in all'}: {said(ours.get((region, code)))}, in one installation "
        f"{said(single.get((region, code)))}"
        for region, code in sorted({*ours, *single})
        if ours.get((region, code)) != single.get((region, code))
    ]


def said(figure: tuple[object, ...] | None) -> str:
    """A figure in short."""
    return "nothing" if figure is None else str(figure[0])
