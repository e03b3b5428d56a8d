import { styleText } from 'node:util';
import type { Channel } from '../workspace/team/channel.ts';
import type { Message } from '../workspace/team/message.ts';

/** Prints what happens in the demo. */
export type Terminal = {
  progress(text: string): void;
  title(text: string): void;
  message(author: string, text: string): void;
  ticket(channel: Channel, card: Message, thread: Message[]): void;
  result(isRight: boolean, text: string): void;
};

/** Creates the terminal's output; `styleText` leaves colours out where the terminal shows none. */
export function createTerminal(write: (line: string) => void): Terminal {
  return {
    progress: (text) => write(styleText('dim', `… ${text}`)),
    title: (text) => write(`\n${styleText('bold', `── ${text} `)}`),
    message: (author, text) =>
      write(`${styleText('cyan', author.padStart(12))}  ${indent(text, 14)}`),
    ticket(channel, card, thread) {
      write(`\n   ${styleText('yellow', `#${channel.name}`)}`);
      write(box(card.shown));
      for (const reply of thread) write(`   │  ↳ ${indent(reply.shown, 8)}`);
    },
    result: (isRight, text) =>
      write(isRight ? styleText('green', `   ✔ ${text}`) : styleText('red', `   ✖ ${text}`)),
  };
}

function indent(text: string, columns: number): string {
  return text.trimEnd().replaceAll('\n', `\n${' '.repeat(columns)}`);
}

const WIDTH = 92;

function box(text: string): string {
  const lines = text.split('\n').flatMap(wrap);
  const edge = '─'.repeat(WIDTH + 2);
  return [`   ╭${edge}`, ...lines.map((line) => `   │ ${line}`), `   ╰${edge}`].join('\n');
}

function wrap(line: string): string[] {
  const words = line.split(' ');
  const wrapped = [''];
  for (const word of words) {
    const last = wrapped.at(-1) ?? '';
    if (last !== '' && last.length + word.length + 1 > WIDTH) wrapped.push(word);
    else wrapped[wrapped.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return wrapped;
}
