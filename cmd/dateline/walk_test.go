package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// machine stands before what is typed. A server is asked for its address and ended, a
// feed of the world is one of this folder, served by dateline; and who is not at the
// terminal cannot say that an address is only an example.
const machine = `
trap 'kill $(jobs -p) 2>/dev/null' EXIT
serving() {
	: >"$ROOT/serving"
	command dateline "$@" --listen 127.0.0.1:0 2>"$ROOT/serving" &
	until address=$(grep -o 'http://127.0.0.1:[0-9]*/' "$ROOT/serving"); do kill -0 $! || { cat "$ROOT/serving"; return 1; }; sleep 0.01; done
}
# elsewhere is a feed of the world that stands in srv/hosts.
elsewhere() {
	local url=${!#} && local host=${url#https://}
	local file="$ROOT/srv/hosts/${host%%/*}.xml" code=0
	command dateline "${@/#$url/$file}" >"$ROOT/said" 2>&1 || code=$?
	sed "s|$file|$url|g" "$ROOT/said"
	return $code
}
hugo() { :; }
jekyll() { :; }
zola() { :; }
npx() { :; }
dateline() {
	case "$1 $*" in
	serve*) serving "$@" && kill $! && wait $! ;;
	plan*https://* | import*https://*) elsewhere "$@" ;;
	check*https://*) serving serve && code=0
		command dateline "${@/https:\/\/gazette.example\/feeds\//$address}" --allow-private || code=$?
		kill $! && wait $!
		return $code ;;
	*) command dateline "$@" ;;
	esac
}
`

// mark stands in the output behind that of each command.
const mark = "\x1d"

// A step is a command and the lines that the page shows of what it prints; nil if it shows
// none and the command is to end well.
type step struct {
	line    int
	command string
	shown   []string
}

// walk types what the blocks of a page show, in one shell, in a copy of the shipped
// example, and compares what is printed.
func walk(t *testing.T, session []block) {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is not installed")
	}
	root := machineFor(t)
	absolute := regexp.MustCompile(`(^|[\s>"'=])/(tmp|srv|etc|var)/`)
	var steps []step
	var script strings.Builder
	script.WriteString(machine)
	for _, b := range session {
		for _, s := range stepsOf(t, b) {
			steps = append(steps, s)
			command := absolute.ReplaceAllString(s.command, "${1}"+root+"/$2/")
			if s.shown == nil {
				command = "set -e\n" + command + "\nset +e"
			}
			script.WriteString(command + "\nprintf '" + mark + "'\n")
		}
	}
	cmd := exec.CommandContext(t.Context(), "bash", "-c", script.String())
	cmd.WaitDelay = time.Minute // a server that is left behind keeps the pipe
	cmd.Dir = filepath.Join(root, "repository")
	cmd.Env = append(os.Environ(), "ROOT="+root)
	out, err := cmd.CombinedOutput()
	printed := strings.Split(strings.ReplaceAll(string(out), root, ""), mark)
	for i, s := range steps {
		switch {
		case i >= len(printed)-1:
			t.Fatalf("line %d: %s: %v\n%s", s.line, s.command, err, printed[i])
		case s.shown != nil && !shows(s.shown, printed[i]):
			t.Fatalf("line %d: %s\nis shown to print\n%s\nand prints\n%s", s.line, s.command, strings.Join(s.shown, "\n"), printed[i])
		}
	}
}

// machineFor is a folder with what the pages find on a machine.
func machineFor(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	example := filepath.Join(root, "repository")
	for _, dir := range []string{"tmp", "srv", "etc/bash_completion.d", "etc/nginx/snippets", "repository/bin", "repository/e2e"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(example, "data"), os.DirFS(filepath.Join(repository, "data"))); err != nil {
		t.Fatal(err)
	}
	sites(t, filepath.Join(root, "srv"))
	text, err := os.ReadFile(filepath.Join(repository, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(example, "config.toml"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	dateline, err := exec.LookPath("dateline")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dateline, filepath.Join(example, "bin", "dateline")); err != nil {
		t.Fatal(err)
	}
	return root
}

// sites puts into a folder those that the scripts move: folders of generators, exports,
// and their old feeds by host.
func sites(t *testing.T, dir string) {
	t.Helper()
	for script, as := range map[string]map[string]string{
		"init-from":        nil,
		"import-wordpress": {"export.xml": "wordpress/export.xml", "old.xml": "hosts/blog.gazette.example.xml"},
		"import-ghost":     {"export.json": "ghost/export.json", "old.xml": "hosts/ghost.gazette.example.xml"},
		"import-feed":      {"wild.xml": "hosts/old.gazette.example.xml"},
		"import-jsonl":     {"good.jsonl": "scraped.jsonl"},
	} {
		archive, err := txtar.ParseFile(filepath.Join("testdata", "script", script+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			name := as[f.Name]
			if as == nil {
				name = f.Name
			}
			if name == "" {
				continue
			}
			name = filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

var (
	makeWords = regexp.MustCompile(`^make ([a-z0-9-]+)`)
	cronLine  = regexp.MustCompile(`(?m)^(?:\S+ +){5}(?:dateline )? *(cd .*)$`)
)

// stepsOf takes a block apart. The words of make are those of the Makefile; what they do
// is tried elsewhere.
func stepsOf(t *testing.T, b block) []step {
	t.Helper()
	if b.kind == "crontab" {
		m := cronLine.FindStringSubmatch(b.text)
		if m == nil {
			t.Fatalf("line %d: no line of this crontab has a command", b.line)
		}
		return []step{{line: b.line, command: m[1]}}
	}
	var steps []step
	here := false
	for line := range strings.Lines(b.text) {
		line = strings.TrimSuffix(line, "\n")
		command, prompt := strings.CutPrefix(line, "$ ")
		if m := makeWords.FindStringSubmatch(command); m != nil && !here {
			hasWord(t, b, m[1])
			continue
		}
		last := len(steps) - 1
		switch {
		case here:
			steps[last].command += "\n" + line
			here = line != "END"
		case prompt || b.kind == "sh":
			s := step{line: b.line, command: command}
			if prompt {
				s.shown = []string{}
			}
			steps = append(steps, s)
			here = strings.HasSuffix(command, "<<'END'")
		case last < 0:
			t.Fatalf("line %d: a console begins with $ and a command", b.line)
		default:
			steps[last].shown = append(steps[last].shown, line)
		}
	}
	return steps
}

func hasWord(t *testing.T, b block, word string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "\n"+word+":") {
		t.Errorf("line %d: make knows no %s", b.line, word)
	}
}

// shows reports whether lines are all that is printed, a line ... being any lines and one
// within a line any words.
func shows(lines []string, printed string) bool {
	pattern := "^"
	for _, line := range lines {
		if line == "..." {
			pattern += "(?s:.*)"
		} else {
			pattern += strings.ReplaceAll(regexp.QuoteMeta(line), `\.\.\.`, ".*") + "\n"
		}
	}
	return regexp.MustCompile(pattern + "$").MatchString(printed)
}
