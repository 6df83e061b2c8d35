// Makes an engine and runs the main part of the program in it, which defines everything and begins nothing.
#include "quickjs.h"

// The object `host`, or an exception in *context; *context is NULL when there is no memory for an engine.
JSValue setup_program(JSRuntime *runtime, JSContext **context);
