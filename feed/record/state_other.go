//go:build !linux

package record

import "io/fs"

// stateOf is the state of a file. When it changed is not known here.
func stateOf(info fs.FileInfo) State {
	return State{Size: info.Size(), Edited: info.ModTime().UnixNano()}
}
