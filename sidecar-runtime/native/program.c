// Runs the compiled TypeScript in QuickJS and gives it the system calls as the object `host`.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "arguments.h"
#include "program.h"
#ifdef __SANITIZE_ADDRESS__
#include "setup.h"
#else
#include "snapshot.h"
#endif

enum {
    EXIT_BUG = 70, // EX_SOFTWARE of sysexits(3)
};

JSValue host_call(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv, int number)
{
    (void)self, (void)argc;
    In in = {0};
    bool fits = take_arguments(ctx, CALLS[number].kinds, argv, &in);
    int64_t value = fits ? CALLS[number].call(&in) : 0;
    if (value < 0) value = -errno;
    give_texts(ctx, &in);
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
    JSValue value = begin_program(ctx, host, argc - 1, argv + 1);
    while (!JS_IsException(value)) {
        JS_FreeValue(ctx, value);
        value = go_on(ctx, host);
    }
    return fail(ctx);
}
