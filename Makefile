# Two commands are enough on a new machine: `make run` and `make test`. Each sets everything up by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.setup-done

.PHONY: help setup run test lint eval bench

help:  ## Show what there is to run.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "unqa needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make PYTHON=python3.12 run" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the packages (about three minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

setup: $(STAMP)  ## Install everything into .venv.

run: setup  ## Open the chat in the browser.
	@$(BIN)/unqa serve --open

# The tests of a file stay in one process: its servers and indexes are made once.
test: setup lint  ## Lint, check types and run the tests, as many at once as there are processors (four at most).
	@$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: setup  ## ruff and mypy.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

eval: setup  ## Run the evaluation on the bundled suites and compare it with the committed baseline.
	@$(BIN)/unqa eval run --out eval-results
	@$(BIN)/unqa eval compare eval/baseline.json eval-results/results.json

bench: setup  ## Run the benchmarks; they print ratios measured in one run.
	@for name in indexing answering quotations http_interface kills; do echo "== $$name"; PYTHONPATH=. $(BIN)/python benchmarks/$$name.py || exit 1; done
