package feed_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says which rooms of the house each one may use. Verbs never use each
// other: press alone joins them, and the command above it.
var rooms = map[string][]string{
	"feed":                {},
	"feed/value":          {},
	"feed/table":          {"feed", "feed/value"},
	"feed/config":         {"feed", "feed/table", "feed/value"},
	"feed/markup":         {},
	"feed/intake":         {"feed", "feed/markup", "feed/table", "feed/value"},
	"feed/record":         {"feed", "feed/table", "feed/value"},
	"feed/prose":          {"feed", "feed/value"},
	"feed/ledger":         {"feed", "feed/value"},
	"feed/render":         {"feed", "feed/value"},
	"feed/publish":        {"feed", "feed/value"},
	"feed/check":          {"feed", "feed/markup", "feed/value"},
	"feed/fetch":          {"feed", "feed/value"},
	"feed/websub":         {"feed", "feed/value"},
	"feed/serve":          {"feed", "feed/value"},
	"feed/index":          {"feed"},
	"feed/press":          {"feed", "feed/check", "feed/config", "feed/index", "feed/intake", "feed/ledger", "feed/prose", "feed/publish", "feed/record", "feed/render", "feed/value", "feed/websub"},
	"cmd/dateline":        {"cmd/dateline/memory", "feed", "feed/check", "feed/config", "feed/ledger", "feed/fetch", "feed/press", "feed/publish", "feed/record", "feed/serve", "feed/table", "feed/value", "feed/websub"},
	"cmd/dateline/memory": {},
	"bench":               {"feed", "feed/check", "feed/config", "feed/press", "feed/prose", "feed/record", "feed/render"},
	"bench/gorilla":       {},
	"bench/lister":        {},
	"bench/peers":         {"bench"},
	"bench/serve":         {"bench"},
	"bench/stopwatch":     {},
	"e2e":                 {},
}

func TestRoomsUseOnlyTheRoomsBelowThem(t *testing.T) {
	for _, p := range packages(t, "./...") {
		room := strings.TrimPrefix(p.ImportPath, "dateline/")
		allowed, known := rooms[room]
		if !known {
			t.Errorf("%s is a room that this test does not know; say which rooms it may use", room)
		}
		for _, used := range p.Imports {
			used, ours := strings.CutPrefix(used, "dateline/")
			if ours && !slices.Contains(allowed, used) {
				t.Errorf("%s uses %s", room, used)
			}
		}
	}
}

func TestNounsImportTheStandardLibraryAlone(t *testing.T) {
	for _, p := range packages(t, "dateline/feed") {
		for _, used := range p.Imports {
			if strings.Contains(used, ".") || strings.HasPrefix(used, "dateline/") {
				t.Errorf("feed imports %s", used)
			}
		}
	}
}

func TestTheSmallLibraryIsSmall(t *testing.T) {
	heavy := []string{"database/sql", "modernc.org/sqlite", "net/http", "github.com/spf13/cobra"}
	for _, p := range packages(t, "-deps", "dateline/feed/record", "dateline/feed/prose", "dateline/feed/render", "dateline/feed/check") {
		if slices.Contains(heavy, p.ImportPath) {
			t.Errorf("record, prose, render and check together link %s", p.ImportPath)
		}
	}
}

// Every line of go.mod names the rooms that need the module, and they do.
func TestModulesHaveTheirRooms(t *testing.T) {
	data, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if !strings.HasPrefix(line, "\t") || strings.Contains(line, "// indirect") {
			continue
		}
		_, comment, _ := strings.Cut(line, "// ")
		users, reason, said := strings.Cut(strings.TrimSpace(comment), ": ")
		if !said || reason == "" {
			t.Errorf("go.mod: %s has no comment such as // prose: Markdown", fields[0])
		}
		want[fields[0]] = users
	}
	users := map[string]map[string]bool{}
	for _, p := range packages(t, "./...") {
		for _, used := range p.Imports {
			for module := range want {
				if used == module || strings.HasPrefix(used, module+"/") {
					if users[module] == nil {
						users[module] = map[string]bool{}
					}
					users[module][path.Base(p.ImportPath)] = true
				}
			}
		}
	}
	for module, said := range want {
		used := strings.Join(slices.Sorted(maps.Keys(users[module])), ", ")
		if used == "" {
			used = "tests"
		}
		sorted := strings.Split(said, ", ")
		slices.Sort(sorted)
		if said := strings.Join(sorted, ", "); said != used {
			t.Errorf("go.mod says that %s is for %s; it is used by %s", module, said, used)
		}
	}
}

// What depends on the machine comes in as an argument; only the command looks.
func TestOnlyTheCommandSeesTheMachine(t *testing.T) {
	seeing := map[string]bool{
		"os.Args": true, "os.Environ": true, "os.Exit": true, "os.Getenv": true, "os.LookupEnv": true, "os.Stderr": true, "os.Stdout": true,
		"time.Local": true, "time.Now": true, "time.Since": true,
	}
	inspect(t, ".", func(at token.Position, n ast.Node) {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if of, ok := s.X.(*ast.Ident); ok && seeing[of.Name+"."+s.Sel.Name] {
				t.Errorf("%s: %s.%s belongs to the command", at, of.Name, s.Sel.Name)
			}
		}
	})
}

// What value.Regexp is given is compiled when it is used, which may be on a bad day.
func TestRegularExpressionsCompile(t *testing.T) {
	compiling := map[string]bool{"Regexp": true, "shaped": true}
	count := 0
	inspect(t, "..", func(at token.Position, n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return
		}
		var name string
		switch called := call.Fun.(type) {
		case *ast.Ident:
			name = called.Name
		case *ast.SelectorExpr:
			name = called.Sel.Name
		}
		if !compiling[name] {
			return
		}
		count++
		if _, err := regexp.Compile(spelled(call.Args[0])); err != nil {
			t.Errorf("%s: %v", at, err)
		}
	})
	if count < 100 {
		t.Errorf("%d regular expressions are found; there are many more", count)
	}
}

// spelled is the text of an expression as far as it stands there; x is for what is named.
func spelled(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value)
		return text
	case *ast.BinaryExpr:
		return spelled(e.X) + spelled(e.Y)
	}
	return "x"
}

// inspect shows each node of the program's files below a folder, tests aside.
func inspect(t *testing.T, folder string, see func(token.Position, ast.Node)) {
	t.Helper()
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if n != nil {
				see(set.Position(n.Pos()), n)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// goPackage is what go list tells of a package.
type goPackage struct {
	ImportPath string
	Imports    []string // those of tests aside
}

func packages(t *testing.T, patterns ...string) []goPackage {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports"}, patterns...)...)
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) == 0 {
		t.Fatal("go list named no package")
	}
	return all
}
