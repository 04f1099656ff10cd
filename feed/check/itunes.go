package check

import (
	"strings"

	"dateline/feed"
)

const itunesSpace = "http://www.itunes.com/dtds/podcast-1.0.dtd"

// itunes is what Apple Podcasts and most other directories read of a podcast
// (podcasters.apple.com/support/823-podcast-requirements).
var itunes = &vocabulary{
	name: "itunes", space: itunesSpace, spec: "Apple Podcasts",
	elements: []element{
		// name, in, times, form, section
		{"applepodcastsverify", inShows, maybe, anything, "<itunes:applepodcastsverify>"},
		{"author", inPodcasts, maybe, headline, "<itunes:author>"},
		{"block", inPodcasts, maybe, oneOfAnyCase("InvalidYesNoClean", "yes", "no", "clean"), "<itunes:block>"},
		{"category", inShows + " category", many, anything, "<itunes:category>"},
		{"complete", inShows, maybe, oneOfAnyCase("InvalidYesNo", "yes", "no"), "<itunes:complete>"},
		{"duration", inItems, maybe, form{check: playingTime, w3c: "InvalidDuration"}, "<itunes:duration>"},
		{"email", "owner", maybe, form{check: trimmed(addrSpec), w3c: "InvalidAddrSpec"}, "<itunes:owner>"},
		{"episode", inItems, maybe, positive, "<itunes:episode>"},
		{"episodeType", inItems, maybe, oneOfAnyCase("InvalidItunesEpisodeType", "full", "trailer", "bonus"), "<itunes:episodeType>"},
		{"explicit", inPodcasts, maybe, oneOfAnyCase("InvalidTrueFalse", strings.Fields("true false "+olderExplicit)...), "<itunes:explicit>"},
		{"image", inPodcasts, maybe, anything, "<itunes:image>"},
		{"isClosedCaptioned", inItems, maybe, oneOfAnyCase("InvalidYesNo", "yes", "no"), "<itunes:isClosedCaptioned>"},
		{"keywords", inPodcasts, maybe, plain, "<itunes:keywords>"},
		{"name", "owner", maybe, headline, "<itunes:owner>"},
		{"new-feed-url", inShows, maybe, form{check: trimmed(fullAddress), w3c: "InvalidFullLink"}, "<itunes:new-feed-url>"},
		{"order", inItems, maybe, positive, "<itunes:order>"},
		{"owner", inShows, maybe, anything, "<itunes:owner>"},
		{"season", inItems, maybe, positive, "<itunes:season>"},
		{"subtitle", inPodcasts, maybe, plain, "<itunes:subtitle>"},
		{"summary", inPodcasts, maybe, plain, "<itunes:summary>"},
		{"title", inPodcasts, maybe, headline, "<itunes:title>"},
		{"type", inShows, maybe, oneOfAnyCase("InvalidItunesChannelType", "episodic", "serial"), "<itunes:type>"},
	},
	attributes: []attribute{
		// name, on, must, form, section
		{"href", "image", true, fullURL, "<itunes:image>"},
		{"text", "category", true, anything, "<itunes:category>"},
	},
	rules: []rule{
		{Rule{"itunes-category-replaced", feed.Warning, "Apple Podcasts <itunes:category>", "ObsoleteItunesCategory"}, "category", categoryReplaced},
		{Rule{"itunes-category-unlisted", feed.Error, "Apple Podcasts <itunes:category>", "InvalidItunesCategory"}, "category", categoryUnlisted},
		{Rule{"itunes-description-long", feed.Warning, "Apple Podcasts <description>", "TooLong"}, "rss:channel", descriptionLong},
		{Rule{"itunes-email-missing", feed.Warning, "Apple Podcasts <itunes:owner>", "MissingItunesEmail"}, "rss:channel atom:feed", emailMissing},
		{Rule{"itunes-enclosure-format", feed.Warning, "Apple Podcasts <enclosure>", "UnsupportedItunesFormat"}, "rss:channel atom:feed", enclosureFormat},
		{Rule{"itunes-enclosure-used-twice", feed.Warning, "Apple Podcasts <enclosure>", ""}, "rss:channel atom:feed", enclosureTwice},
		{Rule{"itunes-encoding", feed.Warning, "Apple Podcasts §RSS", "NotUTF8"}, "rss:channel atom:feed", podcastEncoding},
		{Rule{"itunes-episode-missing", feed.Warning, "Apple Podcasts <itunes:episode>", ""}, "rss:channel atom:feed", episodeMissing},
		{Rule{"itunes-explicit-older", feed.Warning, "Apple Podcasts <itunes:explicit>", ""}, "explicit", explicitOlder},
		{Rule{"itunes-image-format", feed.Warning, "Apple Podcasts <itunes:image>", "UnsupportedItunesFormat"}, "image", imageFormat},
		{Rule{"itunes-keywords-list", feed.Warning, "Apple Podcasts <itunes:keywords>", "InvalidKeywords"}, "keywords", keywordsList},
		{Rule{"itunes-show-incomplete", feed.Warning, "Apple Podcasts §Required tags", "MissingItunesElement"}, "rss:channel atom:feed", showIncomplete},
		{Rule{"itunes-text-long", feed.Error, "Apple Podcasts", "TooLong"}, "keywords subtitle summary", itunesLong},
	},
}

// Where the elements of podcasts stand: what a feed has, its copy in a source has.
const (
	inShows    = "channel feed source"
	inPodcasts = inShows + " " + inItems
)

// olderExplicit are what explicit was before 2019: yes and explicit said that it
// is, no and clean that it is not.
const olderExplicit = "yes no clean explicit"

// playingTime is a number of seconds, MM:SS or HH:MM:SS.
var playingTime = shaped(`^\s*(?:\d+|\d+(?::[0-5]\d){1,2})\s*$`, "a playing time", "1754 (seconds), 29:14 or 1:02:30")
