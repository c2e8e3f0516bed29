"""Measurements: run by hand, not collected by pytest. Each module says how in its docstring."""
