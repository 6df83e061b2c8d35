// The memory of the engine while it is recorded.
#include <stddef.h>
#include <stdint.h>

#include "quickjs.h"

enum { SPACE = 1 << 22 };

// Where the heap is that is recorded, SPACE bytes of zero.
extern uint8_t *heap;
extern const JSMallocFunctions BLOCKS;

// Blocks are asked for in the same order each time. The first time they are put aside; then those that were still there
// at the end have their places in the heap, one behind the other.
void begin_blocks(uint8_t *where);
// Ends the first time, and gives the size of the heap.
size_t place_blocks(void);
// Ends each other time: the same blocks must be there.
void end_blocks(void);

_Noreturn void fail(const char *what);
