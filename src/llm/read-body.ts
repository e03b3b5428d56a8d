import { fieldsOf, isObject } from '../fields-of.ts';
import { parseJson } from './find-json-objects.ts';

/** What answered does not speak as a model's server does: a web page, or nothing. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer';
}

/**
 * Reads the body of an answer: JSON, whatever its content type says, or the events or lines of a
 * stream that nobody asked for, put together.
 *
 * @throws {ForeignAnswer} When it is neither.
 */
export function readBody(text: string): unknown {
  const whole = parseJson(text.replace(/^\ufeff/, ''));
  if (whole !== undefined) return whole;

  const lines = text
    .split('\n')
    .filter((line) => !/^(?::|event:|id:|retry:)/.test(line))
    .map((line) => line.replace(/^data:/, '').trim())
    .filter((line) => line !== '' && line !== '[DONE]');
  const chunks = lines.map(parseJson);
  if (chunks.length > 0 && chunks.every(isObject)) return joinChunks(chunks);

  const withoutComments = parseJson(lines.join('\n'));
  if (withoutComments !== undefined) return withoutComments;
  throw new ForeignAnswer('The answer is no JSON.');
}

/** One chat completion from the chunks of a stream. */
function joinChunks(chunks: Record<string, unknown>[]): unknown {
  const [only, ...more] = chunks;
  if (more.length === 0) return only;
  const pieces = chunks.flatMap((chunk) => {
    const [choice] = Array.isArray(chunk.choices) ? chunk.choices : [chunk];
    return isObject(choice) ? [choice] : [];
  });
  const deltas = pieces.map(({ delta, message }) => fieldsOf(delta ?? message));
  const joined = (key: string) =>
    deltas.map((delta) => delta[key]).filter((piece) => piece !== undefined && piece !== null);
  const [error] = chunks.map((chunk) => chunk.error).filter((failed) => failed);
  const message = {
    content: joined('content'),
    reasoning_content: joined('reasoning_content'),
    reasoning: joined('reasoning'),
    refusal: joined('refusal').join(''),
    tool_calls: joinCalls(joined('tool_calls').flat()),
  };
  const finish_reason = pieces.map((piece) => piece.finish_reason).findLast((reason) => reason);
  const usage = chunks.map((chunk) => chunk.usage).findLast((used) => used);
  return { choices: [{ message, finish_reason }], error, usage };
}

/** Only the first piece of a call has its name; the others continue its arguments. */
function joinCalls(pieces: unknown[]): object[] {
  const calls = new Map<unknown, { name: string; arguments: string }>();
  for (const piece of pieces) {
    const { index = 0, function: called } = fieldsOf(piece);
    const { name, arguments: args } = fieldsOf(called);
    const call = calls.get(index) ?? { name: '', arguments: '' };
    if (typeof name === 'string') call.name ||= name;
    if (args) call.arguments += typeof args === 'string' ? args : JSON.stringify(args);
    calls.set(index, call);
  }
  return [...calls.values()];
}
