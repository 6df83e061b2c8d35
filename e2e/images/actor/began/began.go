// Package began says when the process began: the clock is read by its first instructions, before the start of Go, which takes up
// to 4 ms where others want the processor too, and is not what a bench wants to see.
package began

// at is filled by the entry of the program: seconds and nanoseconds.
var at [2]int64

// At is the time of the first instruction, in nanoseconds of the machine's monotonic clock.
func At() int64 {
	return at[0]*1e9 + at[1]
}
