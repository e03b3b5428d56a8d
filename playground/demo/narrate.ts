import { styleText } from 'node:util';
import type { Channel } from '../workspace/team/channel.ts';
import type { Message } from '../workspace/team/message.ts';

/** Tells a story in the terminal, as it happens. */
export type Narrator = {
  progress(words: string): void;
  title(words: string): void;
  says(who: string, words: string): void;
  arrived(channel: Channel, card: Message, thread: Message[]): void;
  verdict(isRight: boolean, words: string): void;
};

/** Creates the narrator; colours only where the terminal shows them. */
export function createNarrator(write: (line: string) => void): Narrator {
  return {
    progress: (words) => write(styleText('dim', `… ${words}`)),
    title: (words) => write(`\n${styleText('bold', `── ${words} `)}`),
    says: (who, words) => write(`${styleText('cyan', who.padStart(12))}  ${indent(words, 14)}`),
    arrived(channel, card, thread) {
      write(`\n   ${styleText('yellow', `#${channel.name}`)}`);
      write(box(card.shown));
      for (const reply of thread) write(`   │  ↳ ${indent(reply.shown, 8)}`);
    },
    verdict: (isRight, words) =>
      write(isRight ? styleText('green', `   ✔ ${words}`) : styleText('red', `   ✖ ${words}`)),
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
