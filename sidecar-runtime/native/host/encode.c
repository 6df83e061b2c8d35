#include "encode.h"

static JSValue encode_text(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    (void)self, (void)argc;
    size_t length;
    const char *text = JS_ToCStringLen(ctx, &length, argv[0]);
    if (text == NULL) return JS_EXCEPTION;
    JSValue bytes = JS_NewUint8ArrayCopy(ctx, (const uint8_t *)text, length);
    JS_FreeCString(ctx, text);
    size_t size;
    uint8_t *at = JS_IsException(bytes) ? NULL : JS_GetUint8Array(ctx, &size, bytes);
    // The engine encodes a lone surrogate like any other character. U+FFFD, which stands for it, has as many bytes.
    for (uint8_t *end = at == NULL ? at : at + length; at < end; at++)
        if (at[0] == 0xed && at[1] >= 0xa0) at[0] = 0xef, at[1] = 0xbf, at[2] = 0xbd;
    return bytes;
}

JSValue create_encoder(JSContext *ctx, JSValueConst target, int argc, JSValueConst *argv)
{
    (void)target, (void)argc, (void)argv;
    JSValue encoder = JS_NewObject(ctx), encode = JS_NewCFunction(ctx, encode_text, "encode", 1);
    if (JS_IsException(encoder) || JS_IsException(encode)) {
        JS_FreeValue(ctx, encode);
    } else if (JS_SetPropertyStr(ctx, encoder, "encode", encode) >= 0) {
        return encoder;
    }
    JS_FreeValue(ctx, encoder);
    return JS_EXCEPTION;
}
