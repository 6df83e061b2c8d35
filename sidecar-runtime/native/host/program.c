// Runs the compiled TypeScript in QuickJS and gives it the system calls as the object `host`.
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "arguments.h"
#include "bytecode.h"
#include "encode.h"
#include "memory.h"

enum {
    EXIT_BUG = 70, // EX_SOFTWARE of sysexits(3)
    // Bytes in use at which circles are collected for the first time. With its default the engine would collect while it loads the
    // program, in vain; that takes 500 KB.
    COLLECT_AT = 640 << 10,
};

static JSValue host_call(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv, int number)
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

static JSValue host_env(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    (void)self, (void)argc;
    const char *name = JS_ToCString(ctx, argv[0]);
    if (name == NULL) return JS_EXCEPTION;
    const char *value = getenv(name);
    JS_FreeCString(ctx, name);
    return value == NULL ? JS_UNDEFINED : JS_NewString(ctx, value);
}

static int fail_without_memory(void)
{
    fputs("startgate: out of memory\n", stderr);
    return EXIT_BUG;
}

// The program is at fault, not the user: everything that helps to find the bug.
static int fail(JSContext *ctx)
{
    JSValue error = JS_GetException(ctx);
    // There was not even enough for an error.
    if (!JS_IsError(error)) return fail_without_memory();
    const char *message = JS_ToCString(ctx, error);
    JSValue stack = JS_GetPropertyStr(ctx, error, "stack");
    const char *trace = JS_ToCString(ctx, stack);
    fprintf(stderr, "startgate: a bug: %s\n%s", message == NULL ? "unknown" : message, trace == NULL ? "" : trace);
    return EXIT_BUG;
}

static JSRuntime *create_runtime(void)
{
#ifdef __SANITIZE_ADDRESS__
    // Only its own allocator tells AddressSanitizer where each block ends.
    return JS_NewRuntime();
#else
    return JS_NewRuntime2(&MEMORY, NULL);
#endif
}

// What the program uses of JavaScript, and nothing else: what is not named here is not linked.
static JSContext *create_context(JSRuntime *runtime)
{
    JSContext *ctx = runtime == NULL ? NULL : JS_NewContextRaw(runtime);
    bool ready = ctx != NULL && JS_AddIntrinsicBaseObjects(ctx) == 0 && JS_AddIntrinsicJSON(ctx) == 0 && JS_AddIntrinsicMapSet(ctx) == 0 &&
                 JS_AddIntrinsicTypedArrays(ctx) == 0 && JS_AddIntrinsicPromise(ctx) == 0;
    return ready ? ctx : NULL;
}

// The engine would store an exception like any other value.
static bool put(JSContext *ctx, JSValueConst object, const char *name, JSValue value)
{
    return !JS_IsException(value) && JS_SetPropertyStr(ctx, object, name, value) >= 0;
}

static JSValue create_args(JSContext *ctx, int argc, char **argv)
{
    JSValue args = JS_NewArray(ctx);
    for (int i = 0; i < argc && !JS_IsException(args); i++) {
        JSValue text = JS_NewString(ctx, argv[i]);
        if (!JS_IsException(text) && JS_SetPropertyUint32(ctx, args, (uint32_t)i, text) >= 0) continue;
        JS_FreeValue(ctx, args);
        args = JS_EXCEPTION;
    }
    return args;
}

static JSValue create_host(JSContext *ctx, int argc, char **argv)
{
    JSValue host = JS_NewObject(ctx);
    bool made = !JS_IsException(host) && put(ctx, host, "args", create_args(ctx, argc, argv)) && put(ctx, host, "env", JS_NewCFunction(ctx, host_env, "env", 1));
    for (int i = 0; made && i < CALL_COUNT; i++) {
        const char *name = CALLS[i].name;
        made = put(ctx, host, name, JS_NewCFunctionMagic(ctx, host_call, name, (int)strlen(CALLS[i].kinds), JS_CFUNC_generic_magic, i));
    }
    if (made) return host;
    JS_FreeValue(ctx, host);
    return JS_EXCEPTION;
}

// Gives the whole pages of the bytecode back to the system: they are read once. Where the system refuses, they stay.
static void drop_bytecode(void)
{
    uintptr_t page = (uintptr_t)getpagesize(), start = (uintptr_t)BYTECODE + page - 1, end = (uintptr_t)BYTECODE + sizeof BYTECODE;
    start -= start % page;
    end -= end % page;
    if (end > start) madvise((void *)start, end - start, MADV_DONTNEED);
}

// Gives the program what it needs, and begins it.
static JSValue begin_program(JSContext *ctx, JSValueConst host)
{
    JSValue global = JS_GetGlobalObject(ctx);
    bool given = put(ctx, global, "host", JS_DupValue(ctx, host)) &&
                 put(ctx, global, "TextEncoder", JS_NewCFunction2(ctx, create_encoder, "TextEncoder", 0, JS_CFUNC_constructor, 0));
    JS_FreeValue(ctx, global);
    JSValue program = given ? JS_ReadObject(ctx, BYTECODE, sizeof BYTECODE, JS_READ_OBJ_BYTECODE) : JS_EXCEPTION;
    drop_bytecode();
    return JS_IsException(program) ? program : JS_EvalFunction(ctx, program);
}

// Goes on with everything that has happened, then calls `host.turn`, which waits until something happens.
static JSValue go_on(JSContext *ctx, JSValueConst host)
{
    int jobs;
    JSContext *job;
    while ((jobs = JS_ExecutePendingJob(JS_GetRuntime(ctx), &job)) > 0) continue;
    if (jobs < 0) return JS_EXCEPTION;
    JSValue turn = JS_GetPropertyStr(ctx, host, "turn");
    JSValue value = JS_Call(ctx, turn, host, 0, NULL);
    JS_FreeValue(ctx, turn);
    return value;
}

// The program ends by `host.exit`.
int main(int argc, char **argv)
{
    if (!host_begin(argc, argv)) {
        perror("startgate");
        return EXIT_BUG;
    }
    JSRuntime *runtime = create_runtime();
    JSContext *ctx = create_context(runtime);
    if (ctx == NULL) return fail_without_memory();
    JS_SetGCThreshold(runtime, COLLECT_AT);
    JSValue host = create_host(ctx, argc - 1, argv + 1);
    JSValue value = JS_IsException(host) ? JS_EXCEPTION : begin_program(ctx, host);
    while (!JS_IsException(value)) {
        JS_FreeValue(ctx, value);
        value = go_on(ctx, host);
    }
    return fail(ctx);
}
