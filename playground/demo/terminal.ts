import { styleText } from 'node:util';
import type { Channel } from '../workspace/team/channel.ts';
import type { Message } from '../workspace/team/message.ts';
import { cardLines } from './card-lines.ts';

/** Prints what happens in the demo. */
export type Terminal = {
  progress(text: string): void;
  title(text: string): void;
  /** What the demo wrote or pressed in somebody's name. */
  played(person: string, text: string): void;
  /** What the bot posted. */
  message(author: string, text: string): void;
  ticket(at: Channel, card: Message, more: { thread: Message[]; nameOf: NameOf }): void;
  result(isRight: boolean, text: string): void;
};

type NameOf = Parameters<typeof cardLines>[1];

/** Creates the terminal's output; `styleText` leaves colours out where the terminal shows none. */
export function createTerminal(write: (line: string) => void): Terminal {
  const line = (author: string, text: string) =>
    write(`${styleText('cyan', author.padStart(AUTHOR))}  ${indent(text, AUTHOR + 2)}`);
  return {
    progress: (text) => write(styleText('dim', `… ${text}`)),
    title: (text) => write(`\n${styleText('bold', `── ${text} `)}`),
    played: (person, text) => line(`${person} (played)`, text),
    message: line,
    ticket(channel, card, { thread, nameOf }) {
      write(`\n   ${styleText('yellow', `#${channel.name}`)}`);
      write(box(cardLines(card.blocks, nameOf)));
      for (const reply of thread) write(`   ↳ ${indent(reply.shown, 5)}`);
      write('');
    },
    result: (isRight, text) =>
      write(isRight ? styleText('green', `   ✔ ${text}`) : styleText('red', `   ✖ ${text}`)),
  };
}

/** As wide as the longest author, `John Doe (played)`. */
const AUTHOR = 18;
const WIDTH = 92;

function indent(text: string, columns: number): string {
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => wrap(line, WIDTH - columns))
    .join(`\n${' '.repeat(columns)}`);
}

function box(lines: string[]): string {
  const edge = '─'.repeat(WIDTH + 2);
  const wrapped = lines.flatMap((line) => wrap(line, WIDTH));
  return [`   ╭${edge}`, ...wrapped.map((line) => `   │ ${line}`.trimEnd()), `   ╰${edge}`].join(
    '\n',
  );
}

/** Breaks a line between words; spaces at its beginning and in its columns stay. */
function wrap(line: string, width: number): string[] {
  const wrapped = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > width / 2 ? space : width;
    wrapped.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...wrapped, rest];
}
