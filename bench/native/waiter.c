// What a gate costs at least: a waiter written by hand in C, with a connection for each try. Waits for 2xx from
// http://127.0.0.1:PORT/PATH on startgate's schedule, then runs COMMAND if there is one. Usage: waiter PORT PATH [COMMAND...]
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int ready(int file, short events, double until)
{
    struct pollfd entry = {file, events, 0};
    double left = until - now();
    return poll(&entry, 1, left < 0 ? 0 : (int)left) > 0;
}

// Gives the status of the answer, 0 if there was none within a second.
static int ask(const struct sockaddr_in *address, const char *request)
{
    double until = now() + 1000;
    char answer[4096];
    size_t length = 0, size = strlen(request);
    int status = 0, file = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    connect(file, (const struct sockaddr *)address, sizeof *address);
    if (ready(file, POLLOUT, until) && write(file, request, size) == (ssize_t)size)
        while (length < sizeof answer - 1 && ready(file, POLLIN, until)) {
            ssize_t got = read(file, answer + length, sizeof answer - 1 - length);
            if (got <= 0) break;
            length += (size_t)got;
            answer[length] = 0;
            if (strstr(answer, "\r\n\r\n") == NULL) continue;
            if (strncmp(answer, "HTTP/1.", 7) == 0 && length > 12) status = atoi(answer + 9);
            break;
        }
    close(file);
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 3) return 64;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char request[1024];
    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nUser-Agent: waiter\r\nAccept: */*\r\nConnection: close\r\n\r\n", argv[2], argv[1]);
    double start = now();
    for (int said = 0;; said = 1) {
        double tried = now();
        int status = ask(&address, request);
        if (status >= 200 && status <= 299) break;
        if (!said) fprintf(stderr, "waiting for http://127.0.0.1:%s%s: http %d\n", argv[1], argv[2], status);
        double pause = (now() - start) / 50;
        pause = pause < 10 ? 10 : pause > 250 ? 250 : pause;
        double left = tried + pause - now();
        struct timespec time = {(time_t)(left / 1e3), (long)((left - (double)(time_t)(left / 1e3) * 1e3) * 1e6)};
        if (left > 0) nanosleep(&time, NULL);
    }
    fprintf(stderr, "all gates are passed after %.0f ms\n", now() - start);
    if (argc == 3) return 0;
    execvp(argv[3], argv + 3);
    return 127;
}
