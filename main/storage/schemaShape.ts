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

function unwrapped(schema: v.GenericSchema): v.GenericSchema {
  return schema.type === 'optional' && 'wrapped' in schema ? (schema.wrapped as v.GenericSchema) : schema
}
