"""Runs every benchmark: `python -m tests.benchmarks`. One line a figure."""

import importlib
import pkgutil

import tests.benchmarks as here

for module in sorted(m.name for m in pkgutil.iter_modules(here.__path__) if m.name.startswith("bench_")):
    importlib.import_module(f"tests.benchmarks.{module}").main()
