package press

import (
	"errors"
	"maps"
	"slices"

	"dateline/feed/ledger"
	"dateline/feed/publish"
)

// Publish carries out the plan. All files are staged; then the ledger takes up what
// is published now, with the intent to put them in their places; then that is done.
// A run that is broken off before leaves all as it was, one that is broken off later
// is finished by [Press.Resume].
func (p *Proof) Publish() error {
	if p.Rests {
		return nil
	}
	if err := p.catalogue.save(); err != nil {
		return err
	}
	steps, err := p.begin()
	if err != nil {
		return err
	}
	if len(steps) > 0 {
		p.press.trace("put in place")
		if err := p.folder.Commit(steps); err != nil {
			return err
		}
		clear(p.ledger.Intent)
	}
	if err := p.remain(); err != nil {
		return err
	}
	return p.ledger.Save()
}

// begin stages the files and notes what is published now, and the steps that are left
// to be done.
func (p *Proof) begin() ([]publish.Step, error) {
	p.press.trace("write")
	steps, err := p.folder.Stage(p.Plan)
	if err != nil {
		return nil, err
	}
	if err := p.remember(steps); err != nil {
		return nil, errors.Join(err, p.folder.Clear())
	}
	p.ledger.Intent = map[string]ledger.Step{}
	for _, s := range steps {
		p.ledger.Intent[s.Name] = ledger.Step{Remove: s.Remove, SHA256: s.SHA256}
	}
	if p.press.Config.Publish.IDs != "" { // before the ledger, over which it rules: what is in it and not yet published does no harm
		err = p.ledger.WriteList(p.press.Config.Publish.IDs)
	}
	if err == nil {
		err = p.ledger.Save()
	}
	if err != nil {
		return nil, errors.Join(err, p.folder.Clear())
	}
	p.intended = len(steps) > 0
	return steps, nil
}

// Resume finishes what a run that was broken off had begun, and says of how many
// files. Whoever publishes calls it first, under the lock.
func (p Press) Resume() (int, error) {
	target, err := p.target()
	if err != nil {
		return 0, err
	}
	unfinished, err := ledger.Unfinished(p.Config.Publish.Ledger, target)
	if err != nil {
		return 0, err
	}
	folder, err := publish.OpenFolder(p.Config.Publish.To)
	if err != nil {
		return 0, err
	}
	defer folder.Close()
	if !unfinished {
		return 0, folder.Clear()
	}
	l, _, err := p.Ledger()
	if err != nil {
		return 0, err
	}
	var steps []publish.Step
	for _, name := range slices.Sorted(maps.Keys(l.Intent)) {
		steps = append(steps, publish.Step{Name: name, Remove: l.Intent[name].Remove, SHA256: l.Intent[name].SHA256})
	}
	done, err := folder.RollForward(steps)
	if err != nil {
		return 0, err
	}
	clear(l.Intent)
	return done, l.Save()
}
