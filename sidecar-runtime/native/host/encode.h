// TextEncoder, without anything that we don't use.
#include "quickjs.h"

JSValue create_encoder(JSContext *ctx, JSValueConst target, int argc, JSValueConst *argv);
