import { open, stat } from 'node:fs/promises'
import { largestExchange } from '../../domain/exchange'
import type { Failure } from '../../domain/failure'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { readUntrustedJson } from '../../domain/untrustedJson'
import { systemErrorCode } from '../storage/fileWords'

/** A file that is not imported, and why. */
export function importRefused(message: string): { ok: false; failure: Failure } {
  const remedy = 'Nothing was imported. Choose another file, or export it again.'
  return failed({ code: 'importRefused', message, remedy })
}

/** Reads a chosen file as far as every export has it: of a size that can be, UTF-8, a JSON object. */
export async function readExchangeFile(path: string): Promise<Result<Record<string, unknown>>> {
  const read = await readBounded(path).catch((error: unknown) => {
    if (systemErrorCode(error) === undefined) throw error
    return importRefused('The file cannot be read.')
  })
  if (!read.ok) return read
  const text = decode(read.value)
  if (text === undefined) return importRefused('The file is not an export: it is not a text in UTF-8.')
  const json = readUntrustedJson(text)
  return json.ok ? ok(json.value) : importRefused(json.sentence)
}

/**
 * The bytes of a file. It is looked at before it is opened, since opening a pipe waits for whoever writes; what grows
 * meanwhile is not followed.
 */
async function readBounded(path: string): Promise<Result<Buffer>> {
  const found = await stat(path)
  const { size } = found
  if (!found.isFile()) return importRefused('This is not a file.')
  if (size > largestExchange) return importRefused('The file is larger than 32 MB, too large for an export.')
  const file = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(size)
    const { bytesRead } = await file.read(bytes, 0, size, 0)
    return ok(bytes.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
