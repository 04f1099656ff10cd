package check

import (
	"slices"
	"strings"
	"sync"

	"dateline/feed"
)

// A Rule is what a code stands for.
type Rule struct {
	Code  string     // such as atom-id-missing; its first word is the vocabulary
	Level feed.Level // what it weighs unless Options say otherwise
	Ref   string     // where it is written, such as RFC 4287 §4.2.6; empty if only practice has it
	W3C   string     // the W3C feed validator's name for the same fault, or several with commas between; empty if it has none
}

// Rules are all rules, in the order of their codes. The list is shared: it is not to
// be changed.
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

// byCode finds a rule by its code.
var byCode = sync.OnceValue(func() map[string]Rule {
	rules := map[string]Rule{}
	for _, r := range Rules() {
		rules[r.Code] = r
	}
	return rules
})

// bySpace finds a module by its namespace. Atom is one, too: RSS has its links.
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
