import type { Line } from '../../page/protocol.ts';

/** Notes a line of what happens. */
export type Tell = (said: Pick<Line, 'about' | 'isTrouble' | 'words'>) => void;

/** What happened, in plain words, as far back as a visitor may want to read. */
export type Journal = { tell: Tell; lines: () => readonly Line[] };

const most = 300;

export function createJournal(onLine: (line: Line) => void): Journal {
  let lines: readonly Line[] = [];
  let count = 0;
  return {
    lines: () => lines,
    tell(said) {
      count += 1;
      const line = { ...said, id: count, at: Date.now() };
      lines = [...lines, line].slice(-most);
      onLine(line);
    },
  };
}
