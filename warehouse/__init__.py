"""How do frames become a DuckDB file that readers can trust?"""
