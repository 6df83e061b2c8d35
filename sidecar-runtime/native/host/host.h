// What the engine's side (program.c) sees of the system calls.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The arguments of a call, by kind and in order.
typedef struct {
    int n[3];         // n: a 32-bit number
    double d;         // d: a number
    const char *s[2]; // s: text without NUL, as UTF-8
    uint8_t *bytes;   // b: a Uint8Array
    size_t size;
} In;

typedef struct {
    const char *name, *kinds;
    // Gives minus one with errno set when it fails.
    int64_t (*call)(In *);
} Call;

extern const Call CALLS[];
extern const int CALL_COUNT;

// False, with errno set, if the process can't be set up.
bool host_begin(int argc, char **argv);
