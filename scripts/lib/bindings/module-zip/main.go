// Command module-zip makes the zip of a Go module as a module proxy serves it: module-zip <folder> <module>@<version> <file>.
package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: module-zip <folder> <module>@<version> <file>")
	}
	path, version, _ := strings.Cut(args[1], "@")
	file, err := os.Create(args[2])
	if err != nil {
		return err
	}
	if err := zip.CreateFromDir(file, module.Version{Path: path, Version: version}, args[0]); err != nil {
		return err
	}
	return file.Close()
}
