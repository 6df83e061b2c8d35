// pause holds the namespaces of a Pod: it sleeps until it is told to end. Where the Pod shares its process namespace it is
// process 1: with SIGCHLD ignored the kernel buries the orphans itself.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	signal.Ignore(syscall.SIGCHLD)
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGINT, syscall.SIGTERM)
	<-end
}
