// Compiles a script to bytecode for host/program.c. Runs on the machine that builds, and holds the parser that the native
// waiter leaves out. Usage: compile SCRIPT > bytecode.h
#include <stdio.h>
#include <stdlib.h>

#include "quickjs.h"

static char *read_whole(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) return NULL;
    long size = ftell(file);
    rewind(file);
    char *text = size < 0 ? NULL : malloc((size_t)size + 1);
    if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size || fclose(file) != 0) return NULL;
    text[size] = 0;
    *length = (size_t)size;
    return text;
}

int main(int argc, char **argv)
{
    size_t length, size;
    if (argc != 2) return fputs("usage: compile SCRIPT\n", stderr), 1;
    char *text = read_whole(argv[1], &length);
    if (text == NULL) return perror(argv[1]), 1;
    JSContext *ctx = JS_NewContext(JS_NewRuntime());
    JSValue script = JS_Eval(ctx, text, length, "startgate", JS_EVAL_TYPE_GLOBAL | JS_EVAL_FLAG_STRICT | JS_EVAL_FLAG_COMPILE_ONLY);
    if (JS_IsException(script)) {
        fprintf(stderr, "%s: %s\n", argv[1], JS_ToCString(ctx, JS_GetException(ctx)));
        return 1;
    }
    const uint8_t *bytes = JS_WriteObject(ctx, &size, script, JS_WRITE_OBJ_BYTECODE | JS_WRITE_OBJ_STRIP_SOURCE | JS_WRITE_OBJ_STRIP_DEBUG);
    if (bytes == NULL) return fputs("the script can't be written as bytecode\n", stderr), 1;
    printf("static const unsigned char BYTECODE[] = {");
    for (size_t i = 0; i < size; i++) printf("%s%u,", i % 32 == 0 ? "\n" : "", bytes[i]);
    printf("\n};\n");
    return fflush(stdout) == 0 ? 0 : 1;
}
