// Runs a program while it is recorded, and finds out which blocks of its heap it uses: see place_blocks.
#include "quickjs.h"

// The blocks are spread over so many bytes.
void rehearse(JSContext *ctx, JSValueConst host, size_t heap_size, int argc, char **argv);

bool is_rehearsed(void);
// What a call of the host gives while it is rehearsed.
JSValue rehearsed_call(JSContext *ctx, JSValueConst *argv, int number);
JSValue rehearsed_env(JSContext *ctx, JSValueConst name);
