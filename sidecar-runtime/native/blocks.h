// The memory of the engine while it is recorded.
#include <stddef.h>
#include <stdint.h>

#include "quickjs.h"

// Room for every block in pages of its own, of 64 KB too.
enum { SPACE = 1 << 28 };

// What a rehearsal does to a block, the most of it.
typedef enum { UNTOUCHED, READ, WRITTEN } Use;

// Where the heap is that is recorded, SPACE bytes of zero.
extern uint8_t *heap;
extern const JSMallocFunctions BLOCKS;

// Blocks are asked for in the same order each time. The first time they are put aside. One that has a place is given back in rehearsals only.
void begin_blocks(uint8_t *where);
// Ends the first time: what is still there has a place in the heap from then on, each block in pages of its own. Gives the size of the heap.
size_t spread_blocks(size_t page);
// What is known of the block at a place of the heap; gives where it begins, and how much room it has there.
Use *use_at(size_t place, size_t *begin, size_t *size);
// Places them one behind the other: what was written to, what was read, the rest. Gives the size of the heap, and of its first piece.
size_t place_blocks(size_t *written);
// Ends each other time: the same blocks must be there.
void end_blocks(void);

_Noreturn void fail(const char *what);
