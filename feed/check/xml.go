package check

import "dateline/feed"

// xmlRules are why a text is no XML that every reader can parse.
var xmlRules = []Rule{
	{"xml-ampersand", feed.Error, "XML 1.0 §2.4", "SAXError"},
	{"xml-attribute-blank", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-attribute-lt", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-attribute-repeated", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-attribute-unquoted", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-attribute-value", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-cdata-end", feed.Error, "XML 1.0 §2.4", "SAXError"},
	{"xml-character", feed.Error, "XML 1.0 §2.2", "SAXError"},
	{"xml-comment", feed.Error, "XML 1.0 §2.5", "SAXError"},
	{"xml-declaration", feed.Error, "XML 1.0 §2.8", "SAXError"},
	{"xml-declaration-place", feed.Error, "XML 1.0 §2.8", "WPBlankLine"},
	{"xml-depth", feed.Error, "", "SAXError"},
	{"xml-doctype", feed.Error, "XML 1.0 §2.8", "SAXError"},
	{"xml-encoding", feed.Error, "XML 1.0 §4.3.3", "UnicodeError"},
	{"xml-entity", feed.Error, "XML 1.0 §4.1", "UndefinedNamedEntity"},
	{"xml-markup", feed.Error, "XML 1.0 §2.4", "SAXError"},
	{"xml-mismatch", feed.Error, "XML 1.0 §3", "SAXError"},
	{"xml-name", feed.Error, "XML 1.0 §2.3", "SAXError"},
	{"xml-prefix", feed.Error, "Namespaces in XML 1.0 §5", "SAXError"},
	{"xml-root-missing", feed.Error, "XML 1.0 §2.1", "SAXError"},
	{"xml-root-second", feed.Error, "XML 1.0 §2.1", "SAXError"},
	{"xml-target", feed.Error, "XML 1.0 §2.6", "SAXError"},
	{"xml-text-outside", feed.Error, "XML 1.0 §2.1", "SAXError"},
	{"xml-unclosed", feed.Error, "XML 1.0 §3.1", "SAXError"},
	{"xml-utf8", feed.Error, "XML 1.0 §4.3.3", "UnicodeError"},
	{"xml-xmlns", feed.Error, "Namespaces in XML 1.0 §3", "ReservedPrefix"},
	{"xml-xmlns-repeated", feed.Error, "Namespaces in XML 1.0 §6.3", "SAXError"},
}
