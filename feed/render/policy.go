package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"slices"
	"strings"
)

// policyMark stands in a page for the policy, which is known when the page is written. No
// text of a feed can hold it.
const policyMark template.HTMLAttr = "content=\"\x00\""

// withPolicy puts into a page what it may load (CSP 3): its own style and script, each
// by its hash, and images from the origins. Nothing else is loaded or run, whatever a
// feed holds. It works from any server, and from a file.
func withPolicy(text []byte, origins []string) []byte {
	if !bytes.Contains(text, []byte(policyMark)) {
		return text
	}
	policy := []string{"default-src 'none'", "base-uri 'none'", "form-action 'none'"}
	for _, kind := range []string{"style", "script"} {
		if hashes := hashesOf(text, kind); hashes != "" {
			policy = append(policy, kind+"-src"+hashes)
		}
	}
	if len(origins) > 0 {
		slices.Sort(origins)
		policy = append(policy, "img-src "+strings.Join(slices.Compact(origins), " "))
	}
	return bytes.Replace(text, []byte(policyMark), []byte(`content="`+strings.Join(policy, "; ")+`"`), 1)
}

// hashesOf are those of the elements of a name, as a source list (CSP 3 §2.3.1).
func hashesOf(text []byte, name string) string {
	var b strings.Builder
	for {
		_, rest, found := bytes.Cut(text, []byte("<"+name+">"))
		inner, after, closed := bytes.Cut(rest, []byte("</"+name+">"))
		if !found || !closed {
			return b.String()
		}
		sum := sha256.Sum256(inner)
		b.WriteString(" 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'")
		text = after
	}
}
