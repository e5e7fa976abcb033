"""Makes docs/screenshots/walk.gif, the walk of tests/browser/walk.py: `python docs/make_walk.py`.

Needs Chromium and Playwright, like make_screenshots.py, whose installation over the seeds it uses.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "docs"), str(PROJECT / "tests" / "browser")]

import walk  # noqa: E402
from conftest import FLAGS, executable  # noqa: E402
from dashboard_server import serving  # noqa: E402
from make_screenshots import TARGET, installation  # noqa: E402

SIZE = {"width": 1440, "height": 810}
WIDTH, STRIP = 960, 34  # pixels: of the picture, of the strip with the caption
SHOWN = 1_900  # milliseconds a step
LAST = 3_000  # and the last one
COLOURS = 224
LARGEST = 1_500_000  # bytes
# The address in its network of whoever makes the picture is nobody's business.
PRIVATE = ".st-key-offer_network .stElementContainer:nth-child(3):not(:last-child) { display: none; }"
PAPER, INK = "#1b2328", "#fcfcfa"


def pictures(browser: Any, address: str) -> list[tuple[str, bytes]]:
    """(caption, picture as PNG) of each step."""
    page = browser.new_context(viewport=SIZE).new_page()
    page.goto(address)
    taken = [taken_of(page, step.caption, step.act) for step in walk.STEPS]
    stranger = browser.new_context(viewport=SIZE, color_scheme="dark").new_page()
    stranger.goto(walk.link(page))
    return [*taken, taken_of(stranger, walk.RECEIVED.caption, walk.received)]


def taken_of(page: Any, caption: str, act: walk.Act) -> tuple[str, bytes]:
    act(page)
    page.add_style_tag(content=PRIVATE)
    page.wait_for_timeout(1_200)  # fades and the map's labels; only for the eye
    print(caption)
    return caption, page.screenshot()


def frame(number: int, caption: str, taken: bytes) -> Image.Image:
    """One picture above its caption, in few colours."""
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    height = round(picture.height * WIDTH / picture.width)
    whole = Image.new("RGB", (WIDTH, height + STRIP), PAPER)
    whole.paste(picture.resize((WIDTH, height), Image.Resampling.LANCZOS))
    draw = ImageDraw.Draw(whole)
    draw.text(
        (WIDTH / 2, height + STRIP / 2), f"{number}  {caption}", fill=INK, font=ImageFont.load_default(17), anchor="mm"
    )
    return whole.quantize(COLOURS, dither=Image.Dither.NONE)


def main() -> None:
    path = executable()
    if path is None:
        raise SystemExit("there is no Chromium; install it, or set CHROMIUM_PATH")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with serving(installation(Path(folder))) as address:
            frames = [frame(n, *taken) for n, taken in enumerate(pictures(browser, address), start=1)]
        browser.close()
    target = TARGET / "walk.gif"
    shown = [*[SHOWN] * (len(frames) - 1), LAST]
    frames[0].save(target, save_all=True, append_images=frames[1:], duration=shown, loop=0, optimize=True)
    size = target.stat().st_size
    print(f"{target.name}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
