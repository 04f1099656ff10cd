package press

import (
	"fmt"
	"sort"

	"dateline/feed"
	"dateline/feed/render"
)

// shorten renders e so that none of its feed files is larger than MaxBytes: as
// many articles in full as fit, the older ones with their summary; and if that
// is too much, only the newest.
func shorten(e feed.Edition, d render.Design, findings *feed.Findings) (feed.Edition, []feed.File, error) {
	files, err := render.Edition(e, d)
	if err != nil || fits(e, files) {
		return e, files, err
	}
	all, whole := len(e.Articles), largest(files)
	most := func(cut func(int) feed.Edition) (feed.Edition, int) {
		n := sort.Search(all, func(n int) bool {
			if files, err = render.Edition(cut(n+1), d); err != nil {
				return true
			}
			return !fits(e, files)
		})
		return cut(n), n
	}
	short, full := most(func(n int) feed.Edition { return e.Shorten(all, n) })
	said := fmt.Sprintf("the %d oldest of %d articles have their summary only", all-full, all)
	if full == 0 && e.Archive == 0 { // where there is an archive, nothing may be in neither
		var keep int
		if short, keep = most(func(n int) feed.Edition { return e.Shorten(n, 0) }); keep == 0 {
			short, keep = e.Shorten(1, 0), 1
		}
		short.Whole = e.Whole && keep == all
		said = fmt.Sprintf("articles have their summary only, and the %d oldest of %d are left out", all-keep, all)
		if keep == all {
			said = fmt.Sprintf("all %d articles have their summary only", all)
		}
	}
	if err != nil {
		return e, nil, err
	}
	findings.Add(feed.Warning, "feed-size", e.Config, "%s would be %d KB and max_bytes is %d KB: %s", e.Address(""), whole>>10, e.MaxBytes>>10, said)
	files, err = render.Edition(short, d)
	return short, files, err
}

// fits reports whether the files are within the bounds of the channel. The page
// for people is not bounded: readers do not fetch it.
func fits(e feed.Edition, files []feed.File) bool {
	return e.MaxBytes == 0 || largest(files) <= e.MaxBytes
}

// largest is the size of the largest feed file in bytes.
func largest(files []feed.File) int {
	size := 0
	for _, f := range files {
		if f.Type != "text/html" {
			size = max(size, len(f.Data))
		}
	}
	return size
}
