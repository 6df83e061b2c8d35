// Starts waiters from a small parent, so that what is measured is the waiter. Usage: stage RUNS -- COMMAND... -- COMMAND...
// Answers 200 on a port of its own, which stands for the word PORT in a command; runs the commands in turn, RUNS times
// each; prints a line a run: the place of the command, then its microseconds from start to end, then those of CPU.
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { MOST = 16 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static double micros(struct timeval time) { return (double)time.tv_sec * 1e6 + (double)time.tv_usec; }

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void serve(int listener)
{
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    char request[4096];
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        int file = accept(listener, NULL, NULL);
        if (file < 0) fail("accept");
        if (read(file, request, sizeof request) > 0 && write(file, answer, sizeof answer - 1) < 0) fail("write");
        close(file);
    }
}

static void run(int place, char **command, posix_spawn_file_actions_t *quiet)
{
    struct rusage usage;
    pid_t pid;
    int status;
    double start = now();
    if (posix_spawnp(&pid, command[0], quiet, NULL, command, environ) != 0) fail(command[0]);
    if (wait4(pid, &status, 0, &usage) != pid) fail("wait4");
    double end = now();
    if (status != 0) {
        fprintf(stderr, "%s ended with status %d\n", command[0], status);
        exit(1);
    }
    printf("%d %.1f %.0f\n", place, end - start, micros(usage.ru_utime) + micros(usage.ru_stime));
}

int main(int argc, char **argv)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    char port[8], **commands[MOST];
    int count = 0, listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 128) != 0) fail("listen");
    if (getsockname(listener, (struct sockaddr *)&address, &size) != 0) fail("getsockname");
    snprintf(port, sizeof port, "%d", ntohs(address.sin_port));
    for (int i = 2; i < argc; i++) {
        char *word = strstr(argv[i], "PORT");
        if (strcmp(argv[i], "--") == 0) {
            argv[i] = NULL;
            if (count < MOST) commands[count++] = argv + i + 1;
        } else if (word != NULL) {
            size_t before = (size_t)(word - argv[i]);
            char *whole = malloc(strlen(argv[i]) + sizeof port);
            sprintf(whole, "%.*s%s%s", (int)before, argv[i], port, word + 4);
            argv[i] = whole;
        }
    }
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
    pid_t server = fork();
    if (server == 0) serve(listener);
    for (int turn = 0; turn < atoi(argv[1]); turn++)
        for (int i = 0; i < count; i++) run(i, commands[i], &quiet);
    kill(server, SIGKILL);
    return 0;
}
