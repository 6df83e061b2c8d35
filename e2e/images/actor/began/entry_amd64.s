#include "textflag.h"

// entry is where the kernel begins the program (see ldflags in ../../images.ts): clock_gettime(CLOCK_MONOTONIC, &at), then the start of Go.
TEXT ·entry(SB), NOSPLIT|NOFRAME, $0
	MOVL $228, AX
	MOVL $1, DI
	LEAQ ·at(SB), SI
	SYSCALL
	JMP  _rt0_amd64_linux(SB)
