import { z } from 'zod';
import { isMoreThanGreeting } from '../conversations/more-than-greeting.ts';
import type { Category } from '../desk/desk.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import { classificationSchema } from './classify-question.ts';

/** Lines about a problem of another category, by their place in the transcript. */
export type SecondLines = { category: string; lines: number[] };

/** Whether a customer said enough in messages of their own that two tickets could be made of them. */
export function mayBeTwoProblems(lines: TranscriptLine[], categories: Category[]): boolean {
  return categories.length > 1 && lines.filter(namesProblem).length > 1;
}

/**
 * The classification, and beside it what else the customer may need. These fields are plain ones, as
 * small models fill them in, and may be left out: they are of less use than the rest.
 */
export function twoProblemsSchema(categories: Category[]) {
  return classificationSchema(categories).extend({
    second_category: z
      .enum(categories.map(({ id }) => id))
      .nullable()
      .optional()
      .describe('Of a second problem, or null.'),
    second_lines: z.string().nullable().optional().describe('Such as "3, 4", or null.'),
  });
}

export const TWO_PROBLEMS_INSTRUCTIONS = `Each message has its number, such as [3]. Mostly there is one problem: then second_category and second_lines are null. Only for a clearly different second problem, which the agents of another category must solve, give its category and the numbers of the CUSTOMER messages that are only about it.`;

/**
 * Checks what a model says of a second problem.
 *
 * @returns `null` when it says that there is none, `undefined` when it says nothing that can be used.
 */
export function readSecondLines(
  {
    category,
    second_category: second,
    second_lines: numbers,
  }: z.infer<ReturnType<typeof twoProblemsSchema>>,
  lines: TranscriptLine[],
): SecondLines | null | undefined {
  if (second === undefined) return undefined;
  if (second === null || second === category) return null;
  const chosen = numbersIn(numbers ?? '', lines.length).map((number) => number - 1);
  const areCustomers = chosen.every((index) => lines[index]?.speaker === 'CUSTOMER');
  const isAnyLeft = lines.some((line, index) => namesProblem(line) && !chosen.includes(index));
  if (chosen.length === 0 || !areCustomers || !isAnyLeft) return undefined;
  return { category: second, lines: chosen };
}

function namesProblem({ speaker, text }: TranscriptLine): boolean {
  return speaker === 'CUSTOMER' && isMoreThanGreeting(text);
}

/** The numbers in a text, and those between two (`3-5`), each once and in their order. */
function numbersIn(text: string, greatest: number): number[] {
  const found = [...text.matchAll(/(\d+)(?:\s*(?:-|–|to)\s*(\d+))?/g)].flatMap(
    ([, from = '', to = from]) => {
      const last = Math.min(Number(to), greatest + 1);
      const length = Math.max(last - Number(from) + 1, 1);
      return Array.from({ length }, (_, index) => Number(from) + index);
    },
  );
  return [...new Set(found)].toSorted((one, other) => one - other);
}
