package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/google/renameio/v2"

	"dateline/feed"
	"dateline/feed/publish"
	"dateline/feed/value"
)

// A gauge is a metric with its values, as Prometheus reads it.
type gauge struct {
	name, help string
	samples    []sample
}

type sample struct {
	labels string // such as {level="error"}; may be empty
	value  float64
}

func one(value float64) []sample { return []sample{{"", value}} }

// lastSuccess is the gauge that outlives a run which fails.
const lastSuccess = "dateline_last_success_timestamp_seconds"

// gauges tell of a run that ended so. The moment of the last success before it is 0
// if there was none.
func (o *publishing) gauges(code int, success float64) []gauge {
	at := float64(o.now.Unix())
	if code == done || code == published {
		success = at
	}
	var all []gauge
	if success > 0 {
		all = append(all, gauge{lastSuccess, "When a run last published, or found nothing to do; records or feeds may have been held back (exit status 0 or 3).", one(success)})
	}
	var levels []sample
	for _, level := range []feed.Level{feed.Error, feed.Warning, feed.Info} {
		levels = append(levels, sample{fmt.Sprintf("{level=%q}", level), float64(o.found[level])})
	}
	return append(all,
		gauge{"dateline_last_run_timestamp_seconds", "When the last run began.", one(at)},
		gauge{"dateline_last_run_exit_status", "How the last run ended: 0 done, 1 refused or failed, 2 configuration wrong, 3 published with records or feeds held back.", one(float64(code))},
		gauge{"dateline_last_run_duration_seconds", "How long the last run took.", one(o.seconds())},
		gauge{"dateline_findings", "What the last run found in records, configuration and files, by level, known warnings included.", levels},
	)
}

// issueGauges tell of what is published; none, if nothing was.
func (o *publishing) issueGauges() []gauge {
	p := o.proof
	if p == nil {
		return nil
	}
	all := []gauge{
		{"dateline_feeds", "Feeds that are published.", one(float64(p.Feeds()))},
		{"dateline_feeds_held", "Feeds that the last run held back, so that they stay as they were.", one(float64(p.Held()))},
		{"dateline_articles", "Articles in the feeds, each counted once.", one(float64(p.Articles()))},
		{"dateline_files_changed", "Files that the last run changed, by what was done to them.", []sample{
			{`{change="created"}`, float64(p.Plan.Count(publish.Create))},
			{`{change="removed"}`, float64(p.Plan.Count(publish.Remove))},
			{`{change="updated"}`, float64(p.Plan.Count(publish.Update))},
		}},
		{"dateline_pings_pending", "Topics that hubs are still to be told of, each counted once for each hub.", one(float64(o.pending))},
	}
	if p.Next != nil {
		all = append(all, gauge{"dateline_next_change_timestamp_seconds", "When an article is next published or expires by itself.", one(float64(p.Next.At.Unix()))})
	}
	return all
}

// succeeded finds the moment of the last success in a file of metrics.
var succeeded = value.Regexp(`(?m)^` + lastSuccess + ` (\S+)$`)

// writeMetrics writes the file that node_exporter's textfile collector reads, whole
// or not at all, and readable for it. If the run failed, the last success is the one
// that the file tells of.
func (o *publishing) writeMetrics(code int) error {
	var success float64
	old, err := os.ReadFile(o.metrics)
	if m := succeeded().FindSubmatch(old); err == nil && m != nil {
		success, _ = strconv.ParseFloat(string(m[1]), 64)
	}
	var text bytes.Buffer
	for _, g := range append(o.gauges(code, success), o.issueGauges()...) {
		fmt.Fprintf(&text, "# HELP %s %s\n# TYPE %s gauge\n", g.name, g.help, g.name)
		for _, s := range g.samples {
			fmt.Fprintf(&text, "%s%s %s\n", g.name, s.labels, strconv.FormatFloat(s.value, 'f', -1, 64))
		}
	}
	err = renameio.WriteFile(o.metrics, text.Bytes(), 0o644, renameio.WithTempDir(filepath.Dir(o.metrics)), renameio.WithStaticPermissions(0o644))
	if err != nil {
		return fmt.Errorf("write the metrics: %w", err)
	}
	return nil
}
