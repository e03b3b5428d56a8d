import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importsIn, levelOf, roomOf, rooms } from './rooms.ts';

// Draws the rooms of the bot and what they import from one another: `npm run draw`.

export const drawing = new URL('../../docs/images/rooms.svg', import.meta.url);

const ROW = 38;
const BOX = { left: 24, width: 520, height: 30 };
const ARCS_FROM = BOX.left + BOX.width;

/** The rooms from the top down, each with arcs to the rooms that it imports from. */
export function drawRooms(): string {
  const height = rooms.length * ROW + 60;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 ${height}" font-family="sans-serif" font-size="14">`,
    '<title>The rooms of the bot: each imports only from rooms below it</title>',
    `<rect width="860" height="${height}" fill="#ffffff"/>`,
    slackFrame(),
    ...arcs(),
    ...rooms.map((room, level) => box(room, level)),
    `<text x="${BOX.left}" y="${height - 16}" fill="#57606a" font-size="12">A line leads from a room down to one that it imports from.</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function box({ names, what }: (typeof rooms)[number], level: number): string {
  const isSlack = names[0]?.startsWith('slack/');
  const colors = isSlack ? 'fill="#f3eefc" stroke="#8250df"' : 'fill="#eef4fb" stroke="#0969da"';
  const top = topOf(level);
  const name = names.map((one) => one.replace('slack/', '')).join(', ');
  return [
    `<rect x="${BOX.left}" y="${top}" width="${BOX.width}" height="${BOX.height}" rx="6" ${colors}/>`,
    `<text x="${BOX.left + 12}" y="${top + 20}"><tspan font-weight="bold" fill="#1f2328">${name}</tspan><tspan dx="10" fill="#57606a" font-size="12">${what}</tspan></text>`,
  ].join('\n');
}

function slackFrame(): string {
  const levels = [...rooms.keys()].filter((level) => rooms[level]?.names[0]?.startsWith('slack/'));
  const top = topOf(Math.min(...levels)) - 4;
  const bottom = topOf(Math.max(...levels)) + BOX.height + 4;
  return [
    `<rect x="${BOX.left - 10}" y="${top}" width="${BOX.width + 20}" height="${bottom - top}" rx="8" fill="none" stroke="#8250df" stroke-dasharray="4 3"/>`,
    `<text x="12" y="${(top + bottom) / 2}" transform="rotate(-90 12 ${(top + bottom) / 2})" text-anchor="middle" fill="#8250df" font-size="12">slack</text>`,
  ].join('\n');
}

function arcs(): string[] {
  return pairs().map(({ from, to }) => {
    const start = topOf(from) + BOX.height - 8;
    const end = topOf(to) + 8;
    const reach = ARCS_FROM + 24 + (to - from) * 14;
    return `<path d="M ${ARCS_FROM} ${start} C ${reach} ${start}, ${reach} ${end}, ${ARCS_FROM} ${end}" fill="none" stroke="${colorOf(from)}" stroke-opacity="0.6"/>`;
  });
}

/** Which level imports from which, once each. */
function pairs(): { from: number; to: number }[] {
  const found = new Map<string, { from: number; to: number }>();
  for (const { from, to } of importsIn('src')) {
    if (roomOf(from) === roomOf(to) || levelOf(from) === levelOf(to)) continue;
    const pair = { from: levelOf(from), to: levelOf(to) };
    found.set(`${pair.from} ${pair.to}`, pair);
  }
  return [...found.values()].toSorted((one, other) => one.from - other.from || one.to - other.to);
}

/** Neighbouring rooms differ, so that a line can be followed. */
function colorOf(level: number): string {
  return `hsl(${(level * 67) % 360} 45% 45%)`;
}

function topOf(level: number): number {
  return 16 + level * ROW;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(drawing, drawRooms());
  process.stdout.write('Drawn: docs/images/rooms.svg\n');
}
