/** Longer texts are read from this far before their end on: an answer comes last. */
const LONGEST_TEXT = 100_000;
/** In a text full of braces the search ends after so many of them. */
const MOST_BRACES = 100;

/**
 * Finds the JSON objects in a model's text, in order. Models without structured output wrap an object
 * in a code fence, in tags or in a sentence, encode it twice, or leave a comma behind. An object that
 * is cut off is none.
 */
export function findJsonObjects(text: string): object[] {
  const whole = parseJson(text.trim());
  if (typeof whole === 'string') return findJsonObjects(whole);

  const read = text.slice(-LONGEST_TEXT);
  const found: object[] = [];
  let start = read.indexOf('{');
  for (let braces = 0; start >= 0 && braces < MOST_BRACES; braces += 1) {
    const end = endOfObject(read, start);
    const object = parseNearlyJson(read.slice(start, end));
    if (object) found.push(object);
    start = read.indexOf('{', object ? end : start + 1);
  }
  return found;
}

/** Finds what is whole of the first object, if that breaks off: the keys before its own last comma. */
export function findCutOffObject(text: string): object | undefined {
  const start = text.indexOf('{');
  if (start < 0) return undefined;
  const object = text.slice(start, start + LONGEST_TEXT);
  let depth = 0;
  let comma = 0;
  for (const { 0: token, index } of object.matchAll(stringOrMark)) {
    if ('{['.includes(token)) depth += 1;
    if ('}]'.includes(token)) depth -= 1;
    if (depth === 0) return undefined;
    if (token === ',' && depth === 1) comma = index;
  }
  return comma > 0 ? parseNearlyJson(`${object.slice(0, comma)}}`) : undefined;
}

/** The last string may break off itself. */
const stringOrMark = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|[{}[\],]/g;

/** @returns The index behind the brace that closes the one at `start`; that one's, if none does. */
function endOfObject(text: string, start: number): number {
  const token = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[{}]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if (found[0] === '{') depth += 1;
    if (found[0] === '}') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return start;
}

/** Puts right what JSON forbids and models write: trailing commas, line breaks in strings, `None`. */
function parseNearlyJson(text: string): object | undefined {
  const parsed = parseJson(text) ?? parseJson(text.replace(misspelt, spellOut));
  return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
}

const misspelt = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|,(?=\s*[}\]])|\b(?:None|True|False)\b/g;
const spellings = new Map([
  [',', ''],
  ['None', 'null'],
  ['True', 'true'],
  ['False', 'false'],
]);

function spellOut(token: string): string {
  const inString = () =>
    token.replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
  return spellings.get(token) ?? inString();
}

/** @returns `undefined` when the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
