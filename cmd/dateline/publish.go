package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"dateline/feed"
	"dateline/feed/press"
	"dateline/feed/publish"
	"dateline/feed/websub"
)

// options are those of every verb that reads the records.
type options struct {
	rehearsal bool // nothing is published, whatever is found
	config    string
	quiet     bool
	verbose   bool
	now       moment
	allow     []string
	force     bool
	jobs      int
	traceTime bool
	watch     *watch
	said      *sayings // of the run before; nil where there is none
	account
}

func (o *options) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&o.config, "config", "c", "config.toml", "the configuration `FILE`")
	cmd.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "print errors only")
	cmd.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "print also what was changed in the articles' bodies, warnings about the files that were shown before, and every file")
	cmd.Flags().Var(&o.now, "now", "rehearse this moment instead of the clock's")
	cmd.Flags().StringSliceVar(&o.allow, "allow", nil, "publish in spite of a guard: base (another address), clock (behind the last run), flood (very many new articles), ids (a published id changed or used again), loss (most articles gone)")
	cmd.Flags().StringVar(&o.format, "format", "text", "how the run is told: text, or json, one object at the end")
	cmd.Flags().IntVarP(&o.jobs, "jobs", "j", 0, "read, render and judge so many files at once; 0 is as many as there are processors")
	cmd.Flags().BoolVar(&o.traceTime, "trace-time", false, "print to stderr how long each part of the run took")
	cmd.Flags().BoolVar(&o.force, "force", false, "publish in spite of all guards")
	cmd.Args = none
}

// none refuses arguments, which these verbs do not take.
func none(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%s takes no argument such as %q; the records are named in the configuration", cmd.CommandPath(), args[0])
	}
	return nil
}

func newPublish() *cobra.Command {
	var o publishing
	cmd := &cobra.Command{
		Use:   "publish",
		Short: "Write the feeds that changed",
		Long: `Read the records, render the feeds, and write the files that changed, each
whole or not at all. Files that did not change are not touched. A record that
cannot be published is named with file and line; the others are published and
the exit status is 3. Every file is judged first: a feed with an error keeps its
last good files, and its record is named. A warning about a file is shown once,
until it is mended and comes back. A feed that would lose most of its articles, or
get very many at once, keeps its files until --allow says that it is meant. One
run at a time publishes: a second one ends at once with the exit status 75, or
waits as long as --wait says. When the files are in place the hubs of the
configuration are told of each feed that changed (WebSub); a hub that cannot be told
is named on stderr, and the next run tries again. Only records that changed are
read, and only feeds that they concern are made. A signal ends the run before
anything is published; once files are put in their places, that is finished.`,
		Example: `  dateline publish
  dateline publish --config site/config.toml --quiet
  dateline publish --wait 30s
  dateline publish --quiet --metrics /var/lib/prometheus/node-exporter/dateline.prom
  dateline publish --format json | jq .files
  dateline publish --now 2026-12-24T18:00:00Z`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.begin(cmd.ErrOrStderr()); err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			err := o.run(ctx, cmd.OutOrStdout(), cmd.ErrOrStderr())
			o.tell(cmd, err)
			o.traced()
			return err
		},
	}
	o.add(cmd)
	cmd.Flags().DurationVar(&o.wait, "wait", 0, "how long to wait for another run that is publishing, such as 30s")
	cmd.Flags().BoolVar(&o.noPing, "no-ping", false, "tell no hub; the next run without it does")
	cmd.Flags().StringVar(&o.metrics, "metrics", "", "write metrics of the run to `FILE`, for Prometheus (docs/cron.md)")
	return cmd
}

// publishing are the options of publish.
type publishing struct {
	options
	wait    time.Duration
	noPing  bool
	metrics string
}

// run publishes under the lock. The end of ctx, by a signal, ends the run before it has
// published anything; what is begun is finished, but for hubs nobody waits.
func (o *publishing) run(ctx context.Context, out, errs io.Writer) error {
	line, err := o.press(out)
	if err != nil {
		return err
	}
	release, err := lock(ctx, line, o.wait)
	if err != nil {
		return err
	}
	defer release()
	if err := o.resume(errs, line); err != nil {
		return err
	}
	line.Stage, line.Stop = true, ctx.Done()
	return o.pull(out, line, func(p *press.Proof) error {
		if err := p.Publish(); err != nil {
			return err
		}
		o.proof = p
		o.say(out, p, past)
		return o.ping(ctx, errs, p)
	})
}

// lock keeps other runs out, or says that one is at work.
func lock(ctx context.Context, line press.Press, wait time.Duration) (release func() error, err error) {
	release, err = line.Lock(ctx, wait)
	if errors.Is(err, press.ErrLocked) {
		return nil, status{busy, fmt.Errorf("%w; --wait 30s waits until it is done", err)}
	}
	return release, err
}

// ping tells the hubs, when the files are in place. That one was not told is no
// fault of what was published.
func (o *publishing) ping(ctx context.Context, errs io.Writer, p *press.Proof) error {
	o.pending = p.Pending()
	if o.noPing || o.pending == 0 {
		return nil
	}
	faults, err := p.Ping(ctx, websub.New(websub.Options{Proxy: http.ProxyFromEnvironment}))
	o.sent, o.pending = o.pending-len(faults), len(faults)
	complain(errs, faults)
	return err
}

// tell tells of a run that ended so. The metrics of one that another run kept out
// are left to that one.
func (o *publishing) tell(cmd *cobra.Command, err error) {
	if o.format == "json" {
		s := o.summary(err)
		if o.proof != nil {
			s.Pings = &pings{o.sent, o.pending}
		}
		s.print(cmd.OutOrStdout())
	}
	if code := exitStatus(err); o.metrics != "" && code != busy {
		if err := o.writeMetrics(code); err != nil {
			fmt.Fprintf(cmd.ErrOrStderr(), "dateline: %v\n", err)
		}
	}
}

func newPlan() *cobra.Command {
	var o options
	var a against
	var exitCode bool
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "Show what subscribers would see, and what publish would write",
		Long: `Show what publish would do now. Of each feed that was published before: which
articles are new to its subscribers, which are shown again since their date is
newer, which are changed without a word, and which are gone, and why. Then each
file that would be created, updated or removed, the hubs that would be told, and the
next moment at which an article is published or expires by itself. Nothing is
written, and nobody is told.

With --against it compares a feed with one of another program, whose place it takes:
which articles its subscribers would see twice, since their ids are others, with the
line that mends each; the exit status is then 1. Ids, addresses, dates and titles are
compared.`,
		Example: `  dateline plan
  dateline plan --exit-code || echo "something is waiting"
  dateline plan --now 2026-12-24T18:00:00Z
  dateline plan --against https://gazette.example/index.xml`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.begin(cmd.ErrOrStderr()); err != nil {
				return err
			}
			err := o.plan(cmd, &a, exitCode)
			o.traced()
			if o.format == "json" {
				s := o.summary(err)
				if o.proof != nil {
					s.foretell(o.proof)
				}
				s.Against = a.comparison()
				s.print(cmd.OutOrStdout())
			}
			return err
		},
	}
	o.add(cmd)
	a.flags(cmd)
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, "end with 4 if changes are waiting")
	return cmd
}

// plan says what publish would do.
func (o *options) plan(cmd *cobra.Command, a *against, exitCode bool) error {
	out := cmd.OutOrStdout()
	line, err := o.press(out)
	if err != nil {
		return err
	}
	if a.name != "" {
		if err := a.read(cmd, line.Config.Site.Zone); err != nil {
			return err
		}
		line.Whole = true
	}
	o.rehearsal = true
	return o.pull(out, line, func(p *press.Proof) error {
		o.proof = p
		o.say(out, p, future)
		if o.plain() {
			fmt.Fprint(out, announced(p))
			if p.Next != nil {
				fmt.Fprintln(out, happens(p.Next))
			}
		}
		if a.name != "" {
			if err := a.compare(cmd, p); err != nil {
				return err
			}
			if o.plain() {
				a.tell(out, o.verbose)
			}
			if err := a.err(); err != nil {
				return err
			}
		}
		if exitCode && p.Plan.Writes() > 0 && p.Findings.Count(feed.Error) == 0 {
			return status{code: waiting}
		}
		return nil
	})
}

// traced prints where the time went, if that is asked for.
func (o *options) traced() {
	if o.traceTime {
		o.watch.tell(time.Now())
	}
}

// plain reports whether the run is told in text, and not of errors alone.
func (o *options) plain() bool { return !o.quiet && o.format != "json" }

// resume finishes what an earlier run had begun.
func (o *options) resume(errs io.Writer, line press.Press) error {
	n, err := line.Resume()
	if n > 0 && !o.quiet {
		fmt.Fprintf(errs, "dateline: an earlier run was broken off; %d of its files are put in place\n", n)
	}
	return err
}

// press is made as the configuration says.
func (o *options) press(out io.Writer) (press.Press, error) {
	var allowed []publish.Guard
	for _, name := range o.allow {
		guard := publish.Guard(name)
		if !slices.Contains(publish.Guards, guard) {
			return press.Press{}, usage("--allow %s is none of the guards %v", name, publish.Guards)
		}
		allowed = append(allowed, guard)
	}
	if o.force {
		allowed = publish.Guards
	}
	c, err := o.read(out)
	return press.Press{Config: c, Now: o.now.orClock(), Quiet: o.quiet, Allow: allowed, Begun: o.begun, Make: build(), Whole: o.verbose, Each: o.verbose,
		Jobs: o.jobs, Trace: o.watch.begin, Progress: o.watch.progress}, err
}

// pull pulls a proof: it reads the records, prints the findings and hands over what
// would be published.
func (o *options) pull(out io.Writer, line press.Press, then func(*press.Proof) error) error {
	p, err := line.Proof()
	o.watch.end()
	if err != nil {
		return err
	}
	defer p.Close()
	findings := p.Findings
	if o.verbose {
		findings = slices.Concat(findings, p.Known)
		findings.Sort()
	}
	o.count(p.Findings, p.Known)
	o.print(out, findings)
	if p.Refused {
		if o.rehearsal && o.plain() {
			fmt.Fprintln(out, "if it were published all the same:")
			o.foretell(out, p.Outlooks)
		}
		return status{refused, errors.New("nothing is published; see above")}
	}
	if p.Feeds()+p.Resting == 0 {
		return status{refused, errors.New("no feed could be made; nothing is published")}
	}
	if err := then(p); err != nil {
		return err
	}
	if p.Findings.Count(feed.Error) > 0 {
		return status{code: published}
	}
	return nil
}

// print prints the findings that are asked for, or keeps them for the summary.
func (o *options) print(out io.Writer, findings feed.Findings) {
	shown := map[feed.Level]bool{feed.Error: true, feed.Warning: !o.quiet, feed.Info: o.verbose}
	for _, f := range findings {
		switch {
		case !shown[f.Level]:
		case o.format == "json":
			o.shown = append(o.shown, f)
		case o.said.news(f.String()):
			fmt.Fprintln(out, f)
		}
	}
}

// A tense is how what happens to the files is said.
type tense struct {
	nothing string
	counts  string // of files, and of those new, changed, removed and kept
	each    bool   // each file is named, also without --verbose
}

var (
	past   = tense{"nothing changed", "%s new, %d changed, %d removed, %d as they were", false}
	future = tense{"nothing to be changed", "%s to be created, %d to be changed, %d to be removed, %d as they are", true}
)

// verbs say what happens to a file.
var verbs = map[publish.Kind]string{publish.Create: "new", publish.Update: "changed", publish.Remove: "removed"}

// say prints what was done, or would be.
func (o *options) say(out io.Writer, p *press.Proof, t tense) {
	if !o.plain() {
		return
	}
	plan := p.Plan
	if t.each {
		o.foretell(out, p.Outlooks)
	}
	if plan.Writes() == 0 && o.said != nil {
		return
	}
	if plan.Writes() == 0 {
		fmt.Fprintf(out, "%s: %s\n", p, t.nothing)
		return
	}
	for _, change := range plan.Changes {
		if verb, happens := verbs[change.Kind]; happens && (o.verbose || t.each) {
			fmt.Fprintf(out, "%-8s %s (%s)\n", verb, change.Name, size(change))
		}
	}
	if line := told(p.Outlooks); line != "" && !t.each {
		fmt.Fprintln(out, line)
	}
	created := fmt.Sprintf("%d files", plan.Count(publish.Create))
	if plan.Count(publish.Create) == 1 {
		created = "1 file"
	}
	fmt.Fprintf(out, "%s: "+t.counts+"\n", p, created, plan.Count(publish.Update), plan.Count(publish.Remove), plan.Count(publish.Keep))
}

// size is how large a file is, and was.
func size(c publish.Change) string {
	switch c.Kind {
	case publish.Create:
		return weight(c.Size)
	case publish.Remove:
		return weight(c.Before)
	}
	return weight(c.Before) + " to " + weight(c.Size)
}

func weight(n int64) string {
	if n < 10_000 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d KB", (n+512)>>10)
}
