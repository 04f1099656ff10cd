# What people type, a word each. `make help` lists the words.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME   ?= 10s

SHELL       = bash
.SHELLFLAGS = -o pipefail -c
# What is left of go test -v: what failed, and what was skipped and why.
SAY         = grep -v -e '^=== ' -e '^ *--- PASS' -e '^PASS$$'

.PHONY: help build run test lint golden pictures fuzz bench bench-peers bench-serve e2e torture clean

help: ## list these words
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 13

build: ## build bin/dateline
	go build -trimpath -o bin/dateline ./cmd/dateline

run: build ## publish the shipped example to public/
	bin/dateline publish
	@echo
	@echo "Look at it: open public/index.html in a browser, or public/rss.xml, public/atom.xml,"
	@echo "public/feed.json in an editor. public/feeds.html lists all feeds. Change something in"
	@echo "data/ and run it again: only what changed is written."

test: ## all fast tests
	go test -v ./... | $(SAY)

lint: ## gofmt, go mod tidy, go vet, staticcheck
	@test -z "$$(gofmt -l .)" || { echo "gofmt would change:"; gofmt -l .; exit 1; }
	go mod tidy -diff
	go vet ./...
	go run $(STATICCHECK) ./...

golden: build ## write the golden files anew; read the difference before you commit it
	go test ./feed ./feed/render -update
	go test ./cmd/dateline -run TestTablesOfKeysAreCurrent -update
	bin/dateline explain --html > docs/findings.html

pictures: build ## draw docs/plan.png anew; wants chromium
	docs/plan.sh

fuzz: ## every fuzz law for FUZZTIME (10s)
	@for package in $$(grep -l --include='*_test.go' -r '^func Fuzz' . | xargs -n1 dirname | sort -u); do \
		for law in $$(grep -ho '^func Fuzz[A-Za-z0-9]*' $$package/*_test.go | cut -c6-); do \
			go test -run '^$$' -fuzz "^$$law$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x $$package || exit 1; \
		done; \
	done

bench: ## what it costs, beside plain gorilla/feeds
	go test -run '^$$' -bench . -benchmem ./bench ./feed/table

bench-serve: ## what dateline serve answers in a second, beside nginx; wants wrk and nginx
	go run ./bench/serve

bench-peers: ## what whole runs cost, beside Hugo, gorilla/feeds and a bare list of files, for 100,000 records
	go run ./bench/peers

e2e: ## end to end, with real readers and outside judges; says what it skips
	@if command -v npm >/dev/null; then npm ci --prefix e2e/readers --no-audit --no-fund --loglevel=error || exit 1; else echo "no npm: its readers are skipped"; fi
	DATELINE_E2E=1 go test -count=1 -timeout 20m -v ./e2e/... | $(SAY)

torture: ## the long examination: kills, power cuts, full disks, failing calls, short writes, overlapping runs, wrong clocks, years by chance
	DATELINE_E2E=1 DATELINE_TORTURE=1 go test -count=1 -timeout 3h -v -run 'Killed|Terminated|PowerCut|FullDisk|EveryCall|ShortWrites|Overlapping|ReadingWhile|Malformed|TwoFileSystems' ./e2e | $(SAY)
	DATELINE_TORTURE=1 go test -count=1 -timeout 3h -v -run 'Year|Clocks|SameRecords|NotReadAgain' ./feed/press | $(SAY)

clean: ## remove what the other words made
	rm -rf bin public .dateline e2e/readers/node_modules
