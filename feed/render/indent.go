package render

import "bytes"

// indent writes dense JSON as json.Indent does, each member and item on a line of its own: it
// does not look at what is within a text, and nearly all of a feed is.
func indent(b *bytes.Buffer, dense []byte) {
	depth := 0
	for len(dense) > 0 {
		c, rest := dense[0], dense[1:]
		switch c {
		case '"':
			end := textEnd(dense)
			b.Write(dense[:end])
			rest = dense[end:]
		case '{', '[':
			b.WriteByte(c)
			if rest[0] == '}' || rest[0] == ']' {
				b.WriteByte(rest[0])
				rest = rest[1:]
				break
			}
			depth++
			newLine(b, depth)
		case '}', ']':
			depth--
			newLine(b, depth)
			b.WriteByte(c)
		case ',':
			b.WriteByte(c)
			newLine(b, depth)
		case ':':
			b.WriteString(": ")
		default:
			b.WriteByte(c)
		}
		dense = rest
	}
}

func newLine(b *bytes.Buffer, depth int) {
	b.WriteByte('\n')
	for range depth {
		b.WriteString("  ")
	}
}

// textEnd is where the text ends with which JSON begins: behind the first quotation mark
// that has no backslash of its own.
func textEnd(json []byte) int {
	for end := 1; ; end++ {
		end += bytes.IndexByte(json[end:], '"')
		before := bytes.TrimRight(json[1:end], `\`)
		if (end-1-len(before))%2 == 0 {
			return end + 1
		}
	}
}
