"""The tiny suite's shared base; what it lacks is the product's own."""

from pathlib import Path

__path__.append(str(Path(__file__).resolve().parents[4] / "shared"))
