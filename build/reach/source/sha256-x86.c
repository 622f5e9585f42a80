#include "sha256-x86.h"

#ifdef __x86_64__

#include <cpuid.h>
#include <immintrin.h>

static bool look(void) {
  unsigned a, b, c, d;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSSE3) == 0 || (c & bit_SSE4_1) == 0) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

bool sha256_x86_is_there(void) {
  static enum { UNKNOWN, ABSENT, THERE } answer;
  if (answer == UNKNOWN) answer = look() ? THERE : ABSENT;
  return answer == THERE;
}

/* The instructions keep the eight words as ABEF and CDGH, and do two rounds at a time on either half. */
__attribute__((target("sha,sse4.1,ssse3"))) void sha256_x86_mix(uint32_t state[8], const unsigned char *blocks, size_t count) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xb1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1b);
  __m128i abef = _mm_alignr_epi8(abcd, efgh, 8);
  __m128i cdgh = _mm_blend_epi16(efgh, abcd, 0xf0);
  for (; count > 0; count--, blocks += 64) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i words[4];
#pragma GCC unroll 16
    for (int i = 0; i < 16; i++) {
      __m128i *oldest = &words[i & 3], *last = &words[(i + 3) & 3];
      if (i < 4) {
        *oldest = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)blocks + i), swap);
      } else {
        __m128i partly = _mm_add_epi32(_mm_sha256msg1_epu32(*oldest, words[(i + 1) & 3]), _mm_alignr_epi8(*last, words[(i + 2) & 3], 4));
        *oldest = _mm_sha256msg2_epu32(partly, *last);
      }
      __m128i with_round = _mm_add_epi32(*oldest, _mm_loadu_si128((const __m128i *)SHA256_ROUND + i));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, with_round);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(with_round, 0x0e));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  __m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

#else

bool sha256_x86_is_there(void) {
  return false;
}

void sha256_x86_mix(uint32_t state[8], const unsigned char *blocks, size_t count) {
  (void)state, (void)blocks, (void)count;
}

#endif
