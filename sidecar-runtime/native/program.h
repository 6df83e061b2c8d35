// The functions of the engine that are ours.
#include "quickjs.h"

// How much more memory than after the last collection is in use when circles of promises and closures are collected.
#define MEMORY_A_COLLECTION (1 << 17)

// Of the object `host`. What records the program has others in their place, which refuse: see record.c.
JSValue host_call(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv, int number);
JSValue host_env(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue host_load(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);

// Begins a program with its arguments, and has it go on, which waits for something to happen. An exception is a bug of the program.
JSValue begin_program(JSContext *ctx, JSValueConst host, int argc, char **argv);
JSValue go_on(JSContext *ctx, JSValueConst host);

// TextEncoder, without anything that we don't use.
JSValue create_encoder(JSContext *ctx, JSValueConst target, int argc, JSValueConst *argv);
JSValue encode_text(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
