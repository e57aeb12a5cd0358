import { largestExchange } from '../../domain/exchange/exchange'
import type { Failure } from '../../domain/failure'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { readUntrustedJson } from '../../domain/exchange/untrustedJson'
import { readRegularFile, sizeInWords } from '../machine/regularFile'
import { systemErrorCode } from '../storage/files/fileWords'

/** The failure of an import that was refused, for the reason in `message`. */
export function importRefused(message: string): { ok: false; failure: Failure } {
  const remedy =
    'Nothing was imported. Choose another file, or export the workspaces again and choose the new file.'
  return failed({ code: 'importRefused', message, remedy })
}

/** Reads a chosen file and checks what is true of every export: its size, UTF-8, and a JSON object. */
export async function readExchangeFile(path: string): Promise<Result<Record<string, unknown>>> {
  const read = tryToRead(path)
  if (!read.ok) return read
  const text = decode(read.value)
  if (text === undefined) return importRefused('The file is not an export: its text is not UTF-8.')
  const json = readUntrustedJson(text)
  return json.ok ? ok(json.value) : importRefused(json.sentence)
}

function tryToRead(path: string): Result<Buffer> {
  try {
    return readBounded(path)
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error
    return importRefused('The file cannot be read.')
  }
}

function readBounded(path: string): Result<Buffer> {
  const file = readRegularFile(path, largestExchange)
  if (file.kind === 'notRegular') return importRefused('This is not a regular file.')
  if (file.kind === 'tooLarge') {
    return importRefused(
      `The file is larger than ${sizeInWords(largestExchange)}, which is too large for an export.`,
    )
  }
  return file.kind === 'missing' ? importRefused('The file cannot be read.') : ok(file.content)
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
