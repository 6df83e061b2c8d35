package main

import (
	"encoding/binary"
	"net"
	"os"
)

const (
	head     = 12
	typeA    = 1
	replied  = 0x8180
	noSuch   = 0x8183
	toItself = 0xc000 | head // a pointer to the name in the question
)

func serveNames(address string) {
	if address == "" {
		return
	}
	socket, err := net.ListenPacket("udp", address)
	if err != nil {
		log(monotonic(), err.Error())
		os.Exit(1)
	}
	go func() {
		question := make([]byte, 512)
		for {
			size, sender, err := socket.ReadFrom(question)
			if err != nil {
				return
			}
			if size > head+4 {
				socket.WriteTo(reply(question[:size]), sender)
			}
		}
	}()
}

// reply answers a message with one question and nothing behind the question. An IPv6 address is asked for in vain.
func reply(question []byte) []byte {
	message := append([]byte(nil), question...)
	flags := replied
	if !isReady.Load() {
		flags = noSuch
	}
	binary.BigEndian.PutUint16(message[2:], uint16(flags))
	isA := binary.BigEndian.Uint16(message[len(message)-4:]) == typeA
	if flags == noSuch || !isA {
		return message
	}
	binary.BigEndian.PutUint16(message[6:], 1)
	record := []byte{toItself >> 8, toItself & 0xff, 0, typeA, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1}
	return append(message, record...)
}
