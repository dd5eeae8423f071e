# Two commands do everything: `make demo` and `make test`. Each sets up what it needs in .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test lint bench simulate simulate-days hours fuzz soak weights wheel clean

$(VENV)/.demo: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[demo]'
	@touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[demo,dev]'
	@touch $@ $(VENV)/.demo

demo: $(VENV)/.demo          ## a day of support mail in under a minute, no account needed
	@$(BIN)/inbox-escalator demo

test: $(VENV)/.dev           ## all tests; installs Dovecot from the system's packages when root
	@sh tests/servers/install.sh
	$(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

lint: $(VENV)/.dev           ## style, types and the laws of the house
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev          ## speed, each figure as a ratio within one run
	@sh tests/servers/install.sh
	$(BIN)/python -m benchmarks

simulate: $(VENV)/.dev       ## the long form of the fault simulation
	$(BIN)/pytest -n 2 -m slow tests/simulation $(ARGS)

simulate-days: $(VENV)/.dev  ## months of a working desk, 1,000 seeds; ARGS="--seeds 100 --from 7"
	$(BIN)/python -m tests.simulation.days $(ARGS)

hours: $(VENV)/.dev          ## business time against a walk minute by minute, 10,000 calendars
	$(BIN)/pytest -m slow tests/casework $(ARGS)

fuzz: $(VENV)/.dev           ## the long form of the hostile mail
	$(BIN)/pytest -n 2 -m slow tests/intake $(ARGS)

soak: $(VENV)/.dev           ## the long form of the kill test against real servers
	@sh tests/servers/install.sh
	$(BIN)/pytest -m slow tests/servers tests/store $(ARGS)

weights: $(VENV)/.dev        ## learn the weights of words anew from tests/triage/tuning; needs scikit-learn
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[learn]'
	$(BIN)/python -m tests.triage.learn $(ARGS)

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
