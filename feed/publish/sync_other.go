//go:build !linux

package publish

// syncsAll reports whether syncAll makes more durable than folders.
const syncsAll = false

// syncAll gives what makes folders durable one by one: more at once is not known here.
func (f *Folder) syncAll() func(name string) error { return f.sync }
