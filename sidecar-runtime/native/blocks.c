#include <stdbool.h>
#include <string.h>

#include "blocks.h"
#include "rehearse.h"

enum { MOST = 1 << 16, SPACE_ASIDE = 1 << 22 };

uint8_t *heap;
static struct {
    size_t size, place, room;
    bool used, stays;
    Use use;
} blocks[MOST];
static size_t count, aside_size;
static uint8_t aside[SPACE_ASIDE]; // for blocks without a place, each behind its number
static uint32_t numbers[SPACE / 8]; // of the blocks in the heap, by their place

static void *take(size_t size)
{
    size = (size + 7) & ~(size_t)7;
    if (count == MOST) fail("too many blocks");
    uint8_t *at;
    blocks[count].used = true;
    if (blocks[count].stays) {
        if (size != blocks[count].size) fail("a block has another size this time");
        at = heap + blocks[count].place;
        numbers[blocks[count].place / 8] = (uint32_t)count;
    } else {
        if (aside_size + 8 + size > SPACE_ASIDE) fail("too much memory");
        blocks[count].size = size;
        at = aside + aside_size + 8;
        memcpy(at - 8, &count, 8);
        aside_size += 8 + size;
    }
    count++;
    return memset(at, 0, size);
}

static size_t number_of(const void *block)
{
    size_t number, place = (size_t)((const uint8_t *)block - heap);
    if (place < SPACE) return numbers[place / 8];
    memcpy(&number, (const uint8_t *)block - 8, 8);
    return number;
}

static void give(void *opaque, void *block)
{
    (void)opaque;
    if (block == NULL) return;
    size_t number = number_of(block);
    if (blocks[number].stays && !is_rehearsed()) fail("a block that stayed is given back this time");
    blocks[number].used = false;
}

static void *take_one(void *opaque, size_t size) { return (void)opaque, take(size); }
static void *take_some(void *opaque, size_t number, size_t size) { return (void)opaque, take(number * size); }

static void *take_other(void *opaque, void *block, size_t size)
{
    uint8_t *other = take(size);
    if (block == NULL) return other;
    size_t before = blocks[number_of(block)].size;
    memcpy(other, block, size < before ? size : before);
    give(opaque, block);
    return other;
}

// Unknown, as it is for memory.c later.
static size_t size_of(const void *block) { return (void)block, 0; }

const JSMallocFunctions BLOCKS = {take_some, take_one, give, take_other, size_of};

void begin_blocks(uint8_t *where)
{
    heap = where;
    memset(aside, 0, SPACE_ASIDE);
    count = aside_size = 0;
}

void end_blocks(void)
{
    for (size_t i = 0; i < count; i++)
        if (blocks[i].used != blocks[i].stays) fail("other blocks stay this time");
}

size_t spread_blocks(size_t page)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        blocks[i].stays = blocks[i].used;
        if (!blocks[i].stays) continue;
        blocks[i].place = size;
        blocks[i].room = (blocks[i].size + page - 1) / page * page;
        size += blocks[i].room;
    }
    if (size > SPACE) fail("too much memory");
    return size;
}

Use *use_at(size_t place, size_t *begin, size_t *size)
{
    for (size_t i = 0; i < count; i++) {
        if (!blocks[i].stays || place - blocks[i].place >= blocks[i].room) continue;
        *begin = blocks[i].place;
        *size = blocks[i].room;
        return &blocks[i].use;
    }
    return NULL;
}

static size_t place_used(size_t size, Use use)
{
    for (size_t i = 0; i < count; i++) {
        if (!blocks[i].stays || blocks[i].use != use) continue;
        blocks[i].place = size;
        size += blocks[i].size;
    }
    return size;
}

size_t place_blocks(size_t *written)
{
    *written = place_used(0, WRITTEN);
    return place_used(place_used(*written, READ), UNTOUCHED);
}
