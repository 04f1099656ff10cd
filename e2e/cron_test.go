package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// snippet is an example of docs/cron.md: what stands behind the fence with that
// name.
func snippet(t *testing.T, name string) string {
	t.Helper()
	return snippetOf(t, "../docs/cron.md", name)
}

// snippetOf is one of another page.
func snippetOf(t *testing.T, file, name string) string {
	t.Helper()
	page := string(contents(t, file))
	m := regexp.MustCompile("(?ms)^```(?:\\w+ )?" + regexp.QuoteMeta(name) + "$\n(.*?)^```$").FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("%s has no example %s", file, name)
	}
	return m[1]
}

// judgedBy runs a program that others wrote, in a folder with the files, and wants
// it to be content. Where the program is missing the test is skipped.
func judgedBy(t *testing.T, files map[string]string, program string, args ...string) string {
	t.Helper()
	found, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed", program)
	}
	cmd := exec.Command(found, args...)
	cmd.Dir = t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(cmd.Dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%s", program, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func TestCronPublishes(t *testing.T) {
	endToEnd(t)
	t.Parallel() // cron begins with the next minute
	for _, program := range []string{"cron", "unshare"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	if out, err := exec.Command("unshare", "--mount", "true").CombinedOutput(); err != nil {
		t.Skipf("this user can make no mount namespace to keep cron from the machine: %s", out)
	}
	news := cronSite(t)
	runCron(t, news, filepath.Join(news, "public", "feeds.opml"))
	for _, args := range [][]string{{"publish", "--quiet", "--wait", "60s"}, {"check", "public"}} { // the first run may not be over
		cmd := exec.Command(dateline, args...)
		cmd.Dir = news
		if out, err := cmd.CombinedOutput(); err != nil || args[0] == "publish" && len(out) > 0 {
			t.Errorf("dateline %v after cron: %v, says\n%s", args, err, out)
		}
	}
}

// cronSite is the shipped example in a folder of its own, with the crontab for it
// beside.
func cronSite(t *testing.T) (news string) {
	t.Helper()
	dir := t.TempDir()
	news = filepath.Join(dir, "news")
	if err := os.CopyFS(filepath.Join(news, "data"), os.DirFS("../data")); err != nil {
		t.Fatal(err)
	}
	line := strings.NewReplacer("*/5 ", "* ", " dateline cd", " root cd", "/srv/news", news, "PATH=", "PATH="+filepath.Dir(dateline)+":").Replace(snippet(t, "crontab"))
	for name, text := range map[string]string{
		"news/config.toml": string(contents(t, "../config.toml")), "cron.d/dateline": line, "crontab": "", "spool/none": "",
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return news
}

// runCron runs cron until a file is there. It sees the site's crontab alone, and no
// other cron sees that.
func runCron(t *testing.T, news, published string) {
	t.Helper()
	cron := exec.Command("unshare", "--mount", "sh", "-ec", `
		mount --bind "$1/cron.d" /etc/cron.d
		mount --bind "$1/crontab" /etc/crontab
		mount --bind "$1/spool" /var/spool/cron/crontabs
		mount -t tmpfs none /run
		exec cron -f`, "sh", filepath.Dir(news))
	var said strings.Builder
	cron.Stdout, cron.Stderr = &said, &said
	if err := cron.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cron.Wait() }()
	late := time.After(150 * time.Second)
	look := time.NewTicker(200 * time.Millisecond)
	defer look.Stop()
	for there := false; !there; {
		select {
		case <-look.C:
			_, err := os.Stat(published)
			there = err == nil
		case err := <-ended:
			t.Skipf("cron does not run here: %v\n%s", err, said.String())
		case <-late:
			t.Errorf("cron has not published %s in two minutes", published)
			there = true
		}
	}
	cron.Process.Kill()
	<-ended
}

func TestCronUnits(t *testing.T) {
	endToEnd(t)
	units := map[string]string{}
	args := []string{"verify"}
	for _, name := range []string{"dateline.service", "dateline.timer", "dateline-failed@.service"} {
		units[name] = strings.ReplaceAll(snippet(t, name), "/usr/local/bin/dateline", dateline)
		args = append(args, "./"+name)
	}
	if out := judgedBy(t, units, "systemd-analyze", args...); out != "" {
		t.Errorf("systemd-analyze verify says\n%s", out)
	}
	judgedBy(t, units, "systemd-analyze", "security", "--offline=true", "--threshold=20", "./dateline.service") // 2.0 of 10
}

func TestCronWorkflow(t *testing.T) {
	endToEnd(t)
	const version = "v1.7.12"
	install := exec.Command("go", "install", "github.com/rhysd/actionlint/cmd/actionlint@"+version)
	install.Env = append(os.Environ(), "GOBIN="+scratch)
	if out, err := install.CombinedOutput(); err != nil {
		t.Skipf("actionlint %s cannot be installed: %s", version, out)
	}
	judgedBy(t, map[string]string{"feeds.yml": snippet(t, "actions")}, filepath.Join(scratch, "actionlint"), "feeds.yml")
}

// kubectl leaves out what it does not know, so all must be in what it gives back.
func TestCronJob(t *testing.T) {
	endToEnd(t)
	_, job, _ := strings.Cut(snippet(t, "kubernetes"), "\n---\n")
	out := judgedBy(t, map[string]string{"job.yaml": job}, "kubectl", "set", "image", "--local", "-f", "job.yaml", "dateline=other", "-o", "yaml")
	job = regexp.MustCompile(`(?m)image: .*$`).ReplaceAllString(job, "image: other")
	var want, got map[string]any
	for text, into := range map[string]*map[string]any{job: &want, out: &got} {
		if err := yaml.Unmarshal([]byte(text), into); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, alike(got, want)); diff != "" {
		t.Errorf("kubectl reads of the CronJob (-want +got):\n%s", diff)
	}
}

// alike is the part of got whose keys want has.
func alike(got, want any) any {
	switch want := want.(type) {
	case map[string]any:
		part := map[string]any{}
		from, _ := got.(map[string]any)
		for key, value := range want {
			if there, is := from[key]; is {
				part[key] = alike(there, value)
			}
		}
		return part
	case []any:
		part := []any{}
		from, _ := got.([]any)
		for i, value := range from {
			if i < len(want) {
				part = append(part, alike(value, want[i]))
			}
		}
		return part
	}
	return got
}

func TestCronMetrics(t *testing.T) {
	endToEnd(t)
	judgedBy(t, map[string]string{"rules.yml": snippet(t, "prometheus")}, "promtool", "check", "rules", "rules.yml")
	site := example(t)
	name := filepath.Join(t.TempDir(), "dateline.prom")
	cmd := exec.Command(dateline, "publish", "--allow", "base", "--metrics", name, "--now", moment.Format(time.RFC3339))
	cmd.Dir = site.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("publish --metrics: %v\n%s", err, out)
	}
	promtool := exec.Command("promtool", "check", "metrics")
	promtool.Stdin = strings.NewReader(string(contents(t, name)))
	if out, err := promtool.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("promtool check metrics: %v\n%s\n%s", err, out, contents(t, name))
	}
	text := string(contents(t, name))
	for used := range strings.FieldsSeq(regexp.MustCompile(`[^a-z_]+`).ReplaceAllString(snippet(t, "prometheus"), " ")) {
		if strings.HasPrefix(used, "dateline_") && !strings.Contains(text, "\n"+used+" ") && used != "dateline_next_change_timestamp_seconds" {
			t.Errorf("a rule is about %s, which is none of\n%s", used, text)
		}
	}
}
