// Compiles scripts to bytecode: the first one, the main part of a program, for setup.c, the others for program.c. Runs on
// the machine that builds, and holds the parser that the native startgate leaves out. Usage: compile SCRIPT... > bytecode.h
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static size_t take_number(const uint8_t **at)
{
    size_t number = 0;
    for (int shift = 0;; shift += 7) {
        uint8_t byte = *(*at)++;
        number |= (size_t)(byte & 0x7f) << shift;
        if (byte < 0x80) return number;
    }
}

static void print_name(const char *name, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (name[i] != '_' && name[i] != '$' && !isalnum((unsigned char)name[i])) return;
    if (length > 0) printf("// name: %.*s\n", (int)length, name);
}

// Bytecode begins with its version, a sum over it and what it names: by number if the engine has the name, too.
static void print_names(JSContext *ctx, const uint8_t *at)
{
    at += 5;
    for (size_t count = take_number(&at); count > 0; count--) {
        uint8_t first = *at++;
        if (first >= 0x80) {
            const char *name = JS_AtomToCString(ctx, first < 0xc0 ? first & 0x3f : (JSAtom)((first & 0x3f) | take_number(&at) << 6));
            print_name(name, strlen(name));
            continue;
        }
        size_t length = take_number(&at);
        if (length % 2 == 0) print_name((const char *)at, length / 2);
        at += length % 2 == 0 ? length / 2 : length / 2 * 2;
    }
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
    print_names(ctx, bytes);
    if (number == 0) printf("#ifdef MAIN_PART\nstatic const unsigned char MAIN[] = {");
    else printf("static const unsigned char PART_%d[] = {", number);
    for (size_t i = 0; i < size; i++) printf("%s%u,", i % 32 == 0 ? "\n" : "", bytes[i]);
    printf(number == 0 ? "\n};\n#else\n" : "\n};\n");
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) return fputs("usage: compile SCRIPT...\n", stderr), 1;
    JSContext *ctx = JS_NewContext(JS_NewRuntime());
    for (int i = 1; i < argc; i++)
        if (compile(ctx, argv[i], i - 1) != 0) return 1;
    // No array of C is empty.
    printf("enum { PART_COUNT = %d };\nstatic const struct {\n    const unsigned char *bytes;\n    unsigned size;\n} PARTS[PART_COUNT + 1] = {", argc - 2);
    for (int i = 1; i < argc - 1; i++) printf("{PART_%d, sizeof PART_%d}, ", i, i);
    printf("{0, 0}};\n#endif\n");
    return fflush(stdout) == 0 ? 0 : 1;
}
