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
	for _, rules := range [][]Rule{addressRules, documentRules, dateRules, textRules, typeRules, httpCodes(), namespaceRules, xmlRules, prologueRules, jsonRules, htmlRules} {
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

// byHost finds the rules of modules about elements of other vocabularies.
var byHost = sync.OnceValue(func() map[[2]string][]*rule {
	found := map[[2]string][]*rule{}
	for _, v := range modules {
		for i := range v.rules {
			for on := range strings.FieldsSeq(v.rules[i].on) {
				if host, name, foreign := strings.Cut(on, ":"); foreign {
					found[[2]string{host, name}] = append(found[[2]string{host, name}], &v.rules[i])
				}
			}
		}
	}
	return found
})
