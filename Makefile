# Two commands matter: `make run` and `make test`. Both set up what they need on a clean clone.

PORT ?= 8501
# Not ?=: some shells keep the machine's own name in HOST.
HOST = localhost
PYTEST_ARGS ?=
# One folder, and not each by its name: of each that is named, pytest loads what its conftest.py needs
# before it starts a process that tests. The browser's tests come first (tests/browser/conftest.py).
TESTS = tests

# Python keeps what it has compiled: tests start many processes, and each would compile it all.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
PYTHON_HERE := $(VENV)/bin/python
SOURCES := $(wildcard dashboard.py atlas scrapers pages tests bench)

.DEFAULT_GOAL := help
.PHONY: help run test check format codebook sources lock learn bench clean runtime development measuring browser

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: runtime ## Set up, fill the store and serve the dashboard (PORT=8501; HOST=0.0.0.0 shows it to the network)
	@$(PYTHON_HERE) -m atlas fill
	@echo "Exosome Atlas: http://localhost:$(PORT)  (Ctrl-C stops it)"
	@exec $(PYTHON_HERE) -m streamlit run dashboard.py --server.port $(PORT) --server.address $(HOST)

test: development browser ## Set up and run every test (TESTS='tests/atlas' and PYTEST_ARGS='-k risk' choose some)
	$(PYTHON_HERE) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS) $(TESTS)

check: development ## Lint, formatting, types, the facts in data/, the list of sources and what was learned
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m mypy $(SOURCES)
	$(PYTHON_HERE) -m atlas validate
	$(PYTHON_HERE) -m scrapers validate
	$(PYTHON_HERE) -m bench.classifier.learn --check

format: development ## Rewrite the Python files in the house format
	$(PYTHON_HERE) -m ruff check --fix .
	$(PYTHON_HERE) -m ruff format .

codebook: runtime ## Rewrite docs/codebook.md from data/vocabulary/
	$(PYTHON_HERE) -m atlas codebook > docs/codebook.md

sources: runtime ## Rewrite docs/sources.md from scrapers/sources/
	$(PYTHON_HERE) -m scrapers list --format markdown > docs/sources.md

# The lock files hold for Python 3.11 to 3.14. UPGRADE=1 moves the pins to today's releases.
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: runtime ## Pin the requirements from the .in files (UPGRADE=1 takes newer releases)
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt
	$(LOCK) requirements-bench.in --output-file requirements-bench.txt

learn: development ## Fit data/terms/learned.csv on the labelled notices of data/ and tests/
	$(PYTHON_HERE) -m bench.classifier.learn

bench: measuring browser ## Measure pages, queries and sweeps; one of them: make bench WHAT=store
	$(PYTHON_HERE) -m bench $(WHAT)

clean: ## Remove the environment and caches; var/ and what it has collected stay
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

runtime:
	@sh make/install.sh requirements.txt

development:
	@sh make/install.sh requirements-dev.txt

measuring:
	@sh make/install.sh requirements-bench.txt

browser: development
	@$(PYTHON_HERE) tests/browser/chromium.py
	@$(PYTHON_HERE) tests/browser/fonts.py
