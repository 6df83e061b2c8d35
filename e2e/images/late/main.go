// late stands in an image under the name of another program. After the time in LATE, such as 4s, late becomes that program, which stands
// in /usr/bin. With LATE=never the program does not start. The line "ready" is printed before the program can be ready.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
	"unsafe"
)

const clockMonotonic = 1

func log(event string) {
	var now syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clockMonotonic, uintptr(unsafe.Pointer(&now)), 0)
	fmt.Printf("{\"at\":%d,\"event\":%q}\n", now.Nano(), event)
}

func main() {
	log("started")
	after, err := time.ParseDuration(os.Getenv("LATE"))
	if err != nil {
		time.Sleep(time.Hour)
		os.Exit(1)
	}
	time.Sleep(after)
	log("ready")
	program := filepath.Join("/usr/bin", filepath.Base(os.Args[0]))
	log(syscall.Exec(program, os.Args, os.Environ()).Error())
	os.Exit(1)
}
