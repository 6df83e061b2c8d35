// peer waits as others do, for the bench to compare with: `peer poll URL PERIOD` asks a server again and again, as a script in a
// hook does; `peer file PATH PERIOD COMMAND [ARG...]` looks for a file and becomes the command, as an entrypoint wrapper does;
// `peer step PATH PERIOD POST COMMAND [ARG...]` looks for a file, runs the command, and leaves a file for the next in the row;
// `peer nothing - 0s` ends at once.
package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func answers(url string) bool {
	client := http.Client{Timeout: time.Second}
	response, err := client.Get(url)
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusOK
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func until(test func(string) bool, target string, period time.Duration) {
	for !test(target) {
		time.Sleep(period)
	}
}

func main() {
	period, err := time.ParseDuration(os.Args[3])
	if err != nil {
		panic(err)
	}
	switch os.Args[1] {
	case "nothing":
	case "poll":
		until(answers, os.Args[2], period)
	case "file":
		until(exists, os.Args[2], period)
		err := syscall.Exec(os.Args[4], os.Args[4:], os.Environ())
		fmt.Fprintln(os.Stderr, err)
		os.Exit(126)
	case "step":
		until(exists, os.Args[2], period)
		command := exec.Command(os.Args[5], os.Args[6:]...)
		command.Stdout, command.Stderr = os.Stdout, os.Stderr
		if err := command.Run(); err != nil {
			panic(err)
		}
		if err := os.WriteFile(os.Args[4], nil, 0o644); err != nil {
			panic(err)
		}
	}
}
