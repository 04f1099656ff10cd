package serve

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"dateline/feed"
)

// former are the feeds that have moved or are gone, and all others, which may lie among
// those of a pattern.
type former struct {
	channels []feed.Channel
	lines    headers // of all answers
}

func formerOf(o Options) former {
	left := slices.ContainsFunc(o.Channels, left)
	if !left {
		return former{}
	}
	return former{o.Channels, headers{{"Cache-Control", []string{cacheControl(o.MaxAge)}}}}
}

// left reports whether a feed is here no more.
func left(c feed.Channel) bool { return c.Gone || c.MovedTo != "" }

// page is what is said of a file of a feed that has moved, status 301, or is gone, 410;
// nil of any other.
func (f former) page(name string) *page {
	folder, file := split(name)
	kind, _ := typeOf(name)
	if file == "" {
		kind = "html"
	}
	c := channelAt(folder, f.channels)
	format := kind
	switch {
	case c == nil || !left(*c) || kind == "other":
		return nil
	case format != "html" && len(c.Formats) > 0 && !slices.Contains(c.Formats, format):
		return nil
	case c.Gone:
		return notice(kind, http.StatusGone, "this feed is gone\n", slices.Clone(f.lines))
	}
	if file == index {
		file = ""
	}
	to := strings.ReplaceAll(c.MovedTo, slug, feed.EscapePath(slugOf(c.Path, folder))) + file
	return notice(kind, http.StatusMovedPermanently, "this feed is at "+to+"\n", append(slices.Clone(f.lines), header{"Location", []string{to}}))
}

// split takes the folder of a feed from the path of one of its files: rss.xml,
// archive/0001.rss.xml or its page. A file that is none of a feed is given the folder of
// none.
func split(name string) (folder, file string) {
	folder, file = path.Split(name)
	folder = strings.TrimSuffix(folder, "/")
	switch {
	case feedFiles[file] != "" || file == index || file == "":
		return folder, file
	case path.Base(folder) == "archive":
		return strings.TrimSuffix(strings.TrimSuffix(folder, "archive"), "/"), "archive/" + file
	}
	if strings.Contains(file, ".") {
		return name + "/", ""
	}
	return name, "" // the folder without its slash
}

// slug stands for a value in the path of the feeds of each value.
const slug = "{slug}"

// channelAt is the feed in a folder: the one that is configured there, else one of those
// of each value; nil if there is none.
func channelAt(folder string, channels []feed.Channel) *feed.Channel {
	at := slices.IndexFunc(channels, func(c feed.Channel) bool { return c.Path == folder })
	if at < 0 {
		at = slices.IndexFunc(channels, func(c feed.Channel) bool { return slugOf(c.Path, folder) != "" })
	}
	if at < 0 {
		return nil
	}
	return &channels[at]
}

// slugOf is the slug with which a pattern makes a folder; empty if none does.
func slugOf(pattern, folder string) string {
	before, after, has := strings.Cut(pattern, slug)
	if !has || !strings.HasPrefix(folder, before) {
		return ""
	}
	found, _, _ := strings.Cut(folder[len(before):], "/")
	end, _, _ := strings.Cut(after, "/") // of the same part of the path
	found = strings.TrimSuffix(found, strings.ReplaceAll(end, slug, ""))
	if found == "" || strings.ReplaceAll(pattern, slug, found) != folder {
		return ""
	}
	return found
}
