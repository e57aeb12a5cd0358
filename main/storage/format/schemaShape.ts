import type * as v from 'valibot'

/** The entries of an object's schema, optional or not; undefined for any other schema. */
export function entriesOf(schema: v.GenericSchema): Record<string, v.GenericSchema> | undefined {
  const inner = unwrapped(schema)
  return inner.type === 'object' && 'entries' in inner
    ? (inner.entries as Record<string, v.GenericSchema>)
    : undefined
}

/** The schema of an array's items; undefined for any other schema. */
export function itemOf(schema: v.GenericSchema): v.GenericSchema | undefined {
  const inner = unwrapped(schema)
  return inner.type === 'array' && 'item' in inner ? (inner.item as v.GenericSchema) : undefined
}

/** Unwraps an optional schema, and the last schema of a pipe. */
function unwrapped(schema: v.GenericSchema): v.GenericSchema {
  if (schema.type === 'optional' && 'wrapped' in schema) return unwrapped(schema.wrapped as v.GenericSchema)
  const steps = 'pipe' in schema ? (schema.pipe as v.GenericSchema[]) : []
  return steps.findLast(({ kind }) => kind === 'schema') ?? schema
}
