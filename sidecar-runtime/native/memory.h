// The memory of the engine.
#include "quickjs.h"

extern const JSMallocFunctions MEMORY;
