# Everything a newcomer or CI runs. Each target makes what it needs; `make demo` is the place to begin.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-system check bench docs lock clean

.venv/installed: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

demo: .venv/installed
	$(BIN)/factkit check fixtures/articles/paris-bamako.txt --evidence fixtures/evidence/paris-bamako.jsonl --published 2025-09-20

test: .venv/installed
	$(BIN)/python -m pytest -m "not system"

test-system: .venv/installed
	.ci/system-packages
	$(BIN)/python -m pytest -m system

check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m factkit.cli.reference --check docs
	$(MAKE) test

docs: .venv/installed
	$(BIN)/python -m factkit.cli.reference docs
	cd tests && ../$(BIN)/python -m readme_demo

.venv/bench: .venv/installed requirements/bench.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	touch $@

bench: .venv/bench
	$(BIN)/python -m benchmarks

COMPILE := $(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-annotate \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

lock: .venv/installed
	$(COMPILE) --extra dev,postgres,pdf,feeds --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) --extra bench --constraint requirements/dev.txt --output-file requirements/bench.txt pyproject.toml

clean:
	rm -rf .venv build dist src/*.egg-info
