/** About a frame of the screen, in milliseconds. */
const frameMs = 16

/**
 * Passes on what it takes, at most once a frame and then the latest alone, since nobody sees more of it. Nothing is
 * passed on after `stop`.
 */
export function createOncePerFrame<T>(pass: (value: T) => void) {
  let latest: T
  let timer: NodeJS.Timeout | undefined
  return {
    take(value: T): void {
      latest = value
      timer ??= setTimeout(() => {
        timer = undefined
        pass(latest)
      }, frameMs)
    },
    stop: (): void => clearTimeout(timer),
  }
}
