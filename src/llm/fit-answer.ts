import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { cleanTexts } from '../clean-text.ts';
import { fieldsOf } from '../fields-of.ts';
import type { Question } from './ask.ts';
import { findCutOffObject, findJsonObjects } from './find-json-objects.ts';
import { plainWord } from './plain-word.ts';
import { putRight } from './put-right.ts';

/** What was found: the different answers that fit, and what is wrong with the first that does not. */
export type Fitting<Answer extends z.ZodObject> = {
  answers: z.infer<Answer>[];
  complaint: string | undefined;
};

/**
 * Finds the answers in what a model wrote: a text with JSON in it, or an object. What is nearly right
 * is put right, and the question's own schema checks the result. The same answer twice is one, also
 * where the two differ in what is optional: then it is the first. Where there is none, an answer that
 * breaks off after all that the schema needs is one.
 */
export function fitAnswer<Answer extends z.ZodObject>(
  question: Question<Answer>,
  given: unknown,
): Fitting<Answer> {
  const fitting = fitObjects(question, objectsIn(given));
  if (fitting.answers.length > 0) return fitting;
  const cutOff = [given].flat().flatMap((text) => {
    const object = typeof text === 'string' ? findCutOffObject(text) : undefined;
    return object ? [object] : [];
  });
  return { ...fitting, answers: fitObjects(question, cutOff).answers };
}

function fitObjects<Answer extends z.ZodObject>(
  question: Question<Answer>,
  objects: unknown[],
): Fitting<Answer> {
  const answers: z.infer<Answer>[] = [];
  let complaint: string | undefined;
  for (const object of objects) {
    for (const layer of layersOf(object, question.name)) {
      const parsed = question.answer.safeParse(putRight(question, cleanTexts(layer)));
      if (!parsed.success) {
        complaint ??= z.prettifyError(parsed.error);
        continue;
      }
      const { data } = parsed;
      const isSame = sameIn(requiredKeys(question.answer), data);
      if (!answers.some(isSame)) answers.push(data);
      break;
    }
  }
  return { answers, complaint };
}

function requiredKeys({ shape }: z.ZodObject): string[] {
  return Object.keys(shape).filter((key) => !(shape[key] instanceof z.ZodOptional));
}

function sameIn(keys: string[], one: unknown): (other: unknown) => boolean {
  const pick = (value: unknown) => keys.map((key) => fieldsOf(value)[key]);
  return (other) => isDeepStrictEqual(pick(one), pick(other));
}

function objectsIn(given: unknown): unknown[] {
  if (typeof given === 'string') return findJsonObjects(given);
  if (Array.isArray(given)) return given.flatMap(objectsIn);
  return typeof given === 'object' && given !== null ? [given] : [];
}

const DEEPEST_LAYER = 3;
const argumentKeys = ['arguments', 'parameters', 'input', 'args'];

/**
 * An object, and the ones that it wraps, from the outside in: `{ "route": {…} }`, or a call that was
 * written as text. The call of another tool holds no answer.
 */
function* layersOf(object: unknown, name: string, depth = 0): Generator<unknown> {
  const fields = fieldsOf(object);
  const isCall = argumentKeys.some((key) => Object.hasOwn(fields, key));
  if (isCall && typeof fields.name === 'string' && !isNameOf(fields.name, name)) return;
  yield object;
  if (depth === DEEPEST_LAYER) return;
  for (const [key, value] of Object.entries(fields)) {
    // A string holds another object only where a call's arguments are; elsewhere it is words.
    if (typeof value === 'string' && !argumentKeys.includes(key)) continue;
    for (const inner of objectsIn(value)) yield* layersOf(inner, name, depth + 1);
  }
}

/** Whether this is the name asked for: servers add a prefix, models change the case. */
export function isNameOf(given: string, name: string): boolean {
  const own = given.split(/[.:/]/).at(-1) ?? given;
  return plainWord(own) === plainWord(name);
}
