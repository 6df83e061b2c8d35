// actor is a container that does as its arguments say. Each line of its log is a JSON object with the monotonic clock of the
// machine in nanoseconds, so that the order of events in several containers can be told.
package main

import (
	"actor/began"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

var (
	listen    = flag.String("listen", "", "address of an HTTP server with /ready, such as :8080")
	socket    = flag.String("socket", "", "the same on a unix socket")
	touch     = flag.String("touch", "", "file that is made when it is ready")
	ready     = flag.Duration("ready", 0, "it is ready after this time; negative: never")
	unready   = flag.Duration("unready", 0, "then not any more after this time")
	again     = flag.Duration("again", 0, "then again after this time")
	failed    = flag.Bool("failed", false, "while it is not ready it says that it will never be")
	hang      = flag.Bool("hang", false, "while it is not ready it does not answer")
	delay     = flag.Duration("delay", 0, "how long each answer takes")
	status    = flag.Int("status", http.StatusOK, "the status of the answer while it is ready")
	asked     = flag.Bool("asked", false, "it logs each request when it arrives")
	names     = flag.String("names", "", "address of a name server over UDP: while it is ready each name is 127.0.0.1, otherwise there is none")
	exitAfter = flag.Duration("exit", -1, "it ends after this time")
	code      = flag.Int("code", 0, "its exit code then")
	tells     = flag.Bool("sandbox", false, "its first line says where /etc/resolv.conf comes from: another place in each sandbox of its Pod")
	stop      = flag.Duration("stop", 0, "how long it takes to end after SIGTERM")
	stopCode  = flag.Int("stop-code", 0, "its exit code then")
)

const clockMonotonic = 1

func monotonic() int64 {
	var now syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clockMonotonic, uintptr(unsafe.Pointer(&now)), 0)
	return now.Nano()
}

func log(at int64, event string) {
	fmt.Printf("{\"at\":%d,\"event\":%q}\n", at, event)
}

// sandbox is the path on the node that /etc/resolv.conf is mounted from; empty if it is not mounted.
func sandbox() string {
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	for _, line := range strings.Split(string(mounts), "\n") {
		if fields := strings.Fields(line); len(fields) > 4 && fields[4] == "/etc/resolv.conf" {
			return fields[3]
		}
	}
	return ""
}

var isReady atomic.Bool

func answer(writer http.ResponseWriter, _ *http.Request) {
	if *asked {
		log(monotonic(), "asked")
	}
	time.Sleep(*delay)
	if isReady.Load() {
		writer.WriteHeader(*status)
		return
	}
	if *hang {
		time.Sleep(time.Hour)
	}
	if *failed {
		writer.Header().Set("Startgate-Status", "failed")
		writer.Header().Set("Startgate-Reason", "no licence")
	}
	writer.WriteHeader(http.StatusServiceUnavailable)
}

func serve(network, address string) {
	if address == "" {
		return
	}
	listener, err := net.Listen(network, address)
	if err != nil {
		log(monotonic(), err.Error())
		os.Exit(1)
	}
	go http.Serve(listener, http.HandlerFunc(answer))
}

// turn says so before it happens: what others see of it is later than its line in the log.
func turn(value bool) {
	event := "not-ready"
	if value {
		event = "ready"
	}
	log(monotonic(), event)
	isReady.Store(value)
	if value && *touch != "" {
		if err := os.WriteFile(*touch, nil, 0o644); err != nil {
			log(monotonic(), err.Error())
			os.Exit(1)
		}
	}
}

func changes() {
	if *ready < 0 {
		return
	}
	time.Sleep(*ready)
	turn(true)
	if *unready > 0 {
		time.Sleep(*unready)
		turn(false)
		if *again > 0 {
			time.Sleep(*again)
			turn(true)
		}
	}
}

func main() {
	flag.Parse()
	if *tells {
		fmt.Printf("{\"at\":%d,\"event\":\"started\",\"sandbox\":%q}\n", began.At(), sandbox())
	} else {
		log(began.At(), "started")
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	serve("tcp", *listen)
	serve("unix", *socket)
	serveNames(*names)
	go changes()
	var end <-chan time.Time
	if *exitAfter >= 0 {
		end = time.After(*exitAfter)
	}
	select {
	case <-end:
		log(monotonic(), "ended")
		os.Exit(*code)
	case <-signals:
		log(monotonic(), "stopping")
		time.Sleep(*stop)
		log(monotonic(), "stopped")
		os.Exit(*stopCode)
	}
}
