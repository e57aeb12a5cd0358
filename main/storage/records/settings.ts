import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { defaultSettings } from '../../../domain/app/settings'
import type { CertificatesView, Settings, SettingsChange } from '../../../domain/app/settings'
import { describeCertificates, readCertificates } from './certificates'
import type { StateFile } from './stateFile'

type SettingsDependencies = {
  stateFile: StateFile
  chooseFile: () => Promise<string | undefined>
  /** Receives the settings after each change, before they are on disk. */
  onChange?: (settings: Settings) => void
}

/** The settings of the application, kept in the state file. */
export function createSettings({ stateFile, chooseFile, onChange }: SettingsDependencies) {
  const read = (): Settings => stateFile.read().settings ?? defaultSettings

  async function write(settings: Settings): Promise<Result<Settings>> {
    const writing = stateFile.update({ settings })
    onChange?.(settings)
    const written = await writing
    return written.ok ? ok(settings) : written
  }

  return {
    read,
    change: (change: SettingsChange) => write({ ...read(), ...change }),
    reset: () => write(defaultSettings),

    /** Stores a file of certificates; any other file is refused, and the earlier choice stays. */
    async chooseCertificates(): Promise<Result<Settings>> {
      const path = await chooseFile()
      if (path === undefined) return ok(read())
      const certificates = await readCertificates(path)
      return certificates.ok ? write({ ...read(), certificateFile: path }) : failed(certificates.failure)
    },

    removeCertificates(): Promise<Result<Settings>> {
      const settings = { ...read() }
      delete settings.certificateFile
      return write(settings)
    },

    /** The certificates to trust besides the system's, read from the file again; none when no file is chosen. */
    async certificates(): Promise<Result<string[]>> {
      const { certificateFile } = read()
      return certificateFile === undefined ? ok([]) : readCertificates(certificateFile)
    },

    /** What the chosen file holds now; null when no file is chosen. */
    async describeCertificates(): Promise<Result<CertificatesView | null>> {
      const { certificateFile } = read()
      if (certificateFile === undefined) return ok(null)
      const certificates = await readCertificates(certificateFile)
      return certificates.ok ? ok(describeCertificates(certificateFile, certificates.value)) : certificates
    },
  }
}
export type SettingsKeeper = ReturnType<typeof createSettings>
