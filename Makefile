# The commands of Newsroom. Python 3.11 or later and make are all that is needed.
PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
export PORT DATA_DIR

BIN := .venv/bin
RUN := $(BIN)/python
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps

.PHONY: setup demo test test-postgres bench drill lint messages lock

setup: .venv/runtime.stamp

.venv/bin/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "Newsroom demande Python 3.11 ou plus récent ; trouvé : %d.%d. Indiquez-en un autre : make PYTHON=python3.12" % v[:2])'
	$(PYTHON) -m venv .venv

.venv/runtime.stamp: requirements.lock | .venv/bin/python
	$(PIP) --requirement requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/runtime.stamp
	$(PIP) --requirement requirements-dev.lock
	@touch $@

demo: setup
	@$(RUN) -m newsroom.demo.serve

# A browser that starves on a busy machine misses its moment: what failed there is run once more,
# alone, and must pass.
test: .venv/dev.stamp
	$(RUN) -m pytest -q -n auto -m "not needs_postgres and not browser and not heavy"
	$(RUN) -m pytest -q -n auto -m "heavy and not needs_postgres"
	$(RUN) -m pytest -q -n auto -m browser || $(RUN) -m pytest -q -m browser --last-failed --last-failed-no-failures none
	$(RUN) -m pytest -q -m needs_postgres --on-postgres

test-postgres: .venv/dev.stamp
	$(RUN) -m pytest -q -n auto --on-postgres -m "not browser and not heavy"

bench: setup
	@$(RUN) -m newsroom.bench

# Workers killed while articles fall due, on a database of its own (two minutes).
drill: setup
	@DATA_DIR=$$(mktemp -d) DEBUG=1 ALLOWED_HOSTS=127.0.0.1 $(RUN) manage.py drill

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py check

messages: setup
	$(RUN) manage.py makemessages --locale fr --no-location --no-wrap --ignore .venv --ignore var
	$(RUN) manage.py compilemessages --locale fr --ignore .venv

lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --extra s3 --universal --generate-hashes --no-header -q -o requirements-dev.lock
