/**
 * Names a point between two steps at which a process may end. Nothing happens there, except in the
 * tests that end one at each.
 */
export type Checkpoint = (name: string) => void;
