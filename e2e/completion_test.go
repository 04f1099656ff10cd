package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The shells themselves complete what the tab key is pressed behind.
func TestShellsComplete(t *testing.T) {
	endToEnd(t)
	shells := map[string]func(t *testing.T, line string) string{"bash": bashCompletes, "fish": fishCompletes}
	for shell, completes := range shells {
		t.Run(shell, func(t *testing.T) {
			installed(t, shell)
			for line, want := range map[string][]string{
				"dateline pub":                     {"publish"},
				"dateline publish --allow ":        {"base", "clock", "flood", "ids", "loss"},
				"dateline explain rss-link-missin": {"rss-link-missing"},
				"dateline links cad":               {"caddy"},
			} {
				got := strings.Split(strings.TrimSpace(completes(t, line)), "\n")
				for i := range got {
					got[i], _, _ = strings.Cut(strings.TrimSpace(got[i]), "\t")
					got[i], _, _ = strings.Cut(got[i], " ")
				}
				if slices.Sort(got); !slices.Equal(got, want) {
					t.Errorf("%s completes %q to %q, want %q", shell, line, got, want)
				}
			}
		})
	}
	t.Run("zsh", func(t *testing.T) { // what completes there cannot be asked without a terminal
		script := filepath.Join(t.TempDir(), "_dateline")
		write(t, script, tell(t, ".", "completion", "zsh"))
		judge(t, installed(t, "zsh"), "-n", script)
	})
}

func bashCompletes(t *testing.T, line string) string {
	t.Helper()
	const loader = "/usr/share/bash-completion/bash_completion"
	if _, err := os.Stat(loader); err != nil {
		t.Skip("bash-completion is not installed")
	}
	return shell(t, "bash", "-c", `
		source `+loader+`
		source <(dateline completion bash)
		COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9
		read -r -a COMP_WORDS <<< "$1"
		[[ $1 != *" " ]] || COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		__start_dateline
		printf '%s\n' "${COMPREPLY[@]}"`, "bash", line)
}

func fishCompletes(t *testing.T, line string) string {
	t.Helper()
	return shell(t, "fish", "--no-config", "-c", `dateline completion fish | source; complete -C "$argv[1]"`, line)
}

// shell runs a shell that finds dateline.
func shell(t *testing.T, program string, args ...string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(dateline)+":"+os.Getenv("PATH"), "HOME="+t.TempDir())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}
