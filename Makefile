# make help lists the targets. One release build serves the demo, the tests and the benchmarks.
SHELL := /bin/bash
# Without what a debugger would want to know: it takes an eighth of the time that BoringSSL is compiled in.
FLAGS := -c release -debug-info-format none
PROGRAMS := .build/release
# What the demo runs. The engine first: it needs both the database and the servers, which then compile side by side.
DEMO_PROGRAMS := chaka-engine chaka-admin chaka-bank chaka
PACKAGES := libsqlite3-dev libreadline-dev
# What the tests of the protocol use beside that.
PROTOCOL_PACKAGES := python3-venv curl openssl
SOURCES := Package.swift Sources Tests Registry Migrations

.PHONY: help setup build programs demo protocol guides test lint format bench clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

setup: ## Install the system packages that are missing (Debian)
	@missing=; for package in $(PACKAGES) $(WANTED); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -q && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	fi

build: setup ## Build the programs and the tests
	swift build $(FLAGS) --build-tests

# Neither the tests nor what only they need (swift-certificates). `make build` adds them to what is there then.
programs: setup ## Build the programs, without the tests
	@Tests/Build/run $(FLAGS) -- $(DEMO_PROGRAMS)

demo: programs ## From a rollout script to an opened report, in a sandbox of its own
	@Tests/Demo/run $(PROGRAMS)

protocol: WANTED := $(PROTOCOL_PACKAGES)
protocol: build ## Drive both sides' servers from the protocol's document, and run the guide for bank developers
	@Tests/Protocol/run $(PROGRAMS)

guides: WANTED := python3 openssl
guides: build ## Run the guides for operators and cardholders as they are written
	@Tests/Guides/run $(PROGRAMS)

# Tests that run at once hold databases and sockets open; Foundation starts no process safely beside 1,300 of them.
test: build ## Run every test
	swift test $(FLAGS) --skip-build --experimental-maximum-parallelization-width 32

lint: WANTED := python3
lint: setup ## Check the format, arrows between targets, links and references, and the reference tables
	swift format lint --strict --parallel --recursive $(SOURCES)
	Tests/Arrows/test
	Tests/Arrows/check
	Tests/Documents/test
	Tests/Documents/check
	Tests/Documents/reference-test
	python3 Tests/Documents/reference.py

format: ## Put the sources into the format
	swift format --in-place --parallel --recursive $(SOURCES)

bench: build ## Measure, each figure beside its floor
	$(PROGRAMS)/chaka-bench run all

clean: ## Remove what was built
	rm -rf .build .build-protocol
