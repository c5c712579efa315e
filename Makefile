# Everything begins with the bootstrap, which needs only python3 and does nothing the second time.
PYTHON ?= python3
BOOT := $(PYTHON) dev/bootstrap.py
DO := .venv/bin/python -m
.DEFAULT_GOAL := run
.PHONY: run test coverage check bench lock fmt stop messages screenshots

run: ; @$(BOOT) && exec $(DO) dev.run
stop: ; @$(BOOT) && $(DO) dev.run stop && $(DO) dev.postgres stop
test: ; @$(BOOT) --dev && $(DO) dev.test
coverage: ; @$(BOOT) --dev && $(DO) dev.test coverage
check: ; @$(BOOT) --dev && $(DO) dev.check
fmt: ; @$(BOOT) --dev && $(DO) dev.check --fix
messages: ; @$(BOOT) --dev && $(DO) dev.messages update && $(DO) dev.messages && $(DO) dev.messages check
lock: ; @$(BOOT) --dev && $(DO) dev.lock
screenshots: ; @$(BOOT) --dev && $(DO) dev.screenshots
bench: ; @$(BOOT) --dev && $(DO) bench
bench-%: ; @$(BOOT) --dev && $(DO) bench $*
