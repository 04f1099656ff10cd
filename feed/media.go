package feed

import "time"

// An Image is the picture of an article.
type Image struct {
	URL     string
	Type    string // media type; empty means unknown
	Length  int64  // bytes; 0 means unknown
	Width   int    // pixels; 0 means unknown
	Height  int    // pixels; 0 means unknown
	Alt     string // what it shows, for those who do not see it
	Caption string
	Credit  string
}

// An Attachment is a file that belongs to an article: an RSS enclosure, an Atom
// enclosure link, a JSON Feed attachment.
type Attachment struct {
	URL      string
	Type     string        // media type
	Length   int64         // bytes; 0 means unknown (RSS Profile §enclosure)
	Duration time.Duration // 0 means unknown
	Title    string
}

// Media is a file beside the records that is published with the feeds, as it is.
type Media struct {
	Path   string // the file on this machine
	Name   string // its slash-separated path in the target: media/HASH/NAME
	SHA256 string // of its bytes, hexadecimal
	Type   string // media type
	Length int64  // bytes
	Width  int    // pixels; 0 for what is no image
	Height int    // pixels; 0 for what is no image
}
