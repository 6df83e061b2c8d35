// Compiles a script to bytecode for program.c. Runs on the machine that builds, and holds the parser that the
// native startgate leaves out. Usage: compile SCRIPT... > bytecode.h
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

static int compile(JSContext *ctx, const char *path, int number)
{
    size_t length, size;
    char *text = read_whole(path, &length);
    if (text == NULL) return perror(path), 1;
    char name[16];
    snprintf(name, sizeof name, "part-%d", number);
    JSValue script = JS_Eval(ctx, text, length, name, JS_EVAL_TYPE_GLOBAL | JS_EVAL_FLAG_STRICT | JS_EVAL_FLAG_COMPILE_ONLY);
    if (JS_IsException(script)) {
        fprintf(stderr, "%s: %s\n", path, JS_ToCString(ctx, JS_GetException(ctx)));
        return 1;
    }
    const uint8_t *bytes = JS_WriteObject(ctx, &size, script, JS_WRITE_OBJ_BYTECODE | JS_WRITE_OBJ_STRIP_SOURCE | JS_WRITE_OBJ_STRIP_DEBUG);
    if (bytes == NULL) return 1;
    printf("static const unsigned char PART_%d[] = {", number);
    for (size_t i = 0; i < size; i++) printf("%s%u,", i % 32 == 0 ? "\n" : "", bytes[i]);
    printf("\n};\n");
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) return fputs("usage: compile SCRIPT...\n", stderr), 1;
    JSContext *ctx = JS_NewContext(JS_NewRuntime());
    for (int i = 1; i < argc; i++)
        if (compile(ctx, argv[i], i - 1) != 0) return 1;
    printf("static const struct {\n    const unsigned char *bytes;\n    unsigned size;\n} PARTS[] = {");
    for (int i = 0; i < argc - 1; i++) printf("{PART_%d, sizeof PART_%d}, ", i, i);
    printf("};\n");
    return fflush(stdout) == 0 ? 0 : 1;
}
