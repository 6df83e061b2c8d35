#include "bytecode.h"
#include "program.h"

// What the program is made of beside its main part is read when it is called for: see native/parts.mjs.
JSValue host_load(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    (void)self, (void)argc;
    int number;
    if (JS_ToInt32(ctx, &number, argv[0]) != 0) return JS_EXCEPTION;
    if (number < 1 || (size_t)number > PART_COUNT) return JS_ThrowRangeError(ctx, "host.load: there is no part %d", number);
    JSValue part = JS_ReadObject(ctx, PARTS[number - 1].bytes, PARTS[number - 1].size, JS_READ_OBJ_BYTECODE);
    return JS_IsException(part) ? part : JS_EvalFunction(ctx, part);
}
