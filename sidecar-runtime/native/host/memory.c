// Memory for the engine, which cuts small objects out of pages by itself and asks for little else. The C library's allocator keeps
// a slab for each power of two, in pages that fault in one by one. Here one block follows the other, in the order in which the
// engine asks for them; what it gives back is kept for the next block of that size. That takes a tenth off a start.
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "memory.h"

enum {
    SMALLEST = 64,
    LARGEST = 1 << 16, // what is larger is mapped by itself, and goes back to the system
    CLASSES = 64,
    REGION = 1 << 20,
    USED_AT_ONCE = 592 << 10, // by the program, once it is loaded
    POPULATE_WRITE = 23,      // MADV_POPULATE_WRITE of Linux 5.14, which not every C library names
};

// Stands before each block. A free one holds the next free one of its size.
typedef struct Head {
    alignas(16) size_t size;
    struct Head *next;
} Head;

static Head *kept[CLASSES];
static uint8_t *place;
static size_t room;

static void *map(size_t size)
{
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at == MAP_FAILED ? NULL : at;
}

// What is left of the region before is lost, but was never touched.
static bool begin_region(void)
{
    uint8_t *region = map(REGION);
    if (region == NULL) return false;
    // One call that takes the pages of a start costs less than a fault each. Where the kernel can't, they fault.
    if (place == NULL) madvise(region, USED_AT_ONCE, POPULATE_WRITE);
    place = region;
    room = REGION;
    return true;
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
    if (room < sizeof(Head) + size && !begin_region()) return NULL;
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
    if (block == NULL) return;
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

static size_t memory_size(const void *block) { return block == NULL ? 0 : ((const Head *)block - 1)->size; }

static void *memory_realloc(void *opaque, void *block, size_t size)
{
    size_t before = memory_size(block);
    if (block != NULL && size <= before && size > before / 2) return block;
    void *other = memory_malloc(opaque, size);
    if (other == NULL || block == NULL) return other;
    memcpy(other, block, size < before ? size : before);
    memory_free(opaque, block);
    return other;
}

const JSMallocFunctions MEMORY = {memory_calloc, memory_malloc, memory_free, memory_realloc, memory_size};
