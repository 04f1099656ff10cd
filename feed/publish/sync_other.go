//go:build !linux

package publish

// syncAll gives what makes folders durable one by one: more at once is not known here.
func (f *Folder) syncAll() func(name string) error { return f.sync }
