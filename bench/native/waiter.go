// The same waiter in Go with net/http. Usage: waiter PORT PATH [COMMAND...]
package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	url := "http://127.0.0.1:" + os.Args[1] + os.Args[2]
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	start := time.Now()
	for said := false; ; said = true {
		tried := time.Now()
		answer, err := client.Get(url)
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode/100 == 2 {
				break
			}
		}
		if !said {
			fmt.Fprintf(os.Stderr, "waiting for %s\n", url)
		}
		pause := min(max(time.Since(start)/50, 10*time.Millisecond), 250*time.Millisecond)
		time.Sleep(time.Until(tried.Add(pause)))
	}
	fmt.Fprintf(os.Stderr, "all gates are passed after %d ms\n", time.Since(start).Milliseconds())
	if len(os.Args) == 3 {
		return
	}
	path, err := exec.LookPath(os.Args[3])
	if err == nil {
		err = syscall.Exec(path, os.Args[3:], os.Environ())
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(127)
}
