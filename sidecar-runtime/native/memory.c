// Memory for the engine, which cuts small objects out of pages by itself and asks for little else. A general allocator
// keeps a slab for each size, which costs pages and calls to map them. Here one block stands behind the other, in the order in
// which they are asked for; what is given back is kept for the next block of its size.
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "memory.h"

enum {
    ALIGN = 16,
    SMALLEST = 64,
    LARGEST = 1 << 16, // what is larger is mapped by itself, and goes back to the system
    CLASSES = 64,
    REGION = 1 << 20,
};

// Stands before each block. A free one holds the next free one of its size.
typedef struct Head {
    _Alignas(ALIGN) size_t size;
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
    if (block != NULL && size <= memory_size(block) && size > memory_size(block) / 2) return block;
    void *other = memory_malloc(opaque, size);
    if (other == NULL || block == NULL) return other;
    memcpy(other, block, size < memory_size(block) ? size : memory_size(block));
    memory_free(opaque, block);
    return other;
}

const JSMallocFunctions MEMORY = {memory_calloc, memory_malloc, memory_free, memory_realloc, memory_size};
