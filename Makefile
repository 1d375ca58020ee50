# `make build` and `make test` do all the set-up on a fresh machine with Python >= 3.11.
# Debian's own Python refuses bare pip, so everything lives in .venv.

VENV   ?= .venv
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN     = $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help build test test-all lint format check-out clean

help:  ## say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: $(VENV)/.installed  ## install into .venv and build the bundled examples into out/
	$(BIN)/rdfexport build --out out

test: lint  ## everything: ruff, mypy --strict, pytest (all but the slow tests)
	$(BIN)/pytest -q -m "not slow"

test-all: lint  ## likewise, with the slow tests
	$(BIN)/pytest -q

lint: $(VENV)/.installed-dev  ## ruff and mypy --strict
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev  ## let ruff format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check-out: build  ## fail if out/ is not what the program writes today
	@test -z "$$(git status --porcelain out)" || { git status --short out; git --no-pager diff --stat out; \
	echo "out/ differs from what the program writes: look at the difference, then commit it"; exit 1; }

clean:  ## remove the environment and all caches
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name one with make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	echo "this Python cannot make an environment; on Debian: apt install python3-venv"; exit 1; }

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@
