# What one does here. `make demo` shows the main job, `make test` proves everything.

.DEFAULT_GOAL := help
.PHONY: help demo test test-hosts check build setup setup-tests bench evaluate train bindings install uninstall bundle clean

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

# Runs a command with the program as it is bundled.
WITH_BUNDLE = env CHROMADOT_PROGRAM="$$(echo $(CURDIR)/target/bundle/*/chromadot/chromadot)"

demo: setup build ## Set up, build, and colorize photographs in real GIMP; pictures in target/demo
	scripts/demo.sh

test: setup setup-tests build ## Set up and run every test, those in real GIMP included
	scripts/bundle.sh
	cargo test --release --workspace -- --include-ignored

test-hosts: setup setup-tests build ## Run the tests in this system's Krita, make Debian 13 roots, run them in their GIMP 3 and Krita, try the bundle in a bare one
	scripts/setup-packages.sh krita
	scripts/host-root.sh make
	scripts/test-bundle.sh
	cargo test --release --workspace --test gimp3 --test bindings_of_gimp3 -- --include-ignored
	$(WITH_BUNDLE) scripts/test-krita.sh
	scripts/host-root.sh run $(WITH_BUNDLE) scripts/test-krita.sh

check: setup ## Formatting, lints and documentation, warnings denied
	cargo fmt --all --check
	cargo clippy --release --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --release --workspace --no-deps --document-private-items

build: setup ## Build the program and the engine in release mode
	cargo build --release -p chromadot -p chromadot-engine

setup:
	scripts/setup-packages.sh build
	python3 scripts/setup-libtorch.py

setup-tests:
	scripts/setup-packages.sh test

bench: setup build ## Measure speed, PyTorch beside it; figures as in docs/performance.md
	scripts/bench.sh

evaluate: setup build ## Measure the colours on PHOTOGRAPHS="FOLDER|TAR…", Levin et al. 2004 beside them
	cargo bench --bench quality -- $(PHOTOGRAPHS)

train: setup build ## Train the shipped model anew on PHOTOGRAPHS="FOLDER|TAR…" into target/training
	python3 scripts/setup-encoder.py
	target/release/chromadot-train models/training/dots-32.toml $(PHOTOGRAPHS) --output target/training/dots-32 \
		--encoder target/encoder/efficientnet-lite2.pth

bindings: ## Make the bindings to GIMP's libraries anew from the headers of both versions
	scripts/setup-packages.sh test
	scripts/host-root.sh make
	cargo build --release -p chromadot-gimp --features regenerate-bindings

install: build ## Install into your own GIMP and Krita
	scripts/bundle.sh
	target/bundle/*/install.sh

uninstall: build ## Remove what `make install` put there
	target/release/chromadot uninstall

bundle: build ## Make the archive that installs without Rust and Python, in target/bundle
	scripts/bundle.sh --archive

clean: ## Remove everything that was built or fetched
	rm -rf target
