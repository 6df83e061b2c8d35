// Runs the compiled TypeScript in QuickJS and gives it the system calls as the object `host`.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"
#include "program.h"
#ifdef __SANITIZE_ADDRESS__
#include "setup.h"
#else
#include "snapshot.h"
#endif

enum {
    EXIT_BUG = 70, // EX_SOFTWARE of sysexits(3)
};

static const char *take_text(JSContext *ctx, JSValueConst value)
{
    size_t length = 0;
    const char *text = JS_IsString(value) ? JS_ToCStringLen(ctx, &length, value) : NULL;
    if (text == NULL || strlen(text) == length) return text;
    JS_FreeCString(ctx, text);
    return NULL;
}

static bool take(JSContext *ctx, In *in, int *numbers, int *texts, char kind, JSValueConst value)
{
    switch (kind) {
    case 'b':
        in->bytes = JS_GetUint8Array(ctx, &in->size, value);
        return in->bytes != NULL;
    case 's':
        in->s[*texts] = take_text(ctx, value);
        return in->s[(*texts)++] != NULL;
    case 'd':
        return JS_IsNumber(value) && JS_ToFloat64(ctx, &in->d, value) == 0;
    default:
        return JS_IsNumber(value) && JS_ToInt32(ctx, &in->n[(*numbers)++], value) == 0;
    }
}

JSValue host_call(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv, int number)
{
    (void)self, (void)argc;
    In in = {0};
    int numbers = 0, texts = 0;
    bool fits = true;
    for (int i = 0; fits && CALLS[number].kinds[i] != 0; i++) fits = take(ctx, &in, &numbers, &texts, CALLS[number].kinds[i], argv[i]);
    int64_t value = fits ? CALLS[number].call(&in) : 0;
    if (value < 0) value = -errno;
    for (int i = 0; i < 2; i++)
        if (in.s[i] != NULL) JS_FreeCString(ctx, in.s[i]);
    if (fits) return JS_NewInt64(ctx, value);
    return JS_HasException(ctx) ? JS_EXCEPTION : JS_ThrowTypeError(ctx, "host.%s: an argument of the wrong kind", CALLS[number].name);
}

JSValue host_env(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    (void)self, (void)argc;
    const char *name = JS_ToCString(ctx, argv[0]);
    if (name == NULL) return JS_EXCEPTION;
    const char *value = getenv(name);
    JS_FreeCString(ctx, name);
    return value == NULL ? JS_UNDEFINED : JS_NewString(ctx, value);
}

// The program is at fault, not the user: everything that helps to find the bug.
static int fail(JSContext *ctx)
{
    JSValue error = JS_GetException(ctx);
    const char *message = JS_ToCString(ctx, error);
    JSValue stack = JS_GetPropertyStr(ctx, error, "stack");
    const char *trace = JS_ToCString(ctx, stack);
    fprintf(stderr, "startgate: a bug: %s\n%s", message == NULL ? "unknown" : message, trace == NULL ? "" : trace);
    return EXIT_BUG;
}

static JSValue begin_engine(JSContext **ctx)
{
#ifdef __SANITIZE_ADDRESS__
    // Only its own allocator tells AddressSanitizer where each block ends.
    JSValue host = setup_program(JS_NewRuntime(), ctx);
    if (*ctx != NULL) JS_SetGCThreshold(JS_GetRuntime(*ctx), MEMORY_A_COLLECTION);
    return host;
#else
    return begin_snapshot(ctx);
#endif
}

static JSValue call_host(JSContext *ctx, JSValueConst host, const char *name)
{
    JSValue function = JS_GetPropertyStr(ctx, host, name);
    JSValue value = JS_Call(ctx, function, host, 0, NULL);
    JS_FreeValue(ctx, function);
    return value;
}

// The main part has run, and has set `host.start` and `host.turn`, which waits for something to happen. It ends by `host.exit`.
int main(int argc, char **argv)
{
    if (!host_begin(argc, argv)) {
        perror("startgate");
        return EXIT_BUG;
    }
    JSContext *ctx;
    JSValue host = begin_engine(&ctx);
    if (ctx == NULL) {
        fputs("startgate: out of memory\n", stderr);
        return EXIT_BUG;
    }
    if (JS_IsException(host)) return fail(ctx);
    JSRuntime *runtime = JS_GetRuntime(ctx);
    JSValue args = JS_NewArray(ctx);
    for (int i = 1; i < argc; i++) JS_SetPropertyUint32(ctx, args, (uint32_t)i - 1, JS_NewString(ctx, argv[i]));
    JS_SetPropertyStr(ctx, host, "args", args);
    JSValue value = call_host(ctx, host, "start");
    while (!JS_IsException(value)) {
        JS_FreeValue(ctx, value);
        int jobs;
        JSContext *job;
        while ((jobs = JS_ExecutePendingJob(runtime, &job)) > 0) continue;
        if (jobs < 0) break;
        value = call_host(ctx, host, "turn");
    }
    return fail(ctx);
}
