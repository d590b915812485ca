"""The steps that make the gazetteer's tables; `make_tables.py` runs them in order."""
