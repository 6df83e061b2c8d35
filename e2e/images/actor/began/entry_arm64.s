#include "textflag.h"

// entry is where the kernel begins the program (see ldflags in ../../images.ts): clock_gettime(CLOCK_MONOTONIC, &at), then the start of Go.
TEXT ·entry(SB), NOSPLIT|NOFRAME, $0
	MOVD $113, R8
	MOVD $1, R0
	MOVD $·at(SB), R1
	SVC
	JMP  _rt0_arm64_linux(SB)
