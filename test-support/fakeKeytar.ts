type Mood = 'well' | 'failing' | 'locked' | 'hanging'

/** A keychain in memory for tests: `mood` is how it behaves, `answer` lets a hanging call go on. */
export function createFakeKeytar() {
  const entries = new Map<string, string>()
  const calls: string[] = []
  const hanging: (() => void)[] = []
  let open = 0
  const fake = {
    entries,
    calls,
    mood: 'well' as Mood,
    /** Overrides the mood for single calls, named like `set a#0.1`. */
    moodOf: (() => undefined) as (call: string) => Mood | undefined,
    /** The most calls that were ever open at once. */
    mostOpen: 0,
    /** Lets the hanging calls finish as if the person had answered. */
    answer: () => {
      fake.mood = 'well'
      for (const release of hanging.splice(0)) release()
    },
    load: async () => ({
      getPassword: (_: string, account: string) =>
        during(`get ${account}`, null, () => entries.get(account) ?? null),
      setPassword: (_: string, account: string, password: string) =>
        during(`set ${account}`, new Error(`Cannot create an item in a locked collection`), () => {
          if (password.length > 2_560) throw new Error('The stub received bad data.')
          entries.set(account, password)
        }),
      deletePassword: (_: string, account: string) =>
        during(`delete ${account}`, false, () => entries.delete(account)),
    }),
  }

  async function during<T>(call: string, locked: T | Error, work: () => T): Promise<T> {
    calls.push(call)
    fake.mostOpen = Math.max(fake.mostOpen, ++open)
    try {
      const mood = fake.moodOf(call) ?? fake.mood
      if (mood === 'hanging') await new Promise<void>((release) => hanging.push(release))
      if (mood === 'failing') throw new Error(`The name org.freedesktop.secrets was not provided (${call})`)
      if (mood === 'locked' && locked instanceof Error) throw locked
      return mood === 'locked' ? (locked as T) : work()
    } finally {
      open--
    }
  }
  return fake
}
export type FakeKeytar = ReturnType<typeof createFakeKeytar>
