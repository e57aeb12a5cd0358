import { vi } from 'vitest'
import { computed, unref } from 'vue'
import type { MaybeRef } from 'vue'

type Options = { count: number; getItemKey: (index: number) => string }

// A light DOM lays nothing out, so that a long list would draw no row in it: in tests of components it draws all.
vi.mock('@tanstack/vue-virtual', () => ({
  defaultRangeExtractor: () => [],
  useVirtualizer: (options: MaybeRef<Options>) =>
    computed(() => {
      const { count, getItemKey } = unref(options)
      return {
        getVirtualItems: () =>
          Array.from({ length: count }, (_, index) => ({ index, start: 0, key: getItemKey(index) })),
        getTotalSize: () => 0,
        scrollToIndex: () => undefined,
        measure: () => undefined,
      }
    }),
}))
