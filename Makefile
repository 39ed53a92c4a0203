# `make help` lists every command. The environment is made in .venv on first use.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
WAREHOUSE ?= build/samples.duckdb
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install run test check bench crash golden docs lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

install: .venv/.run ## make .venv with everything a run needs

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "copydesk needs Python 3.11 or newer; name one with make PYTHON=…")'
	$(PYTHON) -m venv .venv
	@touch $@

# Every package is checked against its hash. The files are complete, so pip resolves
# nothing (--no-deps): a release of tomorrow can't change what is installed. pip compiles the bytecode as it installs:
# without it the first run would spend half a minute on that.
.venv/.run: requirements/run.txt pyproject.toml | .venv/.python
	@echo "installing into .venv (some minutes, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --compile --no-deps --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	@$(BIN)/python -m compileall -q copydesk_en transforms warehouse expectations flows
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --compile --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

run: .venv/.run ## load the sample articles and show a first SQL answer
	@mkdir -p $(dir $(WAREHOUSE))
	@$(BIN)/copydesk run examples/articles --warehouse $(WAREHOUSE)
	@echo
	@echo 'copydesk sql --warehouse $(WAREHOUSE) -f examples/queries/0_first_look.sql'
	@$(BIN)/copydesk sql --warehouse $(WAREHOUSE) -f examples/queries/0_first_look.sql

test: .venv/.dev ## run the tests
	@$(BIN)/python -m pytest -q -m "not crash and not prefect"

check: .venv/.dev ## every gate: format, lint, types, import directions, documents, all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -m "not crash and not prefect" --cov --cov-report=term:skip-covered --cov-fail-under=90

crash: .venv/.dev ## kill runs on purpose, start a Prefect server (minutes)
	$(BIN)/python -m pytest -q -m "crash or prefect"

bench: .venv/.dev ## throughput and cost; needs COPYDESK_EVAL for the large corpus
	$(BIN)/python -m benchmarks.cold_start
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.language

golden: .venv/.dev ## write the list of what the samples do not reach yet; review it like code
	$(BIN)/python -m tests.golden.compare --write

docs: .venv/.dev ## write the generated pages anew
	$(BIN)/python -m transforms.clean.catalogue < benchmarks/rule_hits.json > docs/rules.md
	$(BIN)/python -m expectations.catalogue > docs/expectations.md
	$(BIN)/python -m flows.cli.reference > docs/commands.md
	$(BIN)/copydesk schema dictionary > docs/tables.md

lock: ## resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/run.txt
	uv pip compile pyproject.toml --extra places --group test --group check -c requirements/run.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/dev.txt

clean: ## remove what was built, .venv included
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache *.egg-info
