#include <string.h>

#define MAIN_PART
#include "bytecode.h"
#include "program.h"
#include "setup.h"

enum {
    // By itself the engine would collect while the program is loaded, in vain, and then wait until the heap is half as
    // large again: program.c collects.
    LARGEST_HEAP_WITHOUT_COLLECTION = 1 << 22,
};

static const struct {
    const char *name, *kinds;
} CALLS[] = {
#define CALL(name, kinds, call) {name, kinds},
#include "calls.h"
#undef CALL
};

static JSContext *create_context(JSRuntime *runtime)
{
    JSContext *ctx = runtime == NULL ? NULL : JS_NewContextRaw(runtime);
    bool ready = ctx != NULL && JS_AddIntrinsicBaseObjects(ctx) == 0 && JS_AddIntrinsicJSON(ctx) == 0 && JS_AddIntrinsicMapSet(ctx) == 0 &&
                 JS_AddIntrinsicTypedArrays(ctx) == 0 && JS_AddIntrinsicPromise(ctx) == 0;
    return ready ? ctx : NULL;
}

static JSValue create_host(JSContext *ctx)
{
    JSValue host = JS_NewObject(ctx);
    JS_SetPropertyStr(ctx, host, "args", JS_UNDEFINED);
    JS_SetPropertyStr(ctx, host, "env", JS_NewCFunction(ctx, host_env, "env", 1));
    JS_SetPropertyStr(ctx, host, "load", JS_NewCFunction(ctx, host_load, "load", 1));
    for (int i = 0; i < (int)(sizeof CALLS / sizeof CALLS[0]); i++) {
        int length = (int)strlen(CALLS[i].kinds);
        JS_SetPropertyStr(ctx, host, CALLS[i].name, JS_NewCFunctionMagic(ctx, host_call, CALLS[i].name, length, JS_CFUNC_generic_magic, i));
    }
    return host;
}

JSValue setup_program(JSRuntime *runtime, JSContext **context)
{
    JSContext *ctx = *context = create_context(runtime);
    if (ctx == NULL) return JS_NULL;
    JS_SetGCThreshold(runtime, LARGEST_HEAP_WITHOUT_COLLECTION);
    JSValue host = create_host(ctx);
    JSValue global = JS_GetGlobalObject(ctx);
    JS_SetPropertyStr(ctx, global, "host", JS_DupValue(ctx, host));
    JS_SetPropertyStr(ctx, global, "TextEncoder", JS_NewCFunction2(ctx, create_encoder, "TextEncoder", 0, JS_CFUNC_constructor, 0));
    JS_FreeValue(ctx, global);
    JSValue main = JS_ReadObject(ctx, MAIN, sizeof MAIN, JS_READ_OBJ_BYTECODE);
    JSValue done = JS_IsException(main) ? main : JS_EvalFunction(ctx, main);
    if (JS_IsException(done)) return done;
    JS_FreeValue(ctx, done);
    return host;
}
