// A rehearsal is a wait for a server on a system that is made up, so that it goes the same way each time: first nobody
// listens, then the server says that it is not ready, then that it is. Each block of the heap is protected: the first
// fault tells that it is read, the next one that it is written to.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

#include "arguments.h"
#include "blocks.h"
#include "program.h"
#include "rehearse.h"

enum { SIGNALS = 3, OTHER_FILE = 4, MOST_TURNS = 1000 };

const Call CALLS[] = {
#define CALL(name, kinds, call) {name, kinds, NULL},
#include "calls.h"
#undef CALL
};

static const char *const ANSWERS[] = {
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nStartgate-Status: waiting\r\nStartgate-Reason: starting\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nStartgate-Status: ready\r\n\r\n",
};
enum { LAST_ANSWER = sizeof ANSWERS / sizeof ANSWERS[0] - 1 };

static bool rehearses, ended;
static double clock_ns;
static size_t connections, answers;

// Nothing comes from the signals, and everything else is ready at once.
static int64_t poll_all(struct pollfd *entries, size_t count, double milliseconds)
{
    int ready = 0;
    for (size_t i = 0; i < count; i++) {
        entries[i].revents = entries[i].fd < 0 || entries[i].fd == SIGNALS ? 0 : entries[i].events;
        if (entries[i].revents != 0) ready++;
    }
    if (ready == 0 && milliseconds > 0) clock_ns += milliseconds * 1e6;
    return ready;
}

static int64_t answer(uint8_t *bytes, size_t size)
{
    const char *text = ANSWERS[answers < LAST_ANSWER ? answers++ : LAST_ANSWER];
    size_t length = strlen(text) < size ? strlen(text) : size;
    memcpy(bytes, text, length);
    return (int64_t)length;
}

static int64_t call(const char *name, In *in)
{
#define IS(word) (strcmp(name, word) == 0)
    if (IS("now")) return (int64_t)(clock_ns += 1e5);
    if (IS("pid")) return 1;
    if (IS("poll")) return poll_all((struct pollfd *)(void *)in->bytes, in->size / sizeof(struct pollfd), in->d);
    if (IS("signals")) return SIGNALS;
    if (IS("socket")) return OTHER_FILE;
    if (IS("connect")) return ++connections == 1 ? -ECONNREFUSED : 0;
    if (IS("write")) return (int64_t)in->size;
    if (IS("read")) return in->n[0] == SIGNALS ? -EAGAIN : answer(in->bytes, in->size);
    if (IS("exit") || IS("become")) ended = true;
#undef IS
    return 0;
}

bool is_rehearsed(void) { return rehearses; }

JSValue rehearsed_call(JSContext *ctx, JSValueConst *argv, int number)
{
    In in = {0};
    if (!take_arguments(ctx, CALLS[number].kinds, argv, &in)) fail("the rehearsal calls the host with an argument of the wrong kind");
    int64_t value = call(CALLS[number].name, &in);
    give_texts(ctx, &in);
    // Neither of the calls that end a process comes back.
    return ended ? JS_ThrowInternalError(ctx, "the rehearsal has ended") : JS_NewInt64(ctx, value);
}

// A Pod is what it takes place in.
JSValue rehearsed_env(JSContext *ctx, JSValueConst name)
{
    const char *text = JS_ToCString(ctx, name);
    bool set = text != NULL && strcmp(text, "KUBERNETES_SERVICE_HOST") == 0;
    JS_FreeCString(ctx, text);
    return set ? JS_NewString(ctx, "10.0.0.1") : JS_UNDEFINED;
}

static int access_of(Use use) { return use == UNTOUCHED ? PROT_NONE : use == READ ? PROT_READ : PROT_READ | PROT_WRITE; }

static void find_use(int signal, siginfo_t *info, void *context)
{
    (void)signal, (void)context;
    size_t begin, size;
    Use *use = use_at((size_t)((uint8_t *)info->si_addr - heap), &begin, &size);
    if (use == NULL) fail("the rehearsal leads out of the heap");
    *use = *use == UNTOUCHED ? READ : WRITTEN;
    if (mprotect(heap + begin, size, access_of(*use)) != 0) fail("a block can't be protected");
}

// What was seen by a rehearsal before need not be seen again.
static void protect(size_t heap_size)
{
    size_t begin, size;
    for (size_t at = 0; at < heap_size; at = begin + size) {
        Use *use = use_at(at, &begin, &size);
        if (use == NULL || mprotect(heap + begin, size, access_of(*use)) != 0) fail("a block can't be protected");
    }
}

void rehearse(JSContext *ctx, JSValueConst host, size_t heap_size, int argc, char **argv)
{
    struct sigaction action = {.sa_sigaction = find_use, .sa_flags = SA_SIGINFO};
    if (sigaction(SIGSEGV, &action, NULL) != 0 || sigaction(SIGBUS, &action, NULL) != 0) fail("faults can't be caught");
    rehearses = true, ended = false, connections = answers = 0;
    protect(heap_size);
    JSValue value = begin_program(ctx, host, argc, argv);
    for (int turn = 0; !ended; turn++) {
        if (JS_IsException(value)) fail(JS_ToCString(ctx, JS_GetException(ctx)));
        if (turn == MOST_TURNS) fail("the rehearsal does not end");
        value = go_on(ctx, host);
    }
    rehearses = false;
    if (mprotect(heap, heap_size, PROT_READ | PROT_WRITE) != 0) fail("the heap can't be written to");
}
