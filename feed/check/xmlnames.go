package check

// xmlNames are the attributes that XML has for every element (XML Base §3,
// XML 1.0 §2.12).
var xmlNames = &vocabulary{
	name: "xml", space: "http://www.w3.org/XML/1998/namespace", spec: "XML", open: true,
	attributes: []attribute{
		// name, on, must, form, section
		{"base", "", false, reference, "Base §3"},
		{"lang", "", false, form{check: anyLanguage, w3c: "InvalidLanguage"}, "1.0 §2.12"},
	},
}

// anyLanguage is a language tag, or nothing, which takes back that of the elements
// around.
func anyLanguage(s string) error {
	if s == "" {
		return nil
	}
	return languageTag(s)
}
