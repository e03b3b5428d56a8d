import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createPseudonyms } from '../src/privacy/pseudonyms.ts';
import { redactSecrets } from '../src/privacy/redact-secrets.ts';
import { credentials } from '../test/privacy/credentials.ts';
import { harmless } from '../test/privacy/harmless.ts';
import {
  isGone,
  type RemovedPart,
  readMarks,
  removedParts,
} from '../test/privacy/removed-parts.ts';
import { table } from './table.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);
const warn = (text: string) => process.stderr.write(`${text}\n`);

const Span = z.object({ type: z.string(), start: z.number(), end: z.number() });
const Line = z.object({ text: z.string(), spans: z.array(Span) });

/** The kinds of a file of spans that are to be masked, or hidden from a model. */
const WANTED = /CREDIT_CARD|IBAN|SSN|PASSWORD|TOKEN|SECRET|PIN|OTP|API_KEY/i;

const [path] = process.argv.slice(2);
if (path === undefined) measureOwn();
else measureFile(path);

/** The list in test/privacy/: per kind, how many secrets are gone whole, and what is harmless and gone. */
function measureOwn(): void {
  const rows = [...Map.groupBy(credentials, ({ kind }) => kind)].map(([kind, lines]) => {
    const found = lines.map(({ text: marked, before }) => {
      const { text, secrets } = readMarks(marked);
      const removed = removedParts(text, redactSecrets(text, before ? [before] : []));
      const isWhole = secrets.every((secret) => isGone(text, secret, removed));
      if (!isWhole) warn(`left: ${kind}: ${text}`);
      const extra = removed.filter((part) => !secrets.some((secret) => overlap(part, secret)));
      return { isWhole, right: removed.length - extra.length, removed: removed.length };
    });
    const gone = found.filter(({ isWhole }) => isWhole).length;
    const right = found.reduce((sum, one) => sum + one.right, 0);
    const removed = found.reduce((sum, one) => sum + one.removed, 0);
    return [
      kind,
      `${lines.length}`,
      `${gone}`,
      percent(gone, lines.length),
      percent(right, removed),
    ];
  });
  const changed = harmless.filter(({ text, before }) => {
    const isChanged = redactSecrets(text, before ? [before] : []) !== text;
    if (isChanged) warn(`harmless: ${text}`);
    return isChanged;
  });
  print(table(['kind', 'texts', 'gone', 'recall', 'precision'], rows));
  print(`\n${changed.length} of ${harmless.length} harmless lines are changed.`);
}

/** A JSONL file of `{ text, spans: [{ type, start, end }] }`. */
function measureFile(file: string): void {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Line.parse(JSON.parse(line)));
  const spans = lines.flatMap(({ text, spans }) => {
    const masked = redactSecrets(text);
    const removed = removedParts(text, masked);
    const hidden = createPseudonyms().hide(masked);
    return spans.map((span) => ({
      type: span.type,
      isMasked: isGone(text, span, removed),
      isHidden: !hidden.includes(text.slice(span.start, span.end)),
    }));
  });
  const rows = [...Map.groupBy(spans, ({ type }) => type)].map(([type, found]) => {
    const masked = found.filter(({ isMasked }) => isMasked).length;
    const hidden = found.filter(({ isHidden }) => isHidden).length;
    return [type, `${found.length}`, percent(masked, found.length), percent(hidden, found.length)];
  });
  print(table(['kind', 'spans', 'masked', 'hidden from a model'], rows));
  const parts = lines.flatMap(({ text, spans }) =>
    removedParts(text, redactSecrets(text)).map((part) => ({
      ...part,
      isRight: spans.some((span) => WANTED.test(span.type) && overlap(part, span)),
      words: text.slice(part.start, part.end),
    })),
  );
  for (const { what, words } of parts.filter(({ isRight }) => !isRight)) {
    warn(`not labelled: ${what}: ${words}`);
  }
  const notes = [...Map.groupBy(parts, ({ what }) => what)].map(([what, found]) => {
    const right = found.filter(({ isRight }) => isRight).length;
    return [what, `${found.length}`, percent(right, found.length)];
  });
  print(`\n${table(['removed as', 'parts', 'precision'], notes)}`);
}

function overlap(one: Omit<RemovedPart, 'what'>, other: Omit<RemovedPart, 'what'>): boolean {
  return one.start < other.end && other.start < one.end;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((1000 * part) / whole) / 10}%`;
}
