#include "program.h"

// Calls a function of the host object, and then everything that it has led to.
static JSValue call_host(JSContext *ctx, JSValueConst host, const char *name)
{
    JSValue function = JS_GetPropertyStr(ctx, host, name);
    JSValue value = JS_Call(ctx, function, host, 0, NULL);
    JS_FreeValue(ctx, function);
    int jobs = 1;
    JSContext *job;
    while (!JS_IsException(value) && jobs > 0) jobs = JS_ExecutePendingJob(JS_GetRuntime(ctx), &job);
    return jobs < 0 ? JS_EXCEPTION : value;
}

JSValue begin_program(JSContext *ctx, JSValueConst host, int argc, char **argv)
{
    JSValue args = JS_NewArray(ctx);
    for (int i = 0; i < argc; i++) JS_SetPropertyUint32(ctx, args, (uint32_t)i, JS_NewString(ctx, argv[i]));
    JS_SetPropertyStr(ctx, host, "args", args);
    return call_host(ctx, host, "start");
}

JSValue go_on(JSContext *ctx, JSValueConst host) { return call_host(ctx, host, "turn"); }
