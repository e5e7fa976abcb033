"""A small installation for the tests of the page: a few documents, the real pipeline, the real gazetteer."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline import config, gazetteer, run
from pipeline.config import PROJECT, Settings

SEEDS = (
    "000_634569b292038733.txt",
    "2023-09-13-vostochny-summit.txt",
    "fall-of-the-roman-republic.md",
    "same-names.txt",
)
HOSTILE = """![beacon](http://beacon.invalid/title.png) **Rebels** :red[attack] <img src=x onerror=hacked=0> cities

Paris, 4 May 2020 - <img src=x onerror="window.hacked=1"> `${window.hacked=2}` </script><script>hacked=3

Rebels attacked <b onmouseover="window.hacked=4">Lyon</b> on 5 May 2020 ![beacon](http://beacon.invalid/a.png) badly.

The minister [met](javascript:window.hacked=5) the :red[president] in Marseille on 6 May 2020 for $5 and $6.

Fire destroyed "a' \\" warehouse & <svg onload=window.hacked=6> in Toulouse on 7 May 2020.
"""


def build(folder: Path, *, seeds: tuple[str, ...] = SEEDS, hostile: bool = True, **settings: object) -> Path:
    """Fill `folder` with seeds, gazetteer, an up-to-date store and a configuration; the path of that."""
    shutil.copytree(_read(seeds, hostile=hostile), folder, symlinks=True, dirs_exist_ok=True)
    return _configured(folder, settings)


@cache
def _read(seeds: tuple[str, ...], *, hostile: bool) -> Path:
    """The same with no settings, read once a test run, to be copied; removed when the run ends."""
    folder = Path(_kept().name) / str(len(list(Path(_kept().name).iterdir())))
    (folder / "seeds").mkdir(parents=True)
    (folder / "data").mkdir()
    for name in seeds:
        shutil.copy(PROJECT / "seeds" / name, folder / "seeds" / name)
    if hostile:
        (folder / "seeds" / "hostile.txt").write_text(HOSTILE, "utf-8")
    ready = Settings().gazetteer_path
    if gazetteer.is_current(ready):
        (folder / "data" / ready.name).symlink_to(ready)
    _configured(folder, {})
    return folder


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="sample_app_")


def _configured(folder: Path, settings: Mapping[str, object]) -> Path:
    """Write the configuration and read anew what it changes."""
    lines = ['data_dir = "data"', 'seeds_dir = "seeds"', "workers = 1"]
    lines += [f"{name} = {_toml(value)}" for name, value in settings.items()]
    path = folder / "whenabouts.toml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    run.ensure(config.load(path))
    return path


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(entry) for entry in value)}]"
    return str(value) if isinstance(value, int) else f'"{value}"'
