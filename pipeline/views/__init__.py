"""The dashboard: the only modules that know Streamlit and Folium."""
