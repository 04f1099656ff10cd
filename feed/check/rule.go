package check

import (
	"slices"
	"strings"
	"sync"

	"dateline/feed"
)

// A Rule is what a code stands for.
type Rule struct {
	Code  string // such as atom-id-missing
	Level feed.Level
	Ref   string // where it is written, such as RFC 4287 §4.2.6
	W3C   string // the W3C feed validator's name for the same fault; empty if it has none
}

// Rules are all rules, by code.
var Rules = sync.OnceValue(func() []Rule {
	var all []Rule
	for _, v := range slices.Concat(vocabularies, modules) {
		all = append(all, v.codes()...)
	}
	for _, rules := range [][]Rule{addressRules, documentRules, dateRules, httpCodes(), namespaceRules, xmlRules, prologueRules, jsonRules, htmlRules} {
		all = append(all, rules...)
	}
	slices.SortFunc(all, func(a, b Rule) int { return strings.Compare(a.Code, b.Code) })
	return slices.CompactFunc(all, func(a, b Rule) bool { return a.Code == b.Code })
})

// byCode finds rules.
var byCode = sync.OnceValue(func() map[string]Rule {
	rules := map[string]Rule{}
	for _, r := range Rules() {
		rules[r.Code] = r
	}
	return rules
})

// bySpace finds modules.
var bySpace = sync.OnceValue(func() map[string]*vocabulary {
	found := map[string]*vocabulary{}
	for _, v := range append(slices.Clone(modules), atom) {
		found[v.space] = v
	}
	return found
})
