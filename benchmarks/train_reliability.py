"""Fit how sure the first place of a name is; writes `pipeline/resolve/certainty.json`.

    python -m benchmarks.train_reliability CORPORA_DIR

The rows are the pins of `benchmarks.reliability`: their probabilities come from weights fitted on other documents, as
those of any new text do. The weights are those of a logistic regression over `pipeline.resolve.certainty.TRAITS`.
"""

import json
import sys
from pathlib import Path

from benchmarks.reliability import fit, pins, texts
from pipeline.resolve.certainty import TRAITS

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "resolve" / "certainty.json"


def main(arguments: list[str]) -> None:
    weights = fit(pins(list(texts(Path(arguments[0])))))
    table = {trait: round(float(weight), 4) for trait, weight in zip(TRAITS, weights, strict=True)}
    OUT.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    print(OUT.read_text("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
