import type { KnownBlock } from '@slack/web-api';
import { escapeText } from '../reading/plain-text.ts';
import { inUtc } from './date-token.ts';
import { type Piece, paragraph } from './rich-text.ts';

/** A paragraph, and what shows where Slack shows no blocks, as in a notification. */
export type Shown = { text: string; blocks: KnownBlock[] };

/** Shows pieces as they are: no value in them can ping, link or format. */
export function shown(...pieces: Piece[]): Shown {
  return { text: fallbackText(pieces), blocks: [paragraph(...pieces)] };
}

/** Pieces as mrkdwn. */
export function fallbackText(pieces: readonly Piece[]): string {
  return pieces.map(fallbackOf).join('');
}

function fallbackOf(piece: Piece): string {
  if (typeof piece === 'string') return escapeText(piece);
  if ('date' in piece) return escapeText(piece.inWords ?? inUtc(piece.date));
  if ('user' in piece) return `<@${piece.user}>`;
  if ('channel' in piece) return `<#${piece.channel}>`;
  if ('group' in piece) return `<!subteam^${piece.group}>`;
  if ('url' in piece) return escapeText(piece.link);
  return escapeText('italic' in piece ? piece.italic : piece.bold);
}
