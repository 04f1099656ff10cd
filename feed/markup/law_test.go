package markup_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/feed/markup"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// FuzzXML states what holds for every text: offsets are inside of it, what the
// standard library rejects has a fault, and what has none can be written anew.
func FuzzXML(f *testing.F) {
	for _, test := range wellFormed {
		f.Add([]byte(test.text))
	}
	for _, test := range notWellFormed {
		f.Add([]byte(test.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := markup.XML(data)
		if err := inside(d, "xml-"); err != nil {
			t.Fatalf("XML(%q): %v", data, err)
		}
		if len(d.Faults) > 0 {
			return
		}
		if err := read(d, d.Root); err != nil {
			t.Error(err)
		}
		if err := rejected(d); err != nil && d.Doctype < 0 { // the inside of a DOCTYPE is passed over unread
			t.Errorf("XML(%q) has no fault, encoding/xml says %v", data, err)
		}
		var b strings.Builder
		write(&b, d.Root)
		again := markup.XML([]byte(b.String()))
		if len(again.Faults) > 0 {
			t.Fatalf("XML(%q) written as %q has the faults %v", data, b.String(), again.Faults)
		}
		if err := same(d.Root, again.Root); err != nil {
			t.Errorf("XML(%q) written as %q: %v", data, b.String(), err)
		}
	})
}

// same tells where two trees differ, their places aside. It goes down by itself, for
// go-cmp takes time that doubles with each level.
func same(a, b *markup.Node) error {
	if diff := cmp.Diff(a, b, anywhere, unexported); diff != "" {
		return fmt.Errorf("%s (-read +read again):\n%s", a.Path(), diff)
	}
	if len(a.Children) != len(b.Children) {
		return fmt.Errorf("%s has %d children, read again %d", a.Path(), len(a.Children), len(b.Children))
	}
	for i := range a.Children {
		if err := same(a.Children[i], b.Children[i]); err != nil {
			return err
		}
	}
	return nil
}

// anywhere lets two nodes be equal that stand at different places.
var anywhere = cmp.Options{
	cmpopts.IgnoreFields(markup.Node{}, "At", "End", "TextAt", "Parent", "Children", "KeyAt"),
	cmpopts.IgnoreFields(markup.Attr{}, "At", "ValueAt"),
}

// inside tells which offset of a document is not where it ought to be.
func inside(d *markup.Document, codes string) error {
	if len(d.Faults) > 100 || !slices.IsSortedFunc(d.Faults, func(a, b markup.Fault) int { return a.At - b.At }) {
		return fmt.Errorf("%d faults, not at most 100 by place: %v", len(d.Faults), d.Faults)
	}
	for _, f := range d.Faults {
		if f.At < 0 || f.At > len(d.Data) || !strings.HasPrefix(f.Code, codes) || !utf8.ValidString(f.Text) {
			return fmt.Errorf("the fault %+v is outside of %d bytes, or no fault of %s", f, len(d.Data), codes)
		}
		d.Place(f.At)
	}
	for _, at := range []int{d.Declaration, d.Doctype} {
		if at < -1 || at >= max(len(d.Data), 1) {
			return fmt.Errorf("the offset %d is outside of %d bytes", at, len(d.Data))
		}
	}
	if d.Root == nil {
		if len(d.Faults) == 0 {
			return errors.New("neither a root nor a fault")
		}
		return nil
	}
	return placed(d, d.Root, 0, len(d.Data))
}

// read tells which letter of a node's text is not where Inside finds it, for good
// documents. What stands as a reference or an escape is another letter there.
func read(d *markup.Document, n *markup.Node) error {
	if n.Kind == markup.Element || n.Kind == markup.String {
		for i := range min(len(n.Text), 1000) {
			if c := n.Text[i]; c < 'a' || c > 'z' {
				continue
			}
			at := d.Inside(n, i)
			if at < n.At || at >= n.End || d.Data[at] != n.Text[i] && d.Data[at] != '&' && d.Data[at] != '\\' {
				return fmt.Errorf("Inside(%s, %d) = %d, where there is no %q", n.Path(), i, at, n.Text[i])
			}
		}
	}
	for _, c := range n.Children {
		if err := read(d, c); err != nil {
			return err
		}
	}
	return nil
}

// placed tells which offset of a node is outside of its parent.
func placed(d *markup.Document, n *markup.Node, from, to int) error {
	if n.At < from || n.End <= n.At || n.End > to || n.TextAt < n.At || n.TextAt > n.End {
		return fmt.Errorf("%s is at %d to %d with text at %d, not within %d to %d", n.Path(), n.At, n.End, n.TextAt, from, to)
	}
	for _, a := range slices.Concat(n.Attrs, n.Declares) {
		if a.At <= n.At || a.ValueAt < a.At+len(a.Name) || a.ValueAt > n.End {
			return fmt.Errorf("the attribute %s of %s is at %d with its value at %d, not within %d to %d", a.Name, n.Path(), a.At, a.ValueAt, n.At, n.End)
		}
	}
	for _, child := range n.Children {
		if child.Parent != n {
			return fmt.Errorf("the child %q of %s has another parent", child.Name, n.Path())
		}
		if err := placed(d, child, from, n.End); err != nil {
			return err
		}
		from = child.End
	}
	return nil
}

// kinder are the errors of encoding/xml that say nothing about a text's form.
var kinder = []string{
	"unsupported version", // 1.1 and later are read as 1.0 (XML 1.0 §2.8)
	"invalid XML name",    // it knows the letters of the fourth edition (XML 1.0 §2.3)
}

// rejected gives the error of the standard library, if it is one of the text's form.
func rejected(d *markup.Document) error {
	decoder := xml.NewDecoder(bytes.NewReader(d.Data))
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			continue
		}
		for _, text := range kinder {
			if strings.Contains(err.Error(), text) {
				return nil
			}
		}
		return err
	}
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\t", "&#9;", "\n", "&#10;", "\r", "&#13;")

// write writes an element, with its text before its children.
func write(b *strings.Builder, n *markup.Node) {
	name := strings.TrimPrefix(n.Prefix+":"+n.Name, ":")
	b.WriteString("<" + name)
	for _, a := range slices.Concat(n.Declares, n.Attrs) {
		fmt.Fprintf(b, ` %s="%s"`, strings.TrimPrefix(a.Prefix+":"+a.Name, ":"), escaper.Replace(a.Value))
	}
	b.WriteString(">" + escaper.Replace(n.Text))
	for _, child := range n.Children {
		write(b, child)
	}
	b.WriteString("</" + name + ">")
}

// FuzzJSON states that a text has a fault of syntax exactly where the standard
// library rejects it, and that both read the same values.
func FuzzJSON(f *testing.F) {
	for _, test := range goodJSON {
		f.Add([]byte(test.text))
	}
	for _, test := range badJSON {
		f.Add([]byte(test.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := markup.JSON(data)
		if err := inside(d, "json-"); err != nil {
			t.Fatalf("JSON(%q): %v", data, err)
		}
		has := func(code string) bool {
			return slices.ContainsFunc(d.Faults, func(f markup.Fault) bool { return f.Code == code })
		}
		if !has("json-bounds") && len(d.Faults) < 100 && has("json-syntax") == json.Valid(d.Data) {
			t.Errorf("JSON(%q) has the faults %v, json.Valid = %v", data, d.Faults, json.Valid(d.Data))
		}
		if len(d.Faults) > 0 {
			return
		}
		if err := read(d, d.Root); err != nil {
			t.Error(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(d.Data))
		decoder.UseNumber()
		var want any
		if err := decoder.Decode(&want); err != nil {
			t.Fatal(err)
		}
		// Not by go-cmp, which takes time that doubles with each level.
		if got := plain(d.Root); !reflect.DeepEqual(got, want) {
			t.Errorf("JSON(%q) is %v, encoding/json reads %v", data, got, want)
		}
	})
}

// plain gives what encoding/json would make of a node.
func plain(n *markup.Node) any {
	switch n.Kind {
	case markup.Object:
		object := map[string]any{}
		for _, member := range n.Children {
			object[member.Name] = plain(member)
		}
		return object
	case markup.Array:
		array := []any{}
		for _, item := range n.Children {
			array = append(array, plain(item))
		}
		return array
	case markup.Bool:
		return n.Text == "true"
	case markup.Number:
		return json.Number(n.Text)
	case markup.String:
		return n.Text
	}
	return nil
}
