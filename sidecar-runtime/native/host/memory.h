// Memory for the engine, which JS_NewRuntime2 takes.
#include "quickjs.h"

extern const JSMallocFunctions MEMORY;
