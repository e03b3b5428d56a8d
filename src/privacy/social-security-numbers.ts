import { type Finding, findAll } from './finding.ts';

const written = /(?<![\d-])(?!000|666)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\d-])/g;

const announced =
  /(?<![\p{L}\d])(?:ssn|social(?: security)?(?: (?:number|no\.?|#))?)(?:[ \t:=#-]{1,3}(?:is|was|number|mine)(?!\p{L})){0,2}[ \t:=#-]{0,4}\n?(\d{3}[ -]?\d\d[ -]?\d{4})(?![\d-])/dgiu;

const lastFour =
  /(?<![\p{L}\d])last (?:four|4)(?: digits)? of (?:my|the) (?:ssn|social(?: security)?(?: number)?)(?: (?:is|are|was|were)| ?[:=])? ?(\d{4})(?!\d)/dgiu;

/** Finds US social security numbers: with hyphens anywhere, without them only where announced. */
export function findSocialSecurityNumbers(text: string): Finding[] {
  return [announced, written, lastFour].flatMap((pattern) => findAll(text, pattern, 'SSN'));
}
