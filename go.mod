module dateline

go 1.26.0

require (
	github.com/BurntSushi/toml v1.6.0 // table, record: configuration and front matter, read and written
	github.com/andybalholm/brotli v1.3.0 // serve: the content coding br
	github.com/chromedp/cdproto v0.159.0 // tests: the protocol of chromedp
	github.com/chromedp/chromedp v0.23.0 // tests: pages in a real browser
	github.com/fsnotify/fsnotify v1.10.1 // dateline: serve --watch hears of changes
	github.com/gofrs/flock v0.13.2 // ledger: one run at a time
	github.com/google/go-cmp v0.7.0 // tests: differences that people can read
	github.com/google/renameio/v2 v2.0.2 // dateline, ledger, record: what is written whole or not at all
	github.com/google/uuid v1.6.0 // render: Atom ids of opaque ids
	github.com/gorilla/feeds v1.2.0 // render, gorilla: the format types, and their writer; a peer by itself
	github.com/microcosm-cc/bluemonday v1.0.27 // prose: the last wall behind the walk through markup
	github.com/mmcdole/gofeed v1.4.2 // tests: a second reader
	github.com/prometheus/client_golang v1.25.0 // serve: metrics
	github.com/prometheus/common v0.73.1 // tests: a judge of metrics
	github.com/rogpeppe/go-internal v1.16.0 // tests: scripts for the command, txtar
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // tests: a judge of JSON Feed by a schema that others wrote
	github.com/spf13/cobra v1.10.2 // dateline: verbs and their help
	github.com/spf13/pflag v1.0.9 // dateline: which flag was meant
	github.com/yuin/goldmark v1.8.7 // prose, gorilla: Markdown
	go.yaml.in/yaml/v4 v4.0.0 // table: YAML front matter
	golang.org/x/image v0.47.0 // record: the size of WebP pictures
	golang.org/x/net v0.62.0 // markup, prose, value: encodings, the HTML tree, and hosts in letters of any script
	golang.org/x/sync v0.24.0 // publish: files made durable beside other work
	golang.org/x/sys v0.49.0 // publish, record: all files made durable at once; files asked for from their folder
	golang.org/x/term v0.47.0 // dateline: whether findings go to a terminal
	golang.org/x/text v0.43.0 // value: language tags and Unicode normal forms
	modernc.org/sqlite v1.62.0 // ledger: the database
	pgregory.net/rapid v1.3.0 // tests: what editors do in a year, by chance
)

require (
	github.com/aymerick/douceur v0.2.0 // indirect
	github.com/beorn7/perks v1.0.1 // indirect
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/dustin/go-humanize v1.1.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/gorilla/css v1.0.1 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/mattn/go-isatty v0.0.24 // indirect
	github.com/mmcdole/goxpp/v2 v2.0.0 // indirect
	github.com/munnerz/goautoneg v0.0.0-20191010083416-a7dc8b61c822 // indirect
	github.com/ncruces/go-strftime v1.1.0 // indirect
	github.com/pandatix/go-abnf v0.5.3 // indirect
	github.com/prometheus/client_model v0.6.3 // indirect
	github.com/prometheus/procfs v0.22.0 // indirect
	github.com/remyoudompheng/bigfft v0.0.0-20230129092748-24d4a6f8daec // indirect
	golang.org/x/tools v0.52.0 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
	modernc.org/libc v1.80.1 // indirect
	modernc.org/mathutil v1.7.1 // indirect
	modernc.org/memory v1.12.1 // indirect
)
