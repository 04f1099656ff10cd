// Package e2e examines published feeds from outside: it runs the command, serves
// what it wrote, and lets real feed readers and judges that others wrote look at
// it. It holds tests only.
//
//	make e2e
//
// runs them; go test alone skips them, since they take minutes. A test whose
// reader or judge is not installed says so and is skipped.
//
// Two sites are published: the shipped example, and testdata/hostile, whose every
// record is awkward in its own way. What readers must show is what the press's
// editions say, never what the files under test say; what the hostile records
// must become is written down by hand in hostile_test.go.
//
// Files are named after what they hold: a reader each (newsboat_test.go), the
// judges that others wrote (judges_test.go), and the rules of the W3C feed
// validator, told anew (rules*_test.go).
package e2e
