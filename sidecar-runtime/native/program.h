// The functions of the engine that are ours.
#include "quickjs.h"

// How much more memory than after the last collection is in use when circles of promises and closures are collected.
#define MEMORY_A_COLLECTION (1 << 17)

// Of the object `host`. What records the program has others in their place, which refuse: see record.c.
JSValue host_call(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv, int number);
JSValue host_env(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue host_load(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);

// TextEncoder, without anything that we don't use.
JSValue create_encoder(JSContext *ctx, JSValueConst target, int argc, JSValueConst *argv);
JSValue encode_text(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
