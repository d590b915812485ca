// What LLVM's libFuzzer offers to a program with a `main` of its own
// (LLVM documentation, "libFuzzer", section "Using libFuzzer as a library").
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*input)(const uint8_t *bytes, size_t count));
