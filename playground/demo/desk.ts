import { desk as standard } from '../../desk.ts';
import { german } from '../../desks/texts.de.ts';

/**
 * The default desk, but for three settings: what a customer writes after *Resolve* is a new conversation
 * at once, so that every scenario can be played at any time and again; they are told of it at once; and
 * who reads Slack in German reads the bot in German.
 */
export const desk = { ...standard, reopenWithin: 0, undoSeconds: 0, languages: { de: german } };
