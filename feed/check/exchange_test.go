package check

import (
	"net/textproto"
	"regexp"
	"strconv"
	"strings"

	"dateline/feed"
)

// exchange reads requests and answers as curl -v shows them: lines of a request
// begin with >, those of the head of an answer with <, and its body stands below,
// unpacked. An address is written whole in the first line of its request.
//
// The first answer that is no redirect is that with the feed. Requests with a
// condition come behind it.
func exchange(text string) (feed.File, *Served) {
	var s Served
	var file feed.File
	for _, m := range messages(text) {
		body := []byte(m.body)
		location, redirect := m.answer["Location"]
		condition := ""
		for _, name := range []string{"If-None-Match", "If-Modified-Since"} {
			if m.request[name] != nil {
				condition = name
			}
		}
		if s.Asked == "" {
			s.Asked = m.address
		}
		switch {
		case condition != "":
			same := m.status == 200 && m.body == string(file.Data)
			s.Revisits = append(s.Revisits, Revisit{condition, sent(m.request, condition), m.status, m.answer, same})
		case redirect && m.status/100 == 3:
			s.Redirects = append(s.Redirects, Redirect{m.status, location[0]})
		default:
			file = feed.File{Name: m.address, Data: body}
			s.Address, s.Status, s.Header, s.Transferred = m.address, m.status, m.answer, int64(len(body))
			length, err := strconv.Atoi(sent(m.answer, "Content-Length"))
			s.Cut = err == nil && length > len(body)
		}
	}
	return file, &s
}

// A message is a request with its answer.
type message struct {
	address         string
	request, answer map[string][]string
	status          int
	body            string
}

func messages(text string) []*message {
	var all []*message
	m := &message{request: map[string][]string{}, answer: map[string][]string{}}
	for line := range strings.Lines(text) {
		mark, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		words := strings.Fields(rest)
		name, value, header := strings.Cut(rest, ": ")
		name = textproto.CanonicalMIMEHeaderKey(name)
		switch {
		case mark == ">" && len(words) == 3 && words[0] == "GET":
			m = &message{address: words[1], request: map[string][]string{}, answer: map[string][]string{}}
			all = append(all, m)
		case mark == ">" && header:
			m.request[name] = append(m.request[name], value)
		case mark == "<" && header:
			m.answer[name] = append(m.answer[name], value)
		case mark == "<" && len(words) > 1:
			m.status, _ = strconv.Atoi(words[1])
		case mark != "<" && mark != ">":
			m.body += filler.ReplaceAllStringFunc(line, fill)
		}
	}
	return all
}

// filler stands for articles that an example has no room for.
var filler = regexp.MustCompile(`<!-- \d+ bytes -->`)

func fill(comment string) string {
	size, _ := strconv.Atoi(strings.Fields(comment)[1])
	return "<!--" + strings.Repeat(" ", min(size, 2<<20)) + "-->"
}
