"""The page, for `python -m pipeline serve` or `streamlit run dashboard.py`; pipeline/views/page.py says what is where."""

from pipeline.views import page

page.show()
