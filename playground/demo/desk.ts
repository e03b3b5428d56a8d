import { desk as standard } from '../../desk.ts';

/**
 * The default desk, but for one setting: what a customer writes after *Resolve* is a new conversation
 * at once. So every scenario can be played at any time, and again.
 */
export const desk = { ...standard, reopenWithin: 0 };
