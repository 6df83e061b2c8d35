// Runs the compiled TypeScript in QuickJS and gives it the system calls as the object `host`.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytecode.h"
#include "host.h"
#include "memory.h"
#include "quickjs.h"

enum {
    EXIT_BUG = 70, // EX_SOFTWARE of sysexits(3)
    // How many turns leave their circles of promises and closures behind before they are collected. By itself the engine
    // would collect while the program is loaded, in vain, and then wait until the heap is half as large again.
    TURNS_A_COLLECTION = 64,
    LARGEST_HEAP_WITHOUT_COLLECTION = 1 << 22,
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

static JSValue dispatch(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv, int magic)
{
    (void)self, (void)argc;
    In in = {0};
    int numbers = 0, texts = 0;
    bool fits = true;
    for (int i = 0; fits && CALLS[magic].kinds[i] != 0; i++) fits = take(ctx, &in, &numbers, &texts, CALLS[magic].kinds[i], argv[i]);
    int64_t value = fits ? CALLS[magic].call(&in) : 0;
    if (value < 0) value = -errno;
    for (int i = 0; i < 2; i++)
        if (in.s[i] != NULL) JS_FreeCString(ctx, in.s[i]);
    if (fits) return JS_NewInt64(ctx, value);
    return JS_HasException(ctx) ? JS_EXCEPTION : JS_ThrowTypeError(ctx, "host.%s: an argument of the wrong kind", CALLS[magic].name);
}

static JSValue get_env(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    (void)self, (void)argc;
    const char *name = JS_ToCString(ctx, argv[0]);
    if (name == NULL) return JS_EXCEPTION;
    const char *value = getenv(name);
    JS_FreeCString(ctx, name);
    return value == NULL ? JS_UNDEFINED : JS_NewString(ctx, value);
}

static JSValue run_part(JSContext *ctx, int number)
{
    JSValue part = JS_ReadObject(ctx, PARTS[number].bytes, PARTS[number].size, JS_READ_OBJ_BYTECODE);
    return JS_IsException(part) ? part : JS_EvalFunction(ctx, part);
}

// What the program is made of beside its main part is read when it is called for: see native/parts.mjs.
static JSValue load_part(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    (void)self, (void)argc;
    int number;
    if (JS_ToInt32(ctx, &number, argv[0]) != 0) return JS_EXCEPTION;
    if (number < 0 || (size_t)number >= sizeof PARTS / sizeof PARTS[0]) return JS_ThrowRangeError(ctx, "host.load: there is no part %d", number);
    return run_part(ctx, number);
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

static JSContext *create_context(JSRuntime *runtime)
{
    JSContext *ctx = runtime == NULL ? NULL : JS_NewContextRaw(runtime);
    bool ready = ctx != NULL && JS_AddIntrinsicBaseObjects(ctx) == 0 && JS_AddIntrinsicJSON(ctx) == 0 && JS_AddIntrinsicMapSet(ctx) == 0 &&
                 JS_AddIntrinsicTypedArrays(ctx) == 0 && JS_AddIntrinsicPromise(ctx) == 0;
    return ready ? ctx : NULL;
}

static JSValue create_host(JSContext *ctx, int argc, char **argv)
{
    JSValue host = JS_NewObject(ctx);
    JSValue args = JS_NewArray(ctx);
    for (int i = 1; i < argc; i++) JS_SetPropertyUint32(ctx, args, (uint32_t)i - 1, JS_NewString(ctx, argv[i]));
    JS_SetPropertyStr(ctx, host, "args", args);
    JS_SetPropertyStr(ctx, host, "env", JS_NewCFunction(ctx, get_env, "env", 1));
    JS_SetPropertyStr(ctx, host, "load", JS_NewCFunction(ctx, load_part, "load", 1));
    for (int i = 0; i < CALL_COUNT; i++) {
        int length = (int)strlen(CALLS[i].kinds);
        JS_SetPropertyStr(ctx, host, CALLS[i].name, JS_NewCFunctionMagic(ctx, dispatch, CALLS[i].name, length, JS_CFUNC_generic_magic, i));
    }
    return host;
}

int main(int argc, char **argv)
{
    if (!host_begin(argc, argv)) {
        perror("startgate");
        return EXIT_BUG;
    }
#ifdef __SANITIZE_ADDRESS__
    // Only its own allocator tells AddressSanitizer where each block ends.
    JSRuntime *runtime = JS_NewRuntime();
#else
    JSRuntime *runtime = JS_NewRuntime2(&MEMORY, NULL);
#endif
    JSContext *ctx = create_context(runtime);
    if (ctx == NULL) {
        fputs("startgate: out of memory\n", stderr);
        return EXIT_BUG;
    }
    JS_SetGCThreshold(runtime, LARGEST_HEAP_WITHOUT_COLLECTION);
    JSValue host = create_host(ctx, argc, argv);
    JSValue global = JS_GetGlobalObject(ctx);
    JS_SetPropertyStr(ctx, global, "host", JS_DupValue(ctx, host));
    JS_FreeValue(ctx, global);
    JSValue value = run_part(ctx, 0);
    // The program sets `host.turn`, which waits for something to happen, and ends by `host.exit`.
    for (int turns = 0; !JS_IsException(value); turns = (turns + 1) % TURNS_A_COLLECTION) {
        JS_FreeValue(ctx, value);
        int jobs;
        JSContext *job;
        while ((jobs = JS_ExecutePendingJob(runtime, &job)) > 0) continue;
        if (jobs < 0) break;
        if (turns == TURNS_A_COLLECTION - 1) JS_RunGC(runtime);
        JSValue turn = JS_GetPropertyStr(ctx, host, "turn");
        value = JS_Call(ctx, turn, host, 0, NULL);
        JS_FreeValue(ctx, turn);
    }
    return fail(ctx);
}
