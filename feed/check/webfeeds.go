package check

import "dateline/feed"

// webfeeds is how a feed is to look in Feedly (blog.feedly.com, "10 ways to
// optimize your feed"). There is no specification, only what Feedly shows.
var webfeeds = &vocabulary{
	name: "webfeeds", space: "http://webfeeds.org/rss/1.0", spec: "Feedly", blanks: true, anywhere: true, open: true,
	elements: []element{
		// name, in, times, form, section
		{"accentColor", inShows, many, form{check: hexColour, level: feed.Warning}, "<webfeeds:accentColor>"},
		{"analytics", inShows, many, anything, "<webfeeds:analytics>"},
		{"cover", inShows, many, anything, "<webfeeds:cover>"},
		{"icon", inShows, many, picture, "<webfeeds:icon>"},
		{"logo", inShows, many, picture, "<webfeeds:logo>"},
		{"related", inShows, many, anything, "<webfeeds:related>"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"image", "cover", false, picture, "<webfeeds:cover>"},
		{"layout", "related", false, form{check: oneOf("", "card").check, level: feed.Warning}, "<webfeeds:related>"},
		{"target", "related", false, form{check: oneOf("", "browser").check, level: feed.Warning}, "<webfeeds:related>"},
	},
}

// picture is the address of one.
var picture = form{check: fullAddress, w3c: "InvalidFullLink", attr: "InvalidURLAttribute", level: feed.Warning}

// hexColour is a colour without the # that it has elsewhere.
var hexColour = shaped(`^(?:[0-9A-Fa-f]{3}){1,2}$`, "a colour in hexadecimal digits", "0A7BC2")
