"""Trains the choices of `pipeline/events` on timelines: `python -m benchmarks.train_events` (see `__main__`).

`texts` reads the annotated documents and folds them, `labels` says what is right, `training` cross-validates,
`report`, `curve` and `calibration` print what that reached, `export` writes the weights.
"""
