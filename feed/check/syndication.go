package check

// syndication is the syndication module of RSS 1.0, which says how often a feed
// changes (web.resource.org/rss/1.0/modules/syndication).
var syndication = &vocabulary{
	name: "sy", space: "http://purl.org/rss/1.0/modules/syndication/", spec: "RSS syndication module", blanks: true, anywhere: true,
	elements: []element{
		// name, in, times, form, section
		{"updateBase", "channel feed", maybe, w3cDate, "<sy:updateBase>"},
		{"updateFrequency", "channel feed", maybe, positive, "<sy:updateFrequency>"},
		{"updatePeriod", "channel feed", maybe, oneOf("InvalidUpdatePeriod", "hourly", "daily", "weekly", "monthly", "yearly"), "<sy:updatePeriod>"},
	},
}
