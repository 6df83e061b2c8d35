// The engine as it was when the main part of the program had run: data of the executable, see native/snapshot.mjs.
#include "quickjs.h"

// The object `host`.
JSValue begin_snapshot(JSContext **ctx);
