package prose

import (
	"strings"

	"dateline/feed/value"
)

// A candidate is one picture of a srcset.
type candidate struct {
	url        string
	descriptor string // such as 2x or 640w; may be empty
}

const blanks = " \t\n\f\r"

var descriptorForm = value.Regexp(`^[0-9]+(?:\.[0-9]+)?[whx]$`)

// candidates reads a srcset (HTML Standard §4.8.4.2.2): a comma may be part of
// an address, so only a blank or a comma at its end ends it.
func candidates(srcset string) []candidate {
	var list []candidate
	for {
		srcset = strings.TrimLeft(srcset, blanks+",")
		if srcset == "" {
			return list
		}
		var c candidate
		end := strings.IndexAny(srcset, blanks)
		if end < 0 {
			end = len(srcset)
		}
		c.url, srcset = srcset[:end], srcset[end:]
		if strings.HasSuffix(c.url, ",") {
			c.url = strings.TrimRight(c.url, ",")
		} else {
			c.descriptor, srcset, _ = strings.Cut(srcset, ",")
			c.descriptor = strings.Trim(c.descriptor, blanks)
		}
		if c.descriptor == "" || descriptorForm().MatchString(c.descriptor) {
			list = append(list, c)
		}
	}
}

// srcset writes what candidates reads.
func srcset(list []candidate) string {
	var b strings.Builder
	for i, c := range list {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strings.Trim(c.url, ","))
		if c.descriptor != "" {
			b.WriteString(" " + c.descriptor)
		}
	}
	return b.String()
}

// srcsetAddresses is the srcset with its addresses absolute; those that may not
// stand are gone, and the first reason why is told.
func (h home) srcsetAddresses(value string) (string, error) {
	var list []candidate
	var first error
	for _, c := range candidates(value) {
		address, err := h.address(c.url, media)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		list = append(list, candidate{address, c.descriptor})
	}
	if len(list) == 0 && first == nil {
		first = errInvalid
	}
	return srcset(list), first
}
