// The arguments of a call of the host, by the kinds that calls.h gives.
#include "host.h"
#include "quickjs.h"

// False if an argument is of another kind, which may have thrown already. Either way give_texts ends the use of them.
bool take_arguments(JSContext *ctx, const char *kinds, JSValueConst *argv, In *in);
void give_texts(JSContext *ctx, In *in);
