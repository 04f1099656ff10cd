package press

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dateline/feed"
	"dateline/feed/ledger"
	"dateline/feed/record"
	"dateline/feed/value"
)

// stand gives the articles of the records. What was published and cannot be read any
// more stands as it was published last, until it reads again or is removed.
func (p *Proof) stand(records record.Records, others ledger.Others) ([]feed.Article, error) {
	p.unread = map[string]bool{}
	if len(records.Unread) == 0 {
		return records.Articles, nil
	}
	missing := p.missing(records, others)
	copies, err := p.ledger.Copied(slices.Sorted(maps.Keys(missing)))
	for i := range copies {
		copies[i].Record = missing[copies[i].ID]
		p.Findings.Add(feed.Error, "record-kept", copies[i].Record, "%s was published from here, and stays in its feeds as it was until this reads again or is removed", value.Quote(cmp.Or(copies[i].Title, copies[i].URL, copies[i].ID)))
	}
	return slices.Concat(records.Articles, copies), err
}

// missing are the published ids whose records cannot be read, with the places of
// these. Where it is not known which record of a file cannot be read, all are missing
// that are not among the others.
func (p *Proof) missing(records record.Records, others ledger.Others) map[string]feed.Pos {
	read := map[string]bool{} // ids and keys
	known, _ := p.ledger.Identify(records.Articles, "", others)
	for _, a := range slices.Concat(records.Articles, known) {
		read[a.ID], read[a.Key] = true, true
	}
	ids := map[string][]string{} // published ones that are not read, by id, key and file
	for id, v := range p.ledger.IDs {
		switch {
		case read[id] || others.IDs[id]:
		case v.Record == "": // known from a feed alone; it may be any of them
			p.unread[id] = true
		case read[v.Record] || others.Has(v.Record):
		default:
			ids[id] = []string{id}
			ids[v.Record] = append(ids[v.Record], id)
			if i := strings.LastIndexByte(v.Record, '#'); i >= 0 { // one of several
				ids[v.Record[:i]] = append(ids[v.Record[:i]], id)
			}
		}
	}
	missing := map[string]feed.Pos{}
	for _, u := range records.Unread {
		for _, name := range []string{u.ID, u.Key, u.File} {
			for _, id := range ids[name] {
				p.unread[id] = true
				missing[id] = u.Record
			}
			if len(ids[name]) > 0 {
				break
			}
		}
	}
	return missing
}
