package feed

// A File is one file of a feed, whole, as it will be served.
type File struct {
	Name string // slash-separated path in the target, such as section/world/rss.xml
	Type string // media type, such as application/rss+xml
	Data []byte
}
