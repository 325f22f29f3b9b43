# One command an intention; the same for a person and for CI. Each installs what it needs, once.
#
#   make demo    the whole way on synthetic people: import, freeze, publish, print
#   make serve   the site on this machine (DOORZICHT_PORT for another port than 8000)
#   make test    every test            make check   every static check and the contracts
#   make bench   the speed figures     make lock    compile the lock files anew
#   make clean   take away what these commands installed (the data under var/ stays)

PYTHON ?= python3
PYTEST_ARGS ?= -n 2 --dist loadfile --no-loadscope-reorder
BIN := .venv/bin
DONE := .venv/done

.DEFAULT_GOAL := help
.PHONY: help demo serve test check bench lock clean install develop

help:
	@sed -n 's/^#   //p' Makefile

demo: install
	@$(BIN)/doorzicht demo

serve: install
	@$(BIN)/doorzicht site

test: develop
	@scripts/bring_chromium.sh
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: develop
	@$(BIN)/python scripts/check.py

bench: develop
	@$(BIN)/python benchmarks/run.py

install: $(DONE)/base $(DONE)/static $(DONE)/catalogues

develop: install $(DONE)/dev

$(DONE)/python:
	@PYTHON="$(PYTHON)" scripts/set_up.sh python
	@mkdir -p $(DONE) && touch $@

$(DONE)/base: requirements/base.txt requirements/setup.txt pyproject.toml | $(DONE)/python
	@scripts/set_up.sh base
	@touch $@

$(DONE)/dev: requirements/dev.txt | $(DONE)/base
	@scripts/set_up.sh dev
	@touch $@

$(DONE)/static: package-lock.json scripts/place_static.py | $(DONE)/base
	@scripts/set_up.sh static
	@touch $@

$(DONE)/catalogues: $(shell find src -name '*.po') | $(DONE)/base
	@scripts/set_up.sh catalogues
	@touch $@

lock:
	@PYTHON="$(PYTHON)" scripts/lock.sh

clean:
	@if [ -x $(BIN)/doorzicht ]; then $(BIN)/doorzicht database stop || true; fi
	@rm -rf .venv node_modules build src/doorzicht/web/static/vendor
	@rm -f src/doorzicht/infra/fonts/*.ttf src/doorzicht/infra/fonts/*.woff2 src/doorzicht/infra/fonts/LICENSE.md
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .grimp_cache .hypothesis
	@find src -name '*.mo' -delete
	@find src tests scripts benchmarks -name '__pycache__' -type d -prune -exec rm -rf {} +
