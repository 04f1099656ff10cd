// Package publish puts files where the world sees them.
//
//	folder, err := publish.OpenFolder("public")
//	plan, err := folder.Compare(publish.Set{Files: files})
//	steps, err := folder.Stage(plan)
//	err = folder.Commit(steps)
//
// Compare tells what would happen and changes nothing. Stage writes all changed files
// where nobody sees them, Commit puts them in their places; the others are left
// alone, with their times. Whoever keeps the steps in between can finish with
// RollForward what was broken off.
package publish

import "dateline/feed"

// A Set is all that is to be published.
type Set struct {
	Files []feed.File
	// Media are written where they are missing and never removed: readers keep
	// showing old items.
	Media []feed.Media
	// Known are the files that earlier runs published: SHA-256 by name. Of those
	// that are in no Set any more, Compare removes what is still as it was
	// written.
	Known map[string]string
	// Held reports whether a file is to be left as it is, though it is not in
	// the Set; nil means that none is.
	Held func(name string) bool
}

// Kind says what happens to a file.
type Kind string

// The kinds of change.
const (
	Create Kind = "create"
	Update Kind = "update"
	Remove Kind = "remove"
	Keep   Kind = "keep"  // it is as it should be
	Leave  Kind = "leave" // somebody else wrote or changed it
)

// A Change is what happens to one file.
type Change struct {
	Kind   Kind
	Name   string
	Size   int64  // bytes after; 0 if removed
	Before int64  // bytes before; 0 if there was no such file
	Edited int64  // when the file that is there was written, in nanoseconds since 1970; 0 for media
	SHA256 string // of a feed's file as it will be, or was if it is removed; hexadecimal
	file   feed.File
	media  feed.Media
	step   *Step // of one that was set aside
}

// A Plan is what publishing a Set does.
type Plan struct {
	Changes []Change // by name
}

// Count says how many changes are of the kind.
func (p Plan) Count(kind Kind) int {
	n := 0
	for _, c := range p.Changes {
		if c.Kind == kind {
			n++
		}
	}
	return n
}

// Writes says how many files are created, updated or removed.
func (p Plan) Writes() int { return p.Count(Create) + p.Count(Update) + p.Count(Remove) }
