import { estimateTokens } from './estimate-tokens.ts';

/** How much a model is shown of what there is to say. */
export type InputBudget = {
  /** Which of some lines are shown, and how; those of `isFirst` before the others. */
  fitLines: (lines: { text: string; isFirst: boolean }[]) => (string | undefined)[];
  /** A list whose entries are shown as long as they fit, and how many are not. */
  fitRecords: (sections: RecordLines[]) => RecordLines[];
  /** Whether something had to be left out. */
  isExceeded: () => boolean;
};

/** The title of some records, and a line each. */
export type RecordLines = { title: string; lines: string[]; left?: number };

/** Of a long message so much is shown, however many there are. */
const LEAST_OF_A_LINE = 150;
/** Less of a line says nothing. */
const LEAST_PIECE = 40;
/** The tokens that are kept free for the line that counts what is left out, and for a day's heading. */
const MARKS = 20;

/** Creates a budget of so many tokens of conversation, and a third of that of records. */
export function createInputBudget(tokens: number): InputBudget {
  let isExceeded = false;
  return {
    fitLines(lines) {
      const costs = lines.map(({ text }) => costOf(text));
      if (sumOf(costs) <= tokens) return lines.map(({ text }) => text);
      isExceeded = true;
      const longest = longestThatFits(costs, tokens - MARKS);
      let left = tokens - MARKS;
      const shown: (string | undefined)[] = lines.map(() => undefined);
      for (const index of inOrderOfUse(lines)) {
        const wanted = Math.min(costs[index] ?? 0, longest);
        if (left < Math.min(wanted, LEAST_PIECE)) break;
        const text = shorten(lines[index]?.text ?? '', Math.min(wanted, left));
        const cost = costOf(text);
        if (text === '' || cost > left) break;
        shown[index] = text;
        left -= cost;
      }
      return shown;
    },
    fitRecords(sections) {
      let left = Math.ceil(tokens * SHARE_OF_RECORDS);
      return sections.map(({ title, lines }, index) => {
        const share = Math.floor(left / (sections.length - index));
        const fit = countThatFits(lines, share - costOf(title));
        left -= costOf(title) + sumOf(lines.slice(0, fit).map(costOf));
        if (fit === lines.length) return { title, lines };
        isExceeded = true;
        return { title, lines: lines.slice(0, fit), left: lines.length - fit };
      });
    },
    isExceeded: () => isExceeded,
  };
}

const SHARE_OF_RECORDS = 0.3;

function costOf(text: string): number {
  return estimateTokens(text) + 1;
}

function sumOf(costs: number[]): number {
  return costs.reduce((sum, cost) => sum + cost, 0);
}

/** A few long lines share the budget; of many, each has at least so much that it says something. */
function longestThatFits(costs: number[], tokens: number): number {
  let left = tokens;
  const ascending = costs.toSorted((one, other) => one - other);
  for (const [index, cost] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - index));
    if (cost > share) return Math.max(share, Math.min(LEAST_OF_A_LINE, tokens));
    left -= cost;
  }
  return tokens;
}

/** From both ends inwards: how it began, and what came last. */
function inOrderOfUse(lines: { isFirst: boolean }[]): number[] {
  const places = [...lines.keys()];
  const first = places.filter((place) => lines[place]?.isFirst);
  const others = places.filter((place) => !lines[place]?.isFirst);
  return [...fromBothEnds(first), ...fromBothEnds(others)];
}

function fromBothEnds(places: number[]): number[] {
  return places.map((_, turn) => places.at(turn % 2 === 0 ? turn / 2 : -(turn + 1) / 2) ?? 0);
}

function countThatFits(lines: string[], tokens: number): number {
  let left = tokens;
  const end = lines.findIndex((line) => {
    left -= costOf(line);
    return left < 0;
  });
  return end === -1 ? lines.length : end;
}

const OMISSION = ' […] ';
/** No token has more letters, so that a long text need not be read to its end. */
const MOST_LETTERS_OF_A_TOKEN = 12;

/** A text, or its beginning and its end. */
function shorten(text: string, tokens: number): string {
  if (text.length <= tokens * MOST_LETTERS_OF_A_TOKEN && costOf(text) <= tokens) return text;
  let letters = Math.min(text.length, tokens * MOST_LETTERS_OF_A_TOKEN);
  while (letters > 0) {
    const begin = text.slice(0, Math.ceil((letters * 2) / 3)).replace(/\s\S{0,40}$/, '');
    const end = text.slice(text.length - Math.floor(letters / 3)).replace(/^\S{0,40}\s/, '');
    const shown = `${begin.trimEnd()}${OMISSION}${end}`.replace(halfCharacter, '');
    if (costOf(shown) <= tokens) return shown;
    letters = Math.floor(letters * 0.9);
  }
  return '';
}

const halfCharacter = /\p{Surrogate}/gu;
