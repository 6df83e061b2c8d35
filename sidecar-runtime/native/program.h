// The functions of the engine that are ours.
#include "quickjs.h"

// Of the object `host`. What records the program has others in their place, which refuse: see record.c.
JSValue host_call(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv, int number);
JSValue host_env(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
JSValue host_load(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);

// TextEncoder, without anything that we don't use.
JSValue create_encoder(JSContext *ctx, JSValueConst target, int argc, JSValueConst *argv);
JSValue encode_text(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv);
