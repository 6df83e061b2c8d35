// Memory for the engine, which cuts small objects out of pages by itself and asks for little else. A general allocator
// keeps a slab for each size, which costs pages and calls to map them. Here one block stands behind the other, in the order in
// which they are asked for; what is given back is kept for the next block of its size.
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "memory.h"

// Of Linux 5.14, which not every C library names.
enum { POPULATE_WRITE = 23 };

enum {
    ALIGN = 16,
    SMALLEST = 64,
    LARGEST = 1 << 16, // what is larger is mapped by itself, and goes back to the system
    CLASSES = 64,
    REGION = 1 << 20,
    PAGE = 1 << 12,
    USED_AT_ONCE = 10 * PAGE,
};

// Stands before each block. A free one holds the next free one of its size.
typedef struct Head {
    _Alignas(ALIGN) size_t size;
    struct Head *next;
} Head;

static Head *kept[CLASSES];
static _Alignas(PAGE) uint8_t first[1 << 16];
static uint8_t *place = first;
static size_t room = sizeof first;

// What a wait writes to, as what is referred to counts its references, stands first in the snapshot; the first pages of the
// memory behind it are written to as well. One call that takes them all costs less than a fault each. Where the kernel can't, they fault.
void memory_begin(void)
{
    uint8_t *snapshot = (uint8_t *)SNAPSHOT;
    size_t before = (uintptr_t)snapshot % PAGE;
    madvise(snapshot - before, before + SNAPSHOT_WRITTEN, POPULATE_WRITE);
    madvise(first, USED_AT_ONCE, POPULATE_WRITE);
}

// How much there is from a block of the snapshot to its end; zero for a block of ours.
static size_t recorded(const void *block)
{
    size_t at = (uintptr_t)block - (uintptr_t)SNAPSHOT;
    return at < SNAPSHOT_SIZE ? SNAPSHOT_SIZE - at : 0;
}

static void *map(size_t size)
{
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at == MAP_FAILED ? NULL : at;
}

// Four sizes from one power of two to the next: the size is rounded up to the largest of its class.
static unsigned class_of(size_t *size)
{
    if (*size < SMALLEST) *size = SMALLEST;
    unsigned shift = 61u - (unsigned)__builtin_clzll((unsigned long long)*size - 1);
    size_t step = (size_t)1 << shift;
    *size = (*size + step - 1) & ~(step - 1);
    return (shift - 3) * 4 + (unsigned)(*size >> shift) - 5;
}

// A block, and whether it may hold something.
static Head *take(size_t size, bool *used)
{
    *used = false;
    if (size > PTRDIFF_MAX) return NULL;
    if (size > LARGEST) {
        Head *head = map(sizeof(Head) + size);
        if (head != NULL) head->size = size;
        return head;
    }
    Head **list = kept + class_of(&size), *head = *list;
    if (head != NULL) {
        *used = true;
        *list = head->next;
        return head;
    }
    if (room < sizeof(Head) + size) {
        // What is left of the region before is lost, but was never touched.
        uint8_t *region = map(REGION);
        if (region == NULL) return NULL;
        place = region;
        room = REGION;
    }
    head = (Head *)(void *)place;
    head->size = size;
    place += sizeof(Head) + size;
    room -= sizeof(Head) + size;
    return head;
}

static void *memory_malloc(void *opaque, size_t size)
{
    (void)opaque;
    bool used;
    Head *head = take(size, &used);
    return head == NULL ? NULL : head + 1;
}

static void *memory_calloc(void *opaque, size_t count, size_t size)
{
    (void)opaque;
    bool used;
    size_t whole;
    Head *head = __builtin_mul_overflow(count, size, &whole) ? NULL : take(whole, &used);
    if (head == NULL) return NULL;
    return used ? memset(head + 1, 0, whole) : head + 1;
}

static void memory_free(void *opaque, void *block)
{
    (void)opaque;
    // What is given back of the snapshot is lost: there is no more of it than there was.
    if (block == NULL || recorded(block) != 0) return;
    Head *head = (Head *)block - 1;
    size_t size = head->size;
    if (size > LARGEST) {
        munmap(head, sizeof(Head) + size);
        return;
    }
    Head **list = kept + class_of(&size);
    head->next = *list;
    *list = head;
}

// Nothing is known of a block of the snapshot, and the engine uses no more than it has asked for.
static size_t memory_size(const void *block) { return block == NULL || recorded(block) != 0 ? 0 : ((const Head *)block - 1)->size; }

static void *memory_realloc(void *opaque, void *block, size_t size)
{
    size_t before = memory_size(block);
    if (block != NULL && size <= before && size > before / 2) return block;
    void *other = memory_malloc(opaque, size);
    if (other == NULL || block == NULL) return other;
    // What stands behind a block of the snapshot comes along, and means nothing.
    if (before == 0) before = recorded(block);
    memcpy(other, block, size < before ? size : before);
    memory_free(opaque, block);
    return other;
}

const JSMallocFunctions MEMORY = {memory_calloc, memory_malloc, memory_free, memory_realloc, memory_size};
