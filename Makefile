# Two commands do everything: `make run` (the dashboard) and `make test` (all checks).
# Windows and plain hosts: see README.md, "Without make".

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUM := $(shell cat constraints.txt requirements.txt requirements-dev.txt | cksum | cut -d' ' -f1)
RUN_STAMP := $(VENV)/.run-$(SUM)
TEST_STAMP := $(VENV)/.test-$(SUM)
PORT ?= 8501
# Processes of the tests: each drives a browser and a server of its own, so no more than cores.
TESTERS ?= 2

.PHONY: run test checks lint types imports accuracy unit gazetteer screenshots clean help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/'

run: $(RUN_STAMP) ## build what is missing and serve the dashboard on http://localhost:8501
	$(BIN)/python -m pipeline serve --port $(PORT)

test: ## everything that the gate checks
	@$(MAKE) --no-print-directory checks
	@$(MAKE) --no-print-directory unit

checks: $(TEST_STAMP) ## style, types, import contracts and accuracy, two at a time
	@$(MAKE) --no-print-directory --jobs=2 lint types imports accuracy

lint: $(TEST_STAMP) ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TEST_STAMP) ## mypy --strict
	$(BIN)/mypy

imports: $(TEST_STAMP) ## the import contracts of docs/architecture.md
	$(BIN)/lint-imports

accuracy: $(TEST_STAMP) ## scores against the gold sets; fails below a floor
	$(BIN)/python -m pipeline gazetteer build --if-missing
	$(BIN)/python -m pipeline evaluate --gate

unit: $(TEST_STAMP) ## unit, property, page and browser tests
	$(BIN)/python -m pipeline gazetteer build --if-missing
	$(BIN)/python -m pytest --numprocesses $(TESTERS) --dist loadfile --no-loadscope-reorder

gazetteer: $(RUN_STAMP) ## build the place names anew; FULL=folder of a GeoNames dump, PLACES=own CSV or GeoJSON files
	$(BIN)/python -m pipeline gazetteer build $(if $(FULL),--full $(FULL)) $(if $(PLACES),--places $(PLACES))

screenshots: $(TEST_STAMP) ## pictures of the real app into docs/screenshots/
	$(BIN)/python docs/make_screenshots.py
	$(BIN)/python docs/make_walk.py

clean: ## remove what was built, never what people said (data/judgements.sqlite) or added (data/documents/)
	rm -rf $(VENV) data/store data/cache data/gazetteer.sqlite .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Whenabouts needs Python 3.11 or newer; try: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot make a virtual environment; on Debian: sudo apt install python3-venv"; exit 1; }

# uv installs in seconds what takes pip a minute; pip is the fallback.
define install
	@echo "Installing $(1) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9 2>/dev/null || true
	@{ test -x $(BIN)/uv && VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet -r $(1) 2>/dev/null; } || $(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(1)
endef

$(RUN_STAMP): | $(BIN)/python
	$(call install,requirements.txt)
	@touch $@

$(TEST_STAMP): | $(BIN)/python
	$(call install,requirements-dev.txt)
	@touch $@ $(RUN_STAMP)
