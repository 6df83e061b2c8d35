// The memory of the engine: the snapshot, and what is asked for beside it.
#include "quickjs.h"

extern char *SNAPSHOT[];
extern const size_t SNAPSHOT_SIZE, SNAPSHOT_WRITTEN;
extern const JSMallocFunctions MEMORY;

void memory_begin(void);
