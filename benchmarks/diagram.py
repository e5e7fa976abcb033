"""A reliability diagram as SVG, drawn by hand: share right over score, a disc for each bin as large as it is full."""

import math
from collections.abc import Sequence

SIZE = 364
LEFT, TOP, SIDE = 64, 16, 280
LARGEST = 12.0  # radius of the disc of the fullest bin
SMALLEST = 2.5

Bin = tuple[float, float, int]  # mean score, share right, number

_STYLE = """<style>
text { font: 12px sans-serif; fill: #555 } .frame { fill: none; stroke: #999 }
.ideal { stroke: #999; stroke-dasharray: 4 4 } .band { fill: #888; opacity: .15 }
.before { fill: #d55e00; opacity: .55 } .after { fill: #0072b2; opacity: .8 }
</style>"""


def diagram(before: Sequence[Bin], after: Sequence[Bin]) -> str:
    """The picture: the diagonal with a band of 5 points, the bins before and after calibration, a legend."""
    fullest = max((count for _, _, count in (*before, *after)), default=1)
    discs = [_disc(found, "before", fullest) for found in before] + [_disc(found, "after", fullest) for found in after]
    body = "\n".join([_STYLE, *_axes(), *discs, *_legend()])
    size = f'viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    title = "<title>Places of names scored as so and so sure, and the share of them that is right</title>"
    return f"{head}\n{title}\n{body}\n</svg>\n"


def _x(share: float) -> float:
    return round(LEFT + SIDE * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIDE * (1 - share), 1)


def _disc(found: Bin, kind: str, fullest: int) -> str:
    score, right, count = found
    radius = round(max(SMALLEST, LARGEST * math.sqrt(count / fullest)), 1)
    told = f"{kind}: {count} pins, scored {100 * score:.0f} %, right {100 * right:.0f} %"
    return f'<circle class="{kind}" cx="{_x(score)}" cy="{_y(right)}" r="{radius}"><title>{told}</title></circle>'


def _axes() -> list[str]:
    corners = ((0, 0), (0, 0.05), (0.95, 1), (1, 1), (1, 0.95), (0.05, 0))
    band = " ".join(f"{_x(score)},{_y(right)}" for score, right in corners)
    drawn = [
        f'<rect class="frame" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>',
        f'<polygon class="band" points="{band}"/>',
        f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>',
    ]
    for share in (0.0, 0.5, 1.0):
        drawn.append(f'<text x="{_x(share)}" y="{TOP + SIDE + 16}" text-anchor="middle">{share:.0%}</text>')
        drawn.append(f'<text x="{LEFT - 6}" y="{_y(share) + 4}" text-anchor="end">{share:.0%}</text>')
    drawn.append(f'<text x="{_x(0.5)}" y="{TOP + SIDE + 34}" text-anchor="middle">score</text>')
    drawn.append(f'<text transform="translate(18,{_y(0.5)}) rotate(-90)" text-anchor="middle">right</text>')
    return drawn


def _legend() -> list[str]:
    rows = (("before", "probabilities as they come out"), ("after", "calibrated"))
    return [
        f'<circle class="{kind}" cx="{LEFT + 14}" cy="{TOP + 18 + 18 * row}" r="5"/>'
        f'<text x="{LEFT + 26}" y="{TOP + 22 + 18 * row}">{words}</text>'
        for row, (kind, words) in enumerate(rows)
    ]
