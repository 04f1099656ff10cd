package check

// blogChannel is the module of weblogs of UserLand (backend.userland.com).
var blogChannel = &vocabulary{
	name: "blogChannel", space: "http://backend.userland.com/blogChannelModule", spec: "blogChannel", blanks: true,
	elements: []element{
		// name, in, times, form, section
		{"blink", "channel", maybe, fullURL, "<blogChannel:blink>"},
		{"blogRoll", "channel", maybe, fullURL, "<blogChannel:blogRoll>"},
		{"changes", "channel", maybe, fullURL, "<blogChannel:changes>"},
		{"mySubscriptions", "channel", maybe, fullURL, "<blogChannel:mySubscriptions>"},
	},
}
