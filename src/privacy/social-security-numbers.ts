const written = /(?<![\d-])(?!000|666)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\d-])/g;

const announced =
  /(?<![\p{L}\d])((?:ssn|social security(?: (?:number|no\.?|#))?)(?:[ \t:=#-]{1,3}(?:is|was|number)\b){0,2}[ \t:=#-]{0,4})\d{3}[ -]?\d\d[ -]?\d{4}(?![\d-])/giu;

/** Removes US social security numbers: with hyphens anywhere, without them only where announced. */
export function redactSocialSecurityNumbers(text: string): string {
  return text.replace(announced, '$1[SSN removed]').replace(written, '[SSN removed]');
}
