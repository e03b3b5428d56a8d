import { fieldsOf, isObject } from '../fields-of.ts';
import { splitThoughts } from './split-thoughts.ts';

/** What one choice of a completion says, wherever its server put it. */
export type Reply = {
  finishReason: string | undefined;
  refusal: string | undefined;
  /** Calls of tools; arguments as they were sent, mostly a string. */
  calls: { name: string; arguments: unknown }[];
  text: string;
  /** Parts of the content that are no text: a server may have parsed the answer already. */
  objects: object[];
  /** What the model thought before it answered. */
  thoughts: string;
};

/**
 * Reads the replies in the body of a server's answer: a chat completion, or what servers send in its
 * place. What is not known is passed over.
 *
 * @returns `undefined` when the body is no completion at all.
 */
export function readReplies(body: unknown): Reply[] | undefined {
  const fields = fieldsOf(body);
  const choices = fields.choices ?? fields.candidates;
  if (Array.isArray(choices)) return choices.filter(isObject).map(readReply);
  if (Object.hasOwn(fields, 'choices')) return [];
  if (isObject(fields.message)) return [readReply(fields)];
  const content = fields.content ?? fields.output;
  return Array.isArray(content) ? [readReply({ ...fields, message: { content } })] : undefined;
}

function readReply(choice: Record<string, unknown>): Reply {
  const holder = [choice.message, choice.delta].find(isObject) ?? choice;
  const parts = [holder.content ?? holder.text].flatMap(partsOf);
  const calls = [holder.tool_calls, holder.function_call].flat().flatMap(callsOf);
  const written = splitThoughts(textOf(parts, 'text'));
  const { reasoning_content, reasoning, reasoning_details, thinking } = holder;
  // Some servers send the same thoughts in two places.
  const beside = reasoning_content || reasoning || reasoning_details || thinking;
  return {
    finishReason: [choice.finish_reason, choice.stop_reason].find(isString),
    refusal: [holder.refusal, textOf(parts, 'refusal')].filter(isString).find(isWritten),
    calls: [...calls, ...parts.flatMap((part) => (part.kind === 'call' ? [part.call] : []))],
    text: written.answer,
    objects: parts.flatMap((part) => (part.kind === 'object' ? [part.object] : [])),
    thoughts: [stringsIn(beside), textOf(parts, 'thought'), written.thoughts]
      .filter(isWritten)
      .join('\n'),
  };
}

type Part =
  | { kind: 'text' | 'thought' | 'refusal'; text: string }
  | { kind: 'object'; object: object }
  | { kind: 'call'; call: Reply['calls'][number] };

/** The parts of a message's content, in each of the forms that servers send. */
function partsOf(content: unknown): Part[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  if (Array.isArray(content)) return content.flatMap(partsOf);
  if (!isObject(content)) return [];

  const { type, text, refusal, json } = content;
  if (content.thought === true || (isString(type) && /think|reason/i.test(type))) {
    return [{ kind: 'thought', text: stringsIn(content) }];
  }
  if (isString(refusal)) return [{ kind: 'refusal', text: refusal }];
  if (isString(text)) return [{ kind: 'text', text }];
  if (isObject(text)) return partsOf(text.value);
  if (isObject(json)) return [{ kind: 'object', object: json }];
  if (isString(type) && /tool|function/i.test(type)) {
    return callsOf(content).map((call) => ({ kind: 'call', call }));
  }
  const inner = content.content ?? content.parts;
  if (inner !== undefined) return partsOf(inner);
  return type === undefined ? [{ kind: 'object', object: content }] : [];
}

function callsOf(call: unknown): Reply['calls'] {
  if (!isObject(call)) return [];
  const called = isObject(call.function) ? call.function : call;
  const { name, arguments: args, input, parameters } = called;
  return isString(name) ? [{ name, arguments: args ?? input ?? parameters }] : [];
}

function textOf(parts: Part[], kind: 'text' | 'thought' | 'refusal'): string {
  return parts.flatMap((part) => (part.kind === kind ? [part.text] : [])).join('');
}

/** All words of thoughts: servers send them as a string, as parts, or as parts of parts. */
function stringsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(stringsIn).join('');
  const { text, thinking, reasoning, content, summary } = fieldsOf(value);
  const [words] = [text, thinking, reasoning, content, summary].filter((held) => held != null);
  return words === undefined ? '' : stringsIn(words);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isWritten(text: string): boolean {
  return text.trim() !== '';
}
