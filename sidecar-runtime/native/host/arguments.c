#include <string.h>

#include "arguments.h"

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

bool take_arguments(JSContext *ctx, const char *kinds, JSValueConst *argv, In *in)
{
    int numbers = 0, texts = 0;
    bool fits = true;
    for (int i = 0; fits && kinds[i] != 0; i++) fits = take(ctx, in, &numbers, &texts, kinds[i], argv[i]);
    return fits;
}

void give_texts(JSContext *ctx, In *in)
{
    for (int i = 0; i < 2; i++)
        if (in->s[i] != NULL) JS_FreeCString(ctx, in->s[i]);
}
