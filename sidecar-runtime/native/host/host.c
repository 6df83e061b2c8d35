// The system calls of the native waiter: no protocol, no event loop, no policy. Those are TypeScript.
// A call gives what the system gave, or minus the error number, as the kernel does; it throws only when its
// arguments are of the wrong kind. src/platform/native-host.ts lists the same calls with names, types and units.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host.h"

extern char **environ;
static int argument_count;
static char **arguments;
// What a command gets back before it runs: the waiter's own are for waiting only.
static sigset_t mask_before;
// Writing to a pipe that nobody reads, or beyond the limit of a file's size, is an error to be told, not our end.
static const int IGNORED[] = {SIGPIPE, SIGXFSZ};
enum { IGNORED_COUNT = sizeof IGNORED / sizeof IGNORED[0] };
static struct sigaction before[IGNORED_COUNT];

// What asks a waiter to end.
static const int ENDS[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

static int64_t call_now(In *in)
{
    (void)in;
    struct timespec time;
    return clock_gettime(CLOCK_MONOTONIC, &time) == 0 ? time.tv_sec * INT64_C(1000000000) + time.tv_nsec : -1;
}

static int64_t call_poll(In *in)
{
    if (in->size % sizeof(struct pollfd) != 0 || (uintptr_t)in->bytes % alignof(struct pollfd) != 0) return errno = EINVAL, -1;
    struct timespec time = {0, 0};
    if (in->d > 0) {
        time.tv_sec = (time_t)(in->d / 1e3);
        time.tv_nsec = (long)((in->d - (double)time.tv_sec * 1e3) * 1e6);
    }
    return ppoll((struct pollfd *)(void *)in->bytes, in->size / sizeof(struct pollfd), in->d < 0 ? NULL : &time, NULL);
}

static int64_t call_signals(In *in)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < in->size; i++)
        if (sigaddset(&set, in->bytes[i]) != 0) return -1;
    if (sigprocmask(SIG_BLOCK, &set, NULL) != 0) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

// The bytes need not be aligned as an address is: it is copied.
static int64_t with_address(In *in, int call(int, const struct sockaddr *, socklen_t))
{
    struct sockaddr_storage address;
    if (in->size > sizeof address) return errno = EINVAL, -1;
    memcpy(&address, in->bytes, in->size);
    return call(in->n[0], (const struct sockaddr *)&address, (socklen_t)in->size);
}

static int64_t call_connect(In *in) { return with_address(in, connect); }
static int64_t call_bind(In *in) { return with_address(in, bind); }

static int64_t call_own_address(In *in)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    if (getsockname(in->n[0], (struct sockaddr *)&address, &size) != 0) return -1;
    if (size > in->size) return errno = EINVAL, -1;
    memcpy(in->bytes, &address, size);
    return size;
}

static int64_t call_socket_error(In *in)
{
    int error;
    socklen_t size = sizeof error;
    if (getsockopt(in->n[0], SOL_SOCKET, SO_ERROR, &error, &size) != 0) return -1;
    errno = error;
    return error == 0 ? 0 : -1;
}

#ifndef SO_NETNS_COOKIE
#define SO_NETNS_COOKIE 71
#endif

// As text: a number of JavaScript has 53 bits.
static int64_t call_network_cookie(In *in)
{
    uint64_t cookie;
    socklen_t size = sizeof cookie;
    if (getsockopt(in->n[0], SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &size) != 0) return -1;
    int length = snprintf((char *)in->bytes, in->size, "%llu", (unsigned long long)cookie);
    return (size_t)length < in->size ? length : (errno = EINVAL, -1);
}

static int64_t write_status(In *in, int found, const struct stat *status)
{
    const double values[] = {status->st_mode, (double)status->st_dev, (double)status->st_ino};
    if (found != 0) return -1;
    if (in->size != sizeof values) return errno = EINVAL, -1;
    memcpy(in->bytes, values, sizeof values);
    return 0;
}

static int64_t call_status(In *in)
{
    struct stat status = {0};
    return write_status(in, stat(in->s[0], &status), &status);
}

static int64_t call_file_status(In *in)
{
    struct stat status = {0};
    return write_status(in, fstat(in->n[0], &status), &status);
}

// Starts a command in a session of its own or in ours, with one file as its input and output or with ours.
static int64_t start(char *const command[], bool session, int file)
{
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t defaults;
    pid_t pid = 0;
    int flags = POSIX_SPAWN_SETSIGMASK | (session ? POSIX_SPAWN_SETSID : 0);
    if ((errno = posix_spawnattr_init(&attributes)) != 0) return -1;
    if ((errno = posix_spawn_file_actions_init(&actions)) != 0) return -1;
    sigemptyset(&defaults);
    for (int i = 0; i < IGNORED_COUNT; i++)
        if (before[i].sa_handler == SIG_DFL) sigaddset(&defaults, IGNORED[i]);
    flags |= POSIX_SPAWN_SETSIGDEF;
    int error = posix_spawnattr_setsigdefault(&attributes, &defaults);
    if (error == 0) error = posix_spawnattr_setsigmask(&attributes, &mask_before);
    if (error == 0) error = posix_spawnattr_setflags(&attributes, (short)flags);
    for (int standard = 0; standard <= 2 && file >= 0 && error == 0; standard++) error = posix_spawn_file_actions_adddup2(&actions, file, standard);
    if (error == 0) error = posix_spawnp(&pid, command[0], &actions, &attributes, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    errno = error;
    return error == 0 ? pid : -1;
}

// Our own arguments from a place on. They are handed on as they came, whatever bytes they are.
static char **command_at(int index)
{
    if (index >= 0 && index < argument_count - 1) return arguments + 1 + index;
    errno = EINVAL;
    return NULL;
}

// A copy that ends with NUL; it lives as long as we do.
static char *text_of(const In *in)
{
    char *text = memchr(in->bytes, 0, in->size) == NULL ? malloc(in->size + 1) : (errno = EINVAL, NULL);
    if (text == NULL) return NULL;
    memcpy(text, in->bytes, in->size);
    text[in->size] = 0;
    return text;
}

static int64_t call_set_argument(In *in)
{
    char **place = command_at(in->n[0]), *text = place == NULL ? NULL : text_of(in);
    if (text == NULL) return -1;
    *place = text;
    return 0;
}

static int64_t call_set_env(In *in)
{
    char *text = text_of(in);
    int done = text == NULL ? -1 : setenv(in->s[0], text, 1), error = errno;
    free(text);
    errno = error;
    return done;
}

static int64_t call_spawn(In *in)
{
    char **command = command_at(in->n[0]);
    return command == NULL ? -1 : start(command, in->n[1] != 0, -1);
}

// Words one after another, each with a NUL at its end.
static int64_t call_run(In *in)
{
    char *words[256];
    size_t count = 0;
    for (size_t at = 0; at < in->size; at += strlen(words[count++]) + 1) {
        if (in->bytes[in->size - 1] != 0) return errno = EINVAL, -1;
        if (count == sizeof words / sizeof words[0] - 1) return errno = E2BIG, -1;
        words[count] = (char *)in->bytes + at;
    }
    words[count] = NULL;
    return count == 0 ? (errno = EINVAL, -1) : start(words, true, in->n[0]);
}

static bool restore_ignored(void)
{
    for (int i = 0; i < IGNORED_COUNT; i++)
        if (sigaction(IGNORED[i], &before[i], NULL) != 0) return false;
    return true;
}

static int64_t call_become(In *in)
{
    char **command = command_at(in->n[0]);
    sigset_t ours, came;
    // The last look: what comes from here on is for the command, and the kernel drops it while PID 1 has no handler.
    if (command == NULL || sigpending(&came) != 0) return -1;
    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++)
        if (sigismember(&came, ENDS[i]) == 1) return errno = EINTR, -1;
    if (!restore_ignored() || sigprocmask(SIG_SETMASK, &mask_before, &ours) != 0) return -1;
    execvp(command[0], command);
    // It did not work: we go on as we were, and say why.
    int error = errno;
    for (int i = 0; i < IGNORED_COUNT; i++) signal(IGNORED[i], SIG_IGN);
    sigprocmask(SIG_SETMASK, &ours, NULL);
    errno = error;
    return -1;
}

static int64_t call_wait(In *in)
{
    int status = 0;
    pid_t pid = waitpid(-1, &status, WNOHANG);
    if (in->size != sizeof status) return errno = EINVAL, -1;
    memcpy(in->bytes, &status, sizeof status);
    return pid;
}

static int64_t call_exit(In *in) { exit(in->n[0]); }
static int64_t call_pid(In *in) { return (void)in, getpid(); }
static int64_t call_kill(In *in) { return kill(in->n[0], in->n[1]); }
static int64_t call_random(In *in) { return getrandom(in->bytes, in->size, 0); }
static int64_t call_inotify(In *in) { return (void)in, inotify_init1(IN_CLOEXEC | IN_NONBLOCK); }
static int64_t call_watch(In *in) { return inotify_add_watch(in->n[0], in->s[0], (uint32_t)in->n[1]); }
static int64_t call_unwatch(In *in) { return inotify_rm_watch(in->n[0], in->n[1]); }
static int64_t call_notify(In *in) { return fcntl(in->n[0], F_NOTIFY, in->n[1]); }
static int64_t call_socket(In *in) { return socket(in->n[0], in->n[1] | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }
static int64_t call_listen(In *in) { return listen(in->n[0], in->n[1]); }
static int64_t call_open(In *in) { return open(in->s[0], in->n[0] | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, (mode_t)in->n[1]); }
static int64_t call_open_no_link(In *in) { return open(in->s[0], in->n[0] | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW, (mode_t)in->n[1]); }
static int64_t call_read(In *in) { return read(in->n[0], in->bytes, in->size); }
static int64_t call_write(In *in) { return write(in->n[0], in->bytes, in->size); }
static int64_t call_close(In *in) { return close(in->n[0]); }
static int64_t call_truncate(In *in) { return ftruncate(in->n[0], 0); }
static int64_t call_file_mode(In *in) { return fchmod(in->n[0], (mode_t)in->n[1]); }
static int64_t call_mode(In *in) { return chmod(in->s[0], (mode_t)in->n[0]); }
static int64_t call_read_link(In *in) { return readlink(in->s[0], (char *)in->bytes, in->size); }
static int64_t call_entries(In *in) { return syscall(SYS_getdents64, in->n[0], in->bytes, in->size); }
static int64_t call_make_directory(In *in) { return mkdir(in->s[0], (mode_t)in->n[0]); }
static int64_t call_rename(In *in) { return rename(in->s[0], in->s[1]); }
static int64_t call_exchange(In *in) { return syscall(SYS_renameat2, AT_FDCWD, in->s[0], AT_FDCWD, in->s[1], 1 << 1); }
static int64_t call_remove(In *in) { return unlink(in->s[0]); }

const Call CALLS[] = {
#define CALL(name, kinds, call) {name, kinds, call},
#include "calls.h"
#undef CALL
};

const int CALL_COUNT = sizeof CALLS / sizeof CALLS[0];

// A file that we open must never get the number of a standard one, or what is said to a person would go there.
static bool keep_standard_files(void)
{
    for (int file = 0; file <= 2; file++)
        if (fcntl(file, F_GETFD) < 0 && open("/dev/null", O_RDWR) != file) return false;
    return true;
}

bool host_begin(int argc, char **argv)
{
    // First of all: PID 1 never gets a signal that it has no handler for, but one that is blocked waits.
    sigset_t ends;
    sigemptyset(&ends);
    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++) sigaddset(&ends, ENDS[i]);
    if (sigprocmask(SIG_BLOCK, &ends, &mask_before) != 0) return false;
    argument_count = argc;
    arguments = argv;
    const struct sigaction ignore = {.sa_handler = SIG_IGN}, standard = {.sa_handler = SIG_DFL};
    for (int i = 0; i < IGNORED_COUNT; i++)
        if (sigaction(IGNORED[i], &ignore, &before[i]) != 0) return false;
    // Where the end of a child is ignored, nobody learns how it ended.
    return keep_standard_files() && sigaction(SIGCHLD, &standard, NULL) == 0;
}
