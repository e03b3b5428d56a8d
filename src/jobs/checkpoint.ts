/**
 * Names a point between two steps at which a process may end, and the ticket or conversation that
 * it is about. Nothing happens there, except in the tests that end one at each.
 */
export type Checkpoint = (name: string, subject: string) => void;
