// As much of JSON Schema as /api/v1/openapi.json uses, so that every answer of the suites is held against it.

/** Faults of `value` under `schema`, one sentence each; `document` resolves $ref. */
export function faultsOf(document, schema, value, where = 'answer') {
  if (schema.$ref) return faultsOf(document, resolve(document, schema.$ref), value, where)
  const faults = []
  if (schema.type && ![schema.type].flat().includes(typeOf(value, schema.type)))
    return [`${where}: ${typeOf(value, schema.type)} where ${schema.type} was described`]
  if (schema.enum && !schema.enum.includes(value)) faults.push(`${where}: '${value}' is none of ${schema.enum}`)
  if (Array.isArray(value) && schema.items)
    value.forEach((entry, i) => faults.push(...faultsOf(document, schema.items, entry, `${where}[${i}]`)))
  if (schema.format === 'date' && value !== null && !/^\d{4}-\d\d-\d\d$/.test(value)) faults.push(`${where}: '${value}' is no date`)
  if (schema.format === 'date-time' && value !== null && Number.isNaN(Date.parse(value))) faults.push(`${where}: '${value}' is no time`)
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) faults.push(...faultsOfMembers(document, schema, value, where))
  return faults
}

function faultsOfMembers(document, schema, value, where) {
  const faults = []
  for (const name of schema.required ?? []) if (!(name in value)) faults.push(`${where}: '${name}' is missing`)
  for (const [name, member] of Object.entries(value)) {
    const described = schema.properties?.[name] ?? schema.additionalProperties
    if (described === false) faults.push(`${where}: '${name}' is not described`)
    else if (described && described !== true) faults.push(...faultsOf(document, described, member, `${where}.${name}`))
  }
  return faults
}

export function resolve(document, reference) {
  return reference.slice(2).split('/').reduce((inner, key) => inner[key], document)
}

function typeOf(value, wanted) {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (Number.isInteger(value) && [wanted].flat().includes('integer')) return 'integer'
  return typeof value
}
