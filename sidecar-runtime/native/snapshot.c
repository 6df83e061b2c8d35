// The engine, and what record.c has recorded of it. Its blocks stand close, without a head: memory.c knows them by their place.
#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>

extern char *SNAPSHOT[];
#define SNAPSHOT_BASE ((uintptr_t)SNAPSHOT)
#include "program.h"
#include "quickjs.c"

#include "memory.h"
#include "snapshot.h"

#include "recorded.h"

const size_t SNAPSHOT_SIZE = sizeof SNAPSHOT, SNAPSHOT_WRITTEN = FIRST_PIECE;

JSValue begin_snapshot(JSContext **ctx)
{
    JSRuntime *runtime = (JSRuntime *)RECORDED(RUNTIME);
    *ctx = (JSContext *)RECORDED(CONTEXT);
    memory_begin();
    runtime->mf = MEMORY;
    runtime->malloc_gc_threshold = runtime->malloc_state.malloc_size + MEMORY_A_COLLECTION;
    // What is random, and where the stack is, are of each process its own.
    memcpy(&(*ctx)->random_state, (const void *)getauxval(AT_RANDOM), sizeof (*ctx)->random_state);
    (*ctx)->random_state |= 1;
    JS_SetMaxStackSize(runtime, JS_DEFAULT_STACK_SIZE);
    JS_UpdateStackTop(runtime);
    return JS_MKPTR(JS_TAG_OBJECT, RECORDED(HOST));
}
