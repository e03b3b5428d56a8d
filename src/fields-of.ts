/** The fields of an outside value of whose shape nothing is known yet. */
export type Fields = Record<string, unknown>;

/** The fields of an object; none, if it is not one. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
