import { desk as standard } from '../../desk.ts';

/**
 * The default desk, but for two settings: what a customer writes after *Resolve* is a new conversation
 * at once, so that every scenario can be played at any time and again; and they are told of it at once.
 */
export const desk = { ...standard, reopenWithin: 0, undoSeconds: 0 };
