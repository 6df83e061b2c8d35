// memcpy and memset by words. Those that the compiler brings along are small, and go byte by byte: a tenth of a start.
#include <stddef.h>
#include <stdint.h>

typedef uint64_t __attribute__((may_alias, aligned(1))) Word;

__attribute__((no_builtin)) void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    uint8_t *at = to;
    const uint8_t *next = from;
    for (; size >= sizeof(Word); size -= sizeof(Word), at += sizeof(Word), next += sizeof(Word)) *(Word *)at = *(const Word *)next;
    while (size-- > 0) *at++ = *next++;
    return to;
}

__attribute__((no_builtin)) void *memset(void *to, int byte, size_t size)
{
    uint8_t *at = to;
    const Word word = (uint8_t)byte * UINT64_C(0x0101010101010101);
    for (; size >= sizeof(Word); size -= sizeof(Word), at += sizeof(Word)) *(Word *)at = word;
    while (size-- > 0) *at++ = (uint8_t)byte;
    return to;
}
