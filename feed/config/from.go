package config

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"dateline/feed"
	"dateline/feed/table"
	"dateline/feed/value"
)

// A Move is a site of a generator as a configuration of ours.
type Move struct {
	Text string   // of the configuration
	Said []string // a sentence each: what could not be translated, and what is to be done

	Theirs bool // the generator would take a config.toml for its own
}

// ErrNoSite says that a folder holds no site of the generator.
var ErrNoSite = errors.New("holds no site of it")

// moves are the generators, as people call them, with what reads their configurations.
var moves = []struct {
	word, name string
	read       func(*move) error
}{
	{"hugo", "Hugo", (*move).hugo},
	{"jekyll", "Jekyll", (*move).jekyll},
	{"zola", "Zola", (*move).zola},
	{"eleventy", "Eleventy", (*move).eleventy},
}

// generators are the words for them.
var generators = func() (words []string) {
	for _, m := range moves {
		words = append(words, m.word)
	}
	return words
}()

// From reads the own configuration of a generator's site, which is in the folder.
func From(generator string, site fs.FS) (Move, error) {
	m := move{site: site, generator: generator, limit: 50, to: "feeds", id: "{url}", urls: map[string]string{}}
	i := slices.Index(generators, generator)
	if i < 0 {
		return Move{}, fmt.Errorf("%q is none of %s", generator, strings.Join(generators, ", "))
	}
	if err := moves[i].read(&m); err != nil {
		return Move{}, err
	}
	text := m.write(moves[i].name)
	return Move{text, m.said, m.theirs}, nil
}

// A move is the work on one site.
type move struct {
	site      fs.FS
	generator string
	said      []string
	theirs    bool
	apart     bool // each language has a folder of its own

	title, url, description, language, zone, rights string
	authors                                         []feed.Person

	path, pattern, id     string
	urls                  map[string]string
	languages, taxonomies []string
	to                    string
	limit                 int
	feeds                 []movedFeed
}

// A movedFeed is one that the generator published.
type movedFeed struct {
	path, each, old, file    string // old is its address there, file what it is called here
	language, category, word string // word stands for {slug} in what is said of it
}

func (m *move) say(format string, args ...any) { m.said = append(m.said, fmt.Sprintf(format, args...)) }

// table reads one of the files by their names without endings; false if there is none.
func (m *move) table(name string) (table.Table, string, error) {
	for _, form := range []struct {
		end  string
		read func([]byte, int) (table.Table, error)
	}{{".toml", table.TOML}, {".yaml", table.YAML}, {".yml", table.YAML}, {".json", table.JSON}} {
		data, err := fs.ReadFile(m.site, name+form.end)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return table.Table{}, "", err
		}
		t, err := form.read(data, 1)
		if err != nil {
			return table.Table{}, "", fmt.Errorf("read %s: %w", name+form.end, err)
		}
		return t, name + form.end, nil
	}
	return table.Table{}, "", nil
}

// there reports whether the site has a file or folder.
func (m *move) there(name string) bool {
	_, err := fs.Stat(m.site, name)
	return err == nil
}

// look finds a value by its keys, of whatever case, with dots between.
func look(t table.Table, name string) table.Value {
	first, rest, deeper := strings.Cut(name, ".")
	for _, e := range t.Entries {
		if !strings.EqualFold(e.Key, first) {
			continue
		}
		if !deeper {
			return e.Value
		}
		if within, err := e.Table(); err == nil {
			return look(within, rest)
		}
	}
	return table.Value{}
}

// lookText is the first text among values; empty if there is none.
func lookText(t table.Table, names ...string) string {
	for _, name := range names {
		if s, err := look(t, name).Text(); err == nil && strings.TrimSpace(s) != "" {
			return value.Line(s)
		}
	}
	return ""
}

// lookTable is a table; empty if there is none.
func lookTable(t table.Table, name string) table.Table {
	within, _ := look(t, name).Table()
	return within
}

// person is an author: a name, or a table with one.
func (m *move) person(v table.Value) {
	for _, item := range v.List() {
		p := feed.Person{}
		if t, err := item.Table(); err == nil {
			p.Name = lookText(t, "name")
			p.Email, _ = value.Email(lookText(t, "email"))
			p.URL, _ = value.WebURL(lookText(t, "url", "uri"), "")
		} else if p.Name, err = item.Text(); err != nil {
			continue
		}
		if p.Name = value.Line(p.Name); p.Name != "" {
			m.authors = append(m.authors, p)
		}
	}
}

// translate is a pattern of addresses in our words; empty if it has none.
func (m *move) translate(what, pattern string) string {
	ours, err := value.Pattern(m.generator, pattern)
	if err == nil && !tellsApart(ours) {
		err = fmt.Errorf("%q tells the articles of one day not apart", pattern)
	}
	if err != nil {
		m.say("%s: %v; write the addresses as [records] url, or as url into the records", what, err)
		return ""
	}
	if !strings.HasPrefix(ours, "/") {
		ours = "/" + ours
	}
	return ours
}

// home sets the address of the site, or one to be replaced.
func (m *move) home(address string) {
	if domain, err := fs.ReadFile(m.site, "CNAME"); address == "" && err == nil {
		address = "https://" + strings.TrimSpace(string(domain))
	}
	ours, err := folderURL(address)
	if err != nil {
		m.say("The configuration says no full address of the site: put it in place of https://example.org/, at both places.")
		ours = "https://example.org/"
	}
	m.url = ours
}

// keys writes keys of a table, each on a line with its comment; those without a value are
// left out.
func keys(b *strings.Builder, rows ...[3]string) {
	const column = 46 // of comments
	for _, row := range rows {
		key, v, comment := row[0], row[1], row[2]
		line := key + " = " + v
		switch {
		case v == "":
		case comment == "":
			fmt.Fprintln(b, line)
		default:
			fmt.Fprintf(b, "%-*s # %s\n", column-1, line, comment)
		}
	}
}

// write is the configuration as text.
func (m *move) write(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Dateline's feeds of a site of %s, made by dateline init --from %s.\n\n[site]\n", name, m.generator)
	keys(&b,
		[3]string{"title", quoted(cmp.Or(m.title, "Untitled")), ""},
		[3]string{"url", quoted(m.url), "relative addresses in records begin here"},
		[3]string{"description", quoted(m.description), ""},
		[3]string{"language", quoted(m.language), "BCP 47"},
		[3]string{"timezone", quoted(m.zone), "of dates without an offset"},
		[3]string{"rights", quoted(m.rights), ""},
		[3]string{"authors", persons(m.authors), "of articles that name none"},
	)
	b.WriteString("\n[records]\n")
	keys(&b,
		[3]string{"path", quoted(m.path), ""},
		[3]string{"generator", quoted(m.generator), "front matter, addresses and shortcodes are read as it means them"},
		[3]string{"url", quoted(m.pattern), "addresses of articles"},
		[3]string{"id", quoted(m.id), "what it called an article, so that no subscriber sees one twice"},
		[3]string{"languages", texts(m.languages), "that names of files end with; the first has no folder"},
		[3]string{"taxonomies", texts(m.taxonomies), "keys that hold tags"},
	)
	if len(m.urls) > 0 {
		b.WriteString("\n[records.urls] # addresses of articles by section\n")
		for _, section := range slices.Sorted(maps.Keys(m.urls)) {
			keys(&b, [3]string{quoted(section), quoted(m.urls[section]), ""})
		}
	}
	b.WriteString("\n[publish]\n")
	keys(&b,
		[3]string{"to", quoted(m.to), "a folder"},
		[3]string{"base", quoted(m.url + "feeds/"), "where the world sees that folder"},
	)
	for _, f := range m.feeds {
		m.writeFeed(&b, f)
	}
	return b.String()
}

// writeFeed writes a feed, and says what redirect its subscribers need.
func (m *move) writeFeed(b *strings.Builder, f movedFeed) {
	fmt.Fprintf(b, "\n[[feed]] # was %s\n", f.old)
	limit, bytes := "the newest articles, as before", ""
	if m.limit == 0 {
		limit, bytes = "all, as before", "0"
	}
	title := "" // what it has by itself
	switch {
	case f.category != "":
		title = "{site} | " + f.category // as jekyll-feed has it
	case f.language != "" && f.each == "":
		title = "{site}"
	}
	keys(b,
		[3]string{"each", quoted(f.each), ""},
		[3]string{"path", toml(f.path), "its folder below `to`"},
		[3]string{"title", quoted(title), ""},
		[3]string{"languages", texts(only(f.language)), ""},
		[3]string{"tags", texts(only(f.category)), ""},
		[3]string{"limit", strconv.Itoa(m.limit), limit},
		[3]string{"max_bytes", bytes, "no bound, as before; 524_288 is what the strictest aggregators take"},
	)
	file := strings.TrimPrefix(path.Join("/", strings.ReplaceAll(f.path, "{slug}", f.word), f.file), "/")
	m.say("Redirect %s to %sfeeds/%s (301), so that its subscribers stay.", f.old, m.url, file)
}

// toml is a text as TOML and JSON write it.
func toml(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.Encode(s) // a string can always be
	return strings.TrimSpace(b.String())
}

// quoted is the same; empty for the empty one.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return toml(s)
}

// only is a list of one; empty for the empty text.
func only(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// texts is a list; empty if nothing is in it.
func texts(all []string) string {
	if len(all) == 0 {
		return ""
	}
	var parts []string
	for _, s := range all {
		parts = append(parts, toml(s))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// persons is a list of tables; empty if nobody is in it.
func persons(all []feed.Person) string {
	var parts []string
	for _, p := range all {
		var fields []string
		for _, field := range [][2]string{{"name", p.Name}, {"email", p.Email}, {"url", p.URL}} {
			if field[1] != "" {
				fields = append(fields, field[0]+" = "+toml(field[1]))
			}
		}
		parts = append(parts, "{ "+strings.Join(fields, ", ")+" }")
	}
	if len(parts) == 0 {
		return ""
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
