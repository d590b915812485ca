#include "CIndexKernels.h"

#include <stddef.h>

extern const struct apacheta_kernels apacheta_kernels_any;
extern const struct apacheta_kernels apacheta_kernels_avx2;
extern const struct apacheta_kernels apacheta_kernels_avx512;

const struct apacheta_kernels *apacheta_kernels_for(enum apacheta_processor processor) {
    switch (processor) {
#if defined(__x86_64__)
    case apacheta_processor_avx512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                       apacheta_kernels_for(apacheta_processor_avx2)
                   ? &apacheta_kernels_avx512
                   : NULL;
    case apacheta_processor_avx2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                       __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                       __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("popcnt")
                   ? &apacheta_kernels_avx2
                   : NULL;
#endif
    case apacheta_processor_any: return &apacheta_kernels_any;
    default: return NULL;
    }
}
