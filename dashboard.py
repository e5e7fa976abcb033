"""The page, for `python -m pipeline serve` or `streamlit run dashboard.py`; see pipeline/views/page.py."""

from pipeline.views import page

page.show()
