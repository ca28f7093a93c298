# Two commands matter: `make demo` to try it, `make test` to check everything. Each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
# One more than two cores have room for: some tests wait for processes that they have started.
WORKERS := -n 3 --dist worksteal

.PHONY: setup demo run check test bench crash fuzz safety audit lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@# The bot runs without docstrings: what it loads is compiled so now, and not at each start.
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -OO -X no_debug_ranges -c "import bot.__main__, handlers.running"
	@touch $@

demo: setup
	$(BIN)/ppgbot demo $(DEMO_ARGS)

run: setup
	$(BIN)/ppgbot run --config config.toml

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest $(WORKERS) -m "not slow"

# Chromium is Debian's own: the page is tested in a real browser.
browser:
	@command -v chromium >/dev/null || (command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null) || echo "no browser: the page's tests will be skipped"

test: setup browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest $(WORKERS)

# About an hour, on a machine that does nothing else; `make bench BENCH_ARGS="--quick"` shows that it works.
bench: setup
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

# Kills the bot at random moments, and has the stand-in say what was lost: `make crash CRASH_ARGS="--rounds 5"`.
crash: setup
	$(BIN)/python -m benchmarks.crash $(CRASH_ARGS)

# Sends the bot thousands of hostile updates, and looks at what came of them: `make fuzz FUZZ_ARGS="--seed 7"`.
fuzz: setup
	$(BIN)/python -m benchmarks.fuzz $(FUZZ_ARGS)

# How much the safety gate finds, and how often it is wrong; `make safety SAFETY_ARGS="--misses tuning"` says where.
safety: setup
	$(BIN)/python -m benchmarks.safety $(SAFETY_ARGS)

# Asks the public database of known weaknesses about every library that is pinned. Needs the internet.
audit: .venv-audit/ready
	.venv-audit/bin/pip-audit --requirement requirements.lock --require-hashes --disable-pip --progress-spinner off

.venv-audit/ready:
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	@touch $@

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra test --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock

clean:
	rm -rf .venv .venv-audit build *.egg-info
