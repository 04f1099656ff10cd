package render

import (
	"fmt"
	"html/template"
	"net/url"
	"regexp"
	"strings"
	"time"

	"dateline/feed"
)

// A Hosting is what web servers and pages are told of published feeds.
type Hosting struct {
	Channels []feed.Channel
	Base     string        // the absolute URL at which the world sees the target
	Folder   string        // the target on this machine, absolute
	MaxAge   time.Duration // for which a feed may be kept without asking again, in whole seconds
}

// A Host is one that is told, by its name.
type Host struct {
	Name  string
	About string
	write func(Hosting, *strings.Builder)
}

// Hosts are all that can be told.
var Hosts = []Host{
	{"html", "tags for the head of a page", Hosting.html},
	{"http", "a Link header", Hosting.header},
	{"nginx", "for a server { } of nginx", Hosting.nginx},
	{"caddy", "for a site in a Caddyfile", Hosting.caddy},
	{"apache", "for a <VirtualHost> of Apache", Hosting.apache},
	{"_headers", "the file of Netlify, Cloudflare Pages and the like", Hosting.headers},
	{"s3", "commands of the AWS command line", Hosting.s3},
}

// Tell is what the host is told, lines of text.
func (h Host) Tell(of Hosting) string {
	var b strings.Builder
	h.write(of, &b)
	return b.String()
}

// A kind of file, which a server knows by the last part of its path.
type kind struct {
	name  string
	match string // a regular expression of the last part
	glob  string // of the path
	mime  string // the value of Content-Type
}

// kinds are those that servers take for something else: XML is no feed to them. Pages of
// archives are among them.
var kinds = []kind{
	{"rss", `(?:[0-9]+\.)?rss\.xml`, "*rss.xml", "application/rss+xml; charset=utf-8"},
	{"atom", `(?:[0-9]+\.)?atom\.xml`, "*atom.xml", "application/atom+xml; charset=utf-8"},
	{"json", `(?:feed|[0-9]+)\.json`, "*.json", "application/feed+json"},
	{"opml", `feeds\.opml`, "*.opml", "text/x-opml; charset=utf-8"},
}

// forever is said of media, whose names change with their bytes.
const forever = "public, max-age=31536000, immutable"

// lifetime is the value of Cache-Control for all else (RFC 9111 §5.2.2.1).
func (h Hosting) lifetime() string { return fmt.Sprintf("public, max-age=%d", int(h.MaxAge.Seconds())) }

// path is that of the base, with a slash at its end, as servers match it: decoded.
func (h Hosting) path() string {
	u, err := url.Parse(h.Base)
	if err != nil {
		return "/"
	}
	return strings.TrimSuffix(u.Path, "/") + "/"
}

// each calls do for every format of every feed that people can subscribe to.
func (h Hosting) each(do func(feed.Channel, Format)) {
	for _, c := range h.Channels {
		if c.MovedTo != "" || c.Gone || c.Ended {
			continue
		}
		for _, format := range formatsOf(c) {
			do(c, format)
		}
	}
}

func (h Hosting) html(b *strings.Builder) {
	h.each(func(c feed.Channel, f Format) {
		fmt.Fprintf(b, "<link rel=\"alternate\" type=\"%s\" title=\"%s\" href=\"%s\">\n",
			f.Type, template.HTMLEscapeString(c.Title+" ("+f.Label+")"), template.HTMLEscapeString(c.Address(f.File)))
	})
}

// header is written as RFC 8288 §3 has it; the title in a form that holds any script (RFC
// 8187 §3.2).
func (h Hosting) header(b *strings.Builder) {
	h.each(func(c feed.Channel, f Format) {
		title := strings.ReplaceAll(url.QueryEscape(c.Title+" ("+f.Label+")"), "+", "%20")
		fmt.Fprintf(b, "Link: <%s>; rel=\"alternate\"; type=\"%s\"; title*=UTF-8''%s\n", c.Address(f.File), f.Type, title)
	})
}

func (h Hosting) nginx(b *strings.Builder) {
	path := h.path()
	below := regexp.QuoteMeta(path)
	fmt.Fprintf(b, "# Dateline: within the server { } of %s\n", h.Base)
	fmt.Fprintf(b, "location %q {\n\talias %q;\n\tindex index.html;\n\tcharset utf-8;\n\tadd_header Cache-Control %q;\n}\n", path, h.Folder+"/", h.lifetime())
	fmt.Fprintf(b, "location ^~ %q {\n\talias %q;\n\tadd_header Cache-Control %q;\n}\n", path+"media/", h.Folder+"/media/", forever)
	fmt.Fprintf(b, "location ~ \"^%s(?:.*/)?\\.\" { return 404; }\n", below)
	for _, k := range kinds {
		fmt.Fprintf(b, "location ~ \"^%s((?:.*/)?%s)$\" {\n\talias \"%s/$1\";\n\ttypes { }\n\tdefault_type %q;\n\tadd_header Cache-Control %q;\n}\n", below, k.match, h.Folder, k.mime, h.lifetime())
	}
	b.WriteString("gzip on;\ngzip_vary on;\ngzip_types application/rss+xml application/atom+xml application/feed+json text/x-opml text/css;\n")
}

func (h Hosting) caddy(b *strings.Builder) {
	fmt.Fprintf(b, "# Dateline: within the block of %s\n", h.Base)
	fmt.Fprintf(b, "handle_path %s* {\n\troot * %q\n\tencode zstd gzip\n\t@hidden path_regexp /\\.\n\trespond @hidden 404\n", h.path(), h.Folder)
	fmt.Fprintf(b, "\t@media path /media/*\n\theader @media Cache-Control %q\n\t@other not path /media/*\n\theader @other Cache-Control %q\n", forever, h.lifetime())
	for _, k := range kinds {
		fmt.Fprintf(b, "\t@%s path_regexp /%s$\n\theader @%s Content-Type %q\n", k.name, k.match, k.name, k.mime)
	}
	b.WriteString("\tfile_server\n}\n")
}

func (h Hosting) apache(b *strings.Builder) {
	fmt.Fprintf(b, "# Dateline: within the <VirtualHost> of %s; a2enmod headers deflate alias\n", h.Base)
	b.WriteString("DeflateAlterETag NoChange\n") // else it never answers 304 to who takes gzip
	fmt.Fprintf(b, "Alias %q %q\n<Directory %q>\n\tRequire all granted\n\tOptions -Indexes\n\tDirectoryIndex index.html\n\tHeader set Cache-Control %q\n", h.path(), h.Folder+"/", h.Folder, h.lifetime())
	for _, k := range kinds {
		fmt.Fprintf(b, "\t<FilesMatch \"^%s$\">\n\t\tForceType %q\n\t</FilesMatch>\n", k.match, k.mime)
	}
	b.WriteString("\tAddOutputFilterByType DEFLATE application/rss+xml application/atom+xml application/feed+json text/x-opml text/html text/css\n</Directory>\n")
	fmt.Fprintf(b, "<Directory %q>\n\tHeader set Cache-Control %q\n</Directory>\n", h.Folder+"/media", forever)
	b.WriteString("<LocationMatch \"/\\.\">\n\tRequire all denied\n</LocationMatch>\n")
}

func (h Hosting) headers(b *strings.Builder) {
	b.WriteString("# Dateline: a file called _headers in the root of the site\n")
	h.each(func(c feed.Channel, f Format) {
		mime := f.Type
		for _, k := range kinds {
			if strings.HasPrefix(k.mime, mime) {
				mime = k.mime
			}
		}
		fmt.Fprintf(b, "%s\n  Content-Type: %s\n  Cache-Control: %s\n", pathOf(c.Served(f.File)), mime, h.lifetime())
	})
	fmt.Fprintf(b, "%smedia/*\n  Cache-Control: %s\n", pathOf(h.Base), forever)
}

func (h Hosting) s3(b *strings.Builder) {
	fmt.Fprintf(b, "# Dateline: to where %s is served from; set it first: TARGET=s3://bucket/prefix\n", h.Base)
	fmt.Fprintf(b, "aws s3 sync %s \"$TARGET\" --exclude '*' --include 'media/*' --cache-control '%s'\n", quoted(h.Folder), forever)
	hide := "--exclude '.dateline*' --exclude 'media/*'"
	for _, k := range kinds {
		hide += " --exclude '" + k.glob + "'"
	}
	fmt.Fprintf(b, "aws s3 sync %s \"$TARGET\" %s --cache-control '%s'\n", quoted(h.Folder), hide, h.lifetime())
	for _, k := range kinds {
		fmt.Fprintf(b, "aws s3 cp --recursive %s \"$TARGET\" --exclude '*' --include '%s' --content-type '%s' --cache-control '%s'\n", quoted(h.Folder), k.glob, k.mime, h.lifetime())
	}
}

// quoted is a word as a shell takes it literally.
func quoted(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }
