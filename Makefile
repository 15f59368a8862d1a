# Sahulat: the two commands are `make run` and `make test`; `make` alone lists the rest.
# Needs Python 3.11+ with venv and pip, git, make. No compiler, no database, no Node, no root.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --require-hashes --only-binary :all:
STAMPS := var/stamps
JOBS ?= 2

# Node from the machine when it is new enough and has npm, else from the package index's wheel.
NODE_OK := $(shell node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null && echo yes)
NODE_STAMP := $(if $(NODE_OK),,$(STAMPS)/node)

STATIC_SOURCES := $(shell find src -type f -path '*/static/*' 2>/dev/null)
TEXTS := $(shell find src -name '*.po' 2>/dev/null)
say = @printf '▸ %s\n'

.PHONY: help
help: ## list the targets
	@printf 'Sahulat. make run, then open http://localhost:8000\n\n'
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

.PHONY: run
run: build ## install, build, start the platform with the demo country on http://localhost:8000
	@exec $(BIN)/sahulat run --demo

.PHONY: dev
dev: build ## the same, starting again on each save and keeping its data
	@exec $(BIN)/sahulat run --demo --reload

.PHONY: build
build: $(STAMPS)/run $(NODE_STAMP) $(STAMPS)/texts ## web assets, texts, static files; quick when nothing changed
	@$(BIN)/python web/build.py
	@$(MAKE) --no-print-directory $(STAMPS)/assets

.PHONY: install
install: $(STAMPS)/run ## install what running needs, pinned and hashed

.PHONY: test
test: $(STAMPS)/dev build lint ## lint, types, contracts, then the tests with fresh seeds (< 15 min on two cores)
	$(say) 'tests'
	@$(BIN)/pytest -n $(JOBS) -m 'not slow' --durations=10

.PHONY: test-all
test-all: $(STAMPS)/dev build lint ## everything, slow tests too
	$(say) 'all tests'
	@$(BIN)/pytest -n $(JOBS) --durations=25

.PHONY: check
check: $(STAMPS)/dev lint ## lint, types, contracts, tests without database or browser (< 60 s)
	$(say) 'tests without database or browser'
	@$(BIN)/pytest -n $(JOBS) -m 'not slow and not browser and not runtime' --without-database

.PHONY: lint
lint: $(STAMPS)/dev
	$(say) 'ruff'
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	$(say) 'mypy'
	@$(BIN)/mypy --no-error-summary
	$(say) 'import contracts'
	@$(BIN)/lint-imports >var/contracts.txt || { cat var/contracts.txt; exit 1; }

.PHONY: bench
bench: $(STAMPS)/dev build ## measure, beside floors measured in the same run; writes benchmarks/results
	@$(BIN)/python -m benchmarks

.PHONY: pins
pins: $(STAMPS)/dev ## resolve requirements/*.in anew into hash-pinned files
	@for name in run dev node; do \
	  printf '▸ pinning %s\n' $$name; \
	  (cd requirements && ../$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe --no-header --no-annotate \
	    --output-file $$name.txt $$name.in); \
	done

.PHONY: clean
clean: ## forget what was built; data (var/database, var/keys, var/files) stays
	@rm -rf $(STAMPS) var/static var/test-databases web/build .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	$(say) 'virtual environment'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sahulat needs Python 3.11 or newer")'
	@$(PYTHON) -m venv .venv

$(STAMPS)/run: requirements/run.txt pyproject.toml | $(BIN)/python
	$(say) 'what running needs (pinned, hashed)'
	@mkdir -p $(STAMPS)
	@$(INSTALL) -r requirements/run.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/run
	$(say) 'what checking and testing need'
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

$(STAMPS)/node: requirements/node.txt | $(STAMPS)/run
	$(say) 'Node, since this machine has none (20 or newer)'
	@$(INSTALL) -r requirements/node.txt
	@touch $@

$(STAMPS)/texts: $(TEXTS) | $(STAMPS)/run
	$(say) 'texts'
	@$(BIN)/sahulat text compile --quiet
	@touch $@

$(STAMPS)/assets: $(STATIC_SOURCES) | $(STAMPS)/run
	$(say) 'static files: hashed, compressed'
	@$(BIN)/sahulat assets --quiet
	@touch $@
