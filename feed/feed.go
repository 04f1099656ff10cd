// Package feed holds the nouns of feed publishing: an [Article] and the people,
// media and places in it, the [Channel] that picks articles, the [Edition] that
// it brings out, the [File] that readers fetch, and the [Finding] that judges
// what people wrote.
//
// It does no input or output, reads no clock and imports the standard library
// alone. The rooms beside it are verbs, and package press joins them in a line:
//
//	record  reads articles          render   an Edition into Files
//	prose   makes bodies fit        publish  puts Files where the world sees them
package feed

// Version is that of Dateline, as feeds and the command tell it.
const Version = "0.1.0"
