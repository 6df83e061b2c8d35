// Package began says when the process began: it reads the clock before any other package is initialised, since that takes net/http
// longer than all that a bench wants to see.
package began

import _ "unsafe" // for go:linkname

// nanotime is the monotonic clock of the machine.
//
//go:linkname nanotime runtime.nanotime
func nanotime() int64

// At is the time of the first instruction that is ours, in nanoseconds.
var At = nanotime()
