# Everything that is done with the project goes by one of these words; `make help` lists them.

PYTHON ?=
export PYTHON

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKERS ?= 3
# Hundreds of processes are started by tests: where Python may keep no bytecode, each would compile the phone anew.
PYTEST := PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q
UNTIMED := -m "not timed and not package"
TIMED := -m timed
# On a busy machine one of thousands of tests with real peers may miss its moment: it has to pass alone, and is named.
ONCE_MORE := echo "Once more, alone:" && $(PYTEST) --last-failed --last-failed-no-failures none --maxfail 1 -rp

.PHONY: help setup demo run test lint bench portable deb check-deb install uninstall lock translations pictures icons clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

setup: system-run $(READY) ## make .venv and put the project and its tools into it

demo: system-demo $(READY) ## try everything against a telephone exchange on this machine
	@packaging/demo $(BIN)

run: system-run $(READY) ## start the phone
	@$(BIN)/softphone

test: system-test $(READY) lint ## lint, then every test
	@$(PYTEST) -n $(WORKERS) $(UNTIMED) || { $(ONCE_MORE) $(UNTIMED); }
	@$(PYTEST) -n 2 $(TIMED) || { $(ONCE_MORE) $(TIMED); }

lint: system-run $(READY) ## style, types, layers and dependencies
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

bench: system-test $(READY) ## measure the phone beside its aims and beside baresip
	@$(BIN)/python packaging/virtual_desktop.py -- $(BIN)/python -m tests.bench

portable: system-run ## make the tarball that runs from any folder
	@packaging/portable

deb: system-package ## make the Debian package
	@packaging/deb

check-deb: system-check $(READY) deb ## test the package, install it into a fresh Debian, call there, take it out again (root)
	@$(PYTEST) -m package
	@packaging/check-deb

install: system-run ## put the phone into your menu, without root
	@packaging/install

uninstall: ## take it out again; contacts and settings are kept (PURGE=1 asks about them)
	@packaging/uninstall $(if $(PURGE),--purge)

translations: $(READY) ## collect the strings of the window and compile the catalogues
	@$(BIN)/python packaging/translations.py

pictures: system-test $(READY) ## draw every page as everybody may see it, into build/pictures; minutes
	@$(BIN)/python -m tests.gui.everyone.pictures build/pictures

icons: ## render the icon's sizes from the drawing
	@packaging/icons

lock: ## resolve the dependencies anew
	@packaging/lock

clean: ## remove what these commands made, the environment too
	@rm -rf $(VENV) build dist

.PHONY: system-run system-demo system-test system-package system-check
system-run system-demo system-test system-package system-check: system-%:
	@packaging/system-packages $*

# System packages first: on Debian one of them is what makes virtual environments.
$(READY): pyproject.toml packaging/requirements-dev.lock packaging/make-venv | system-run
	@packaging/make-venv $(VENV) packaging/requirements-dev.lock editable
