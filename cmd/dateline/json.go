package main

import (
	"encoding/json"
	"io"

	"dateline/feed"
)

// A jsonPrinter prints an object a line for each file.
type jsonPrinter struct{ lines *json.Encoder }

func newJSONPrinter(out io.Writer, _ *judging) printer {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	return jsonPrinter{lines}
}

// An object is a file as it is printed.
type object struct {
	File     string   `json:"file"`
	Type     string   `json:"type"`
	Valid    bool     `json:"valid"`
	Findings []remark `json:"findings"`
}

type remark struct {
	Code   string     `json:"code"`
	Level  feed.Level `json:"level"`
	Line   int        `json:"line"`
	Column int        `json:"column"`
	Path   string     `json:"path,omitempty"`
	Text   string     `json:"text"`
	Ref    string     `json:"ref,omitempty"`
	W3C    string     `json:"w3c,omitempty"`
	Record string     `json:"record,omitempty"`
}

func (p jsonPrinter) print(v verdict) {
	j := object{v.file.Name, v.report.Type, v.report.Valid(), []remark{}}
	for _, f := range v.shown {
		j.Findings = append(j.Findings, remarkOf(f))
	}
	p.lines.Encode(j)
}

func remarkOf(f feed.Finding) remark {
	return remark{f.Code, f.Level, f.Pos.Line, f.Pos.Column, f.Path, f.Text, f.Ref, f.W3C, f.Record.String()}
}

func (jsonPrinter) end() {}
