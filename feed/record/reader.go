package record

// A Reader reads the files of a folder one by one, also several at once. It must be
// closed.
type Reader struct {
	walk *walk
}

// Open opens the folder for reading.
func (f Folder) Open() (*Reader, error) {
	w, _, err := f.open()
	if err != nil {
		return nil, err
	}
	return &Reader{w}, nil
}

// Close lets go of the folder.
func (r *Reader) Close() error { return r.walk.Close() }

// Read reads the records of the file at a path as List gives it.
func (r *Reader) Read(path string) Records {
	read := r.walk.defaults.notation(path)
	if read == nil {
		return Records{}
	}
	one := r.reading(path)
	if err := one.open(r.walk); err != nil {
		one.unreadable(0, err)
	} else {
		read(one)
		one.in.Close()
	}
	return one.records()
}
