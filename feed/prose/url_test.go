package prose

import "testing"

// addresses are what references become on the page of story.
var addresses = []struct{ name, ref, want string }{
	{"relative to a folder", "map.html", story + "map.html"},
	{"parent folder", "../", "https://gazette.example/2026/"},
	{"above the root", "../../../../x", "https://gazette.example/x"},
	{"from the root", "/map", "https://gazette.example/map"},
	{"only a query", "?page=2", story + "?page=2"},
	{"only a fragment", "#fn:1", story + "#fn:1"},
	{"nothing", "", story},
	{"scheme of the base", "//cdn.example/x", "https://cdn.example/x"},
	{"absolute stays", "http://other.example/a?b=c#d", "http://other.example/a?b=c#d"},
	{"no path is added", "https://other.example", "https://other.example"},
	{"scheme in capitals", "HTTPS://Other.Example/A", "https://other.example/A"},
	{"blanks around", " \n map.html\t", story + "map.html"},
	{"line break within", "ma\np.html", story + "map.html"},
	{"blank within", "a map.html", story + "a%20map.html"},
	{"encoded once", "a%20map.html", story + "a%20map.html"},
	{"lone percent sign", "100%.html", story + "100%25.html"},
	{"letters of any script", "карта.html?где=тут#там", story + "%D0%BA%D0%B0%D1%80%D1%82%D0%B0.html?%D0%B3%D0%B4%D0%B5=%D1%82%D1%83%D1%82#%D1%82%D0%B0%D0%BC"},
	{"domain of any script", "https://пример.бел/", "https://xn--e1afmkfd.xn--90ais/"},
	{"port", "https://пример.бел:8080/", "https://xn--e1afmkfd.xn--90ais:8080/"},
	{"IPv6", "http://[2001:DB8::1]:80/", "http://[2001:db8::1]:80/"},
	{"underscore in a host", "https://my_blog.example/", "https://my_blog.example/"},
	{"backslashes", `images\a.png`, story + "images/a.png"},
	{"brackets in a query", "?a[]=1", story + "?a%5B%5D=1"},
	{"second number sign", "#a#b", story + "#a%23b"},
	{"mail", "mailto:desk@gazette.example?subject=a b", "mailto:desk@gazette.example?subject=a%20b"},
	{"telephone", "tel:+375-17-000", "tel:+375-17-000"},
	{"colon in a query", "?t=12:30", story + "?t=12:30"},
	{"file beside the record", "local a.pdf", "https://gazette.example/feeds/media/0a1b2c3d/local%20a.pdf"},
	{"encoded file beside the record", "./local%20a.pdf#page=2", "https://gazette.example/feeds/media/0a1b2c3d/local%20a.pdf#page=2"},
	{"fragment is no file", "#local", story + "#local"},
	{"other site is no file", "//x.example/local.png", "https://x.example/local.png"},
	{"script", "javascript:alert(1)", ""},
	{"script in capitals", "JavaScript:alert(1)", ""},
	{"script with a tab in it", "java\tscript:alert(1)", ""},
	{"script behind a blank", " javascript:alert(1)", ""},
	{"script behind a no-break space", "\u00a0javascript:alert(1)", ""},
	{"old script", "vbscript:x", ""},
	{"data", "data:text/html,x", ""},
	{"file", "file:///etc/passwd", ""},
	{"windows path", `C:\a.png`, ""},
	{"scheme of letters that look alike", "jаvascript:x", ""},
	{"scheme and nothing", "http:", ""},
	{"no host", "https:///x", ""},
	{"blank in a host", "https://a b.example/", ""},
	{"quote in a host", `https://a"b.example/`, ""},
	{"port of letters", "https://a.example:x/", ""},
}

func TestAddress(t *testing.T) {
	home := newHome(story, beside)
	for _, c := range addresses {
		t.Run(c.name, func(t *testing.T) {
			got, err := home.address(c.ref, links)
			if got != c.want || (err != nil) != (c.want == "") {
				t.Errorf("address(%q) = %q, %v, want %q", c.ref, got, err, c.want)
			}
			if again, _ := home.address(got, links); err == nil && again != got {
				t.Errorf("address(%q) = %q, want the same", got, again)
			}
		})
	}
}

func TestAddressWithoutBase(t *testing.T) {
	cases := []struct{ ref, want string }{
		{"a b.html", "a%20b.html"},
		{"../x", "../x"},
		{"#fn:1", "#fn:1"},
		{"//cdn.example/x", "https://cdn.example/x"},
		{"", ""},
	}
	for _, c := range cases {
		if got, _ := newHome("", nil).address(c.ref, links); got != c.want {
			t.Errorf("address(%q) = %q, want %q", c.ref, got, c.want)
		}
	}
}

func TestSrcset(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"two widths", "a.jpg 320w, b.jpg 640w", story + "a.jpg 320w, " + story + "b.jpg 640w"},
		{"no descriptor", "a.jpg", story + "a.jpg"},
		{"commas in the address", "https://i.example/w_300,h_200/a.jpg 2x", "https://i.example/w_300,h_200/a.jpg 2x"},
		{"no blank after a comma after a descriptor", "a.jpg 1x,b.jpg 2x", story + "a.jpg 1x, " + story + "b.jpg 2x"},
		{"comma at the end", "a.jpg 1x, ", story + "a.jpg 1x"},
		{"files beside the record", "local-1.jpg 1x, b.jpg 1.5x", "https://gazette.example/feeds/media/0a1b2c3d/local-1.jpg 1x, " + story + "b.jpg 1.5x"},
		{"a candidate that is no picture", "javascript:x 1x, b.jpg 2x", story + "b.jpg 2x"},
		{"odd descriptor", "a.jpg huge, b.jpg 2x", story + "b.jpg 2x"},
		{"nothing", " , ", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := newHome(story, beside).srcsetAddresses(c.in); got != c.want {
				t.Errorf("srcsetAddresses(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}
