// Runs the main part of a program in the engine and writes the heap that it leaves as C, for snapshot.c. Runs on the
// machine that builds. Usage: record [ARGUMENT... [+ ARGUMENT...]] > recorded.h
// It rehearses the program with each list of arguments, so that the blocks that are written to stand side by side: each
// page of them is a copy that a process pays for. Then it runs the main part twice, at two places in memory: what is so
// much further on the second time is a pointer into the heap, what is the same is a number, or the address of a function
// or table of the engine, and anything else is a bug.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "blocks.h"

#define SNAPSHOT_BASE ((uintptr_t)heap)
// Then it asks for each block by itself, and keeps no place for others.
#define __SANITIZE_ADDRESS__
#include "program.h"
#include "quickjs.c"

#include "rehearse.h"
#include "setup.h"

typedef struct {
    const char *name;
    uintptr_t at;
    size_t size;
    bool list;
} Symbol;

// All functions of the engine, hooks of its classes and lists of functions: see snapshot.mjs.
static const Symbol SYMBOLS[] = {
#define FUNCTION(name) {#name, (uintptr_t)name, 1, false},
#define HOOKS(name) {#name, (uintptr_t)&name, 1, false},
#define LIST(name) {#name, (uintptr_t)&name, sizeof name, true},
#include "symbols.h"
    FUNCTION(host_call) FUNCTION(host_env) FUNCTION(host_load) FUNCTION(create_encoder) FUNCTION(encode_text)
#undef FUNCTION
#undef HOOKS
#undef LIST
};

enum { SYMBOL_COUNT = sizeof SYMBOLS / sizeof SYMBOLS[0] };

// What the program names.
static const char *const NAMES[] = {
#include "names.h"
};

enum { MOST_MEMBERS = 1 << 12, NEAR = 1 << 22 };

void fail(const char *what)
{
    fprintf(stderr, "record: %s\n", what);
    exit(1);
}

static JSValue refuse(JSContext *ctx) { return JS_ThrowInternalError(ctx, "the main part must not look at the machine before host.start"); }

JSValue host_call(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv, int number) { return is_rehearsed() ? rehearsed_call(ctx, argv, number) : refuse(ctx); }
JSValue host_env(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv) { return is_rehearsed() ? rehearsed_env(ctx, argv[0]) : refuse(ctx); }

static bool is_named(const char *name)
{
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (strcmp(NAMES[i], name) == 0) return true;
    return false;
}

static void delete_properties(JSContext *ctx, JSValueConst object, bool named_too)
{
    JSPropertyEnum *properties;
    uint32_t length;
    if (JS_GetOwnPropertyNames(ctx, &properties, &length, object, JS_GPN_STRING_MASK) != 0) fail("no properties");
    for (uint32_t i = 0; i < length; i++) {
        const char *name = JS_AtomToCString(ctx, properties[i].atom);
        if (named_too || !is_named(name)) JS_DeleteProperty(ctx, object, properties[i].atom, 0);
        JS_FreeCString(ctx, name);
    }
    JS_FreePropertyEnum(ctx, properties, length);
}

// Classes whose objects nothing but their constructors, or methods of iterators, makes.
static const uint8_t CONSTRUCTED[] = {
    JS_CLASS_SHARED_ARRAY_BUFFER, JS_CLASS_UINT8C_ARRAY, JS_CLASS_INT8_ARRAY, JS_CLASS_UINT8_ARRAY, JS_CLASS_INT16_ARRAY, JS_CLASS_UINT16_ARRAY,
    JS_CLASS_INT32_ARRAY, JS_CLASS_UINT32_ARRAY, JS_CLASS_BIG_INT64_ARRAY, JS_CLASS_BIG_UINT64_ARRAY, JS_CLASS_FLOAT16_ARRAY, JS_CLASS_FLOAT32_ARRAY,
    JS_CLASS_FLOAT64_ARRAY, JS_CLASS_DATAVIEW, JS_CLASS_BIG_INT, JS_CLASS_MAP, JS_CLASS_SET, JS_CLASS_WEAKMAP, JS_CLASS_WEAKSET, JS_CLASS_DISPOSABLE_STACK,
    JS_CLASS_ASYNC_DISPOSABLE_STACK, JS_CLASS_ITERATOR_CONCAT, JS_CLASS_ITERATOR_HELPER, JS_CLASS_ITERATOR_WRAP,
};

static const uint8_t GENERATORS[] = {JS_CLASS_GENERATOR_FUNCTION, JS_CLASS_GENERATOR, JS_CLASS_ASYNC_GENERATOR_FUNCTION, JS_CLASS_ASYNC_GENERATOR};

static void leave_out_class(JSRuntime *rt, JSContext *ctx, int class)
{
    JS_FreeValue(ctx, ctx->class_proto[class]);
    ctx->class_proto[class] = JS_NULL;
    rt->class_array[class].call = NULL;
}

// What the program can't reach, because it never names it: globals, and the prototypes of the
// classes above. The methods of iterators are named like those of arrays, but are newer than the language of the program.
static void leave_out(JSRuntime *rt, JSContext *ctx)
{
    JSValue global = JS_GetGlobalObject(ctx);
    delete_properties(ctx, global, false);
    JS_FreeValue(ctx, global);
    delete_properties(ctx, ctx->class_proto[JS_CLASS_ITERATOR], true);
    JS_FreeValue(ctx, ctx->iterator_ctor);
    JS_FreeValue(ctx, ctx->iterator_ctor_getset);
    ctx->iterator_ctor = ctx->iterator_ctor_getset = JS_NULL;
    for (size_t i = 0; i < sizeof CONSTRUCTED; i++) {
        char name[64];
        if (!is_named(JS_AtomGetStr(ctx, name, sizeof name, rt->class_array[CONSTRUCTED[i]].class_name))) leave_out_class(rt, ctx, CONSTRUCTED[i]);
    }
    for (size_t i = 0; i < sizeof GENERATORS && !is_named("yield"); i++) leave_out_class(rt, ctx, GENERATORS[i]);
}

typedef struct {
    JSRuntime *rt;
    JSContext *ctx;
    JSValue host;
} Program;

static Program load(uint8_t *place)
{
    Program program;
    begin_blocks(place);
    program.rt = JS_NewRuntime2(&BLOCKS, NULL);
    JS_SetMaxStackSize(program.rt, 0);
    program.host = setup_program(program.rt, &program.ctx);
    if (JS_IsException(program.host)) fail(program.ctx == NULL ? "out of memory" : JS_ToCString(program.ctx, JS_GetException(program.ctx)));
    JSContext *job;
    while (JS_ExecutePendingJob(program.rt, &job) > 0) continue;
    leave_out(program.rt, program.ctx);
    JS_RunGC(program.rt);
    return program;
}

// Arguments are lists, between which stands "+".
static void rehearse_all(uint8_t *place, size_t size, int argc, char **argv)
{
    for (int first = 1, end; first < argc; first = end + 1) {
        for (end = first; end < argc && strcmp(argv[end], "+") != 0;) end++;
        Program program = load(place);
        rehearse(program.ctx, program.host, size, end - first, argv + first);
    }
}

typedef struct {
    size_t runtime, context, host;
} Places;

static Places record(uint8_t *place)
{
    Program program = load(place);
    end_blocks();
    // What differs from process to process: begin_snapshot sets it.
    program.rt->mf = (JSMallocFunctions){0};
    program.rt->stack_top = program.rt->stack_limit = 0;
    program.ctx->random_state = 0;
    return (Places){(size_t)((uint8_t *)program.rt - heap), (size_t)((uint8_t *)program.ctx - heap), (size_t)((uint8_t *)JS_VALUE_GET_PTR(program.host) - heap)};
}

static const Symbol *symbol_at(uint64_t word)
{
    uintptr_t least = UINTPTR_MAX, most = 0;
    for (size_t i = 0; i < SYMBOL_COUNT; i++) {
        if (word - SYMBOLS[i].at < SYMBOLS[i].size) return SYMBOLS + i;
        if (SYMBOLS[i].at < least) least = SYMBOLS[i].at;
        if (SYMBOLS[i].at > most) most = SYMBOLS[i].at;
    }
    // What else is in the executable has no name that snapshot.c could call it by.
    if (word > least - NEAR && word < most + NEAR) fail("a pointer to something unknown of the engine");
    return NULL;
}

// Members of lists that the heap points to. Each becomes a list of its own, or the whole list would be linked.
static const JSCFunctionListEntry *members[MOST_MEMBERS];
static size_t member_count;

static size_t number_of_member(uint64_t word)
{
    const JSCFunctionListEntry *member = (const JSCFunctionListEntry *)word;
    size_t i = 0;
    while (i < member_count && members[i] != member) i++;
    if (i == MOST_MEMBERS) fail("too many members of lists");
    if (i == member_count) members[member_count++] = member;
    return i;
}

static void write_word(uint64_t word)
{
    const Symbol *symbol = symbol_at(word);
    if (symbol == NULL) printf(word == 0 ? "0," : "(char *)%#llx,", (unsigned long long)word);
    else if (!symbol->list) printf("(char *)&%s,", symbol->name);
    else if (word == symbol->at + (word - symbol->at) / sizeof(JSCFunctionListEntry) * sizeof(JSCFunctionListEntry)) printf("(char *)&MEMBERS[%zu],", number_of_member(word));
    else fail("a pointer into a member of a list");
}

static void write_members(void)
{
    printf("static const struct {\n    const char *name;\n    char *rest[%zu];\n} MEMBERS[] = {\n", sizeof(JSCFunctionListEntry) / 8 - 1);
    for (size_t i = 0; i < member_count; i++) {
        uint64_t words[sizeof(JSCFunctionListEntry) / 8];
        memcpy(words, members[i], sizeof words);
        printf("{\"%s\", {", members[i]->name);
        for (size_t j = 1; j < sizeof words / 8; j++) {
            bool text = members[i]->def_type == JS_DEF_PROP_STRING && j == offsetof(JSCFunctionListEntry, u.str) / 8;
            const Symbol *symbol = text ? NULL : symbol_at(words[j]);
            if (text) printf("\"%s\",", members[i]->u.str);
            else if (symbol == NULL) printf("(char *)%#llx,", (unsigned long long)words[j]);
            else printf("(char *)&%s,", symbol->name);
        }
        printf("}},\n");
    }
    printf("};\n");
}

static bool is_pointer(uint64_t one, uint64_t other, const uint8_t *first, const uint8_t *second)
{
    if (one == other) return false;
    if (other - one != (uint64_t)(second - first)) fail("a word is neither a number nor a pointer");
    return true;
}

static uint8_t *map_heap(void)
{
    void *at = mmap(NULL, SPACE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) fail("out of memory");
    return at;
}

int main(int argc, char **argv)
{
    _Static_assert(sizeof(void *) == 8, "the executables are of 64 bits");
    // There no number of the engine is meant: they are halves of words, or floating point.
    for (size_t i = 0; i < SYMBOL_COUNT; i++)
        if (SYMBOLS[i].at >> 32 == 0) fail("the addresses of the engine look like numbers");
    uint8_t *first = map_heap(), *second = map_heap(), *spread = map_heap();
    size_t written;
    load(spread);
    rehearse_all(spread, spread_blocks((size_t)sysconf(_SC_PAGESIZE)), argc, argv);
    size_t size = place_blocks(&written);
    record(first);
    Places places = record(second);
    const uint64_t *words = (const uint64_t *)first, *others = (const uint64_t *)second;
    for (size_t i = 0; i < size / 8; i++) {
        const Symbol *symbol = is_pointer(words[i], others[i], first, second) ? NULL : symbol_at(words[i]);
        if (symbol != NULL && symbol->list) number_of_member(words[i]);
    }
#define SAME(type) printf("_Static_assert(sizeof(" #type ") == %zu, \"" #type " is recorded\");\n", sizeof(type))
    SAME(JSRuntime), SAME(JSContext), SAME(JSObject), SAME(JSShape), SAME(JSFunctionBytecode), SAME(JSVarRef), SAME(JSString), SAME(JSClass), SAME(JSCFunctionListEntry);
    write_members();
    printf("enum { RUNTIME = %zu, CONTEXT = %zu, HOST = %zu, FIRST_PIECE = %zu };\n", places.runtime, places.context, places.host, argc > 1 ? written : size);
    printf("#define RECORDED(place) ((char *)SNAPSHOT + place)\nchar *SNAPSHOT[] = {");
    for (size_t i = 0; i < size / 8; i++) {
        if (i % 8 == 0) printf("\n");
        if (is_pointer(words[i], others[i], first, second)) printf("RECORDED(%llu),", (unsigned long long)(words[i] - (uint64_t)first));
        else write_word(words[i]);
    }
    printf("\n};\n");
    return fflush(stdout) == 0 ? 0 : 1;
}
