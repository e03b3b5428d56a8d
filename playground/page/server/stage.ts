import type {
  Backstage,
  BackstageDeed,
  Change,
  Deed,
  Line,
  Look,
  Outcome,
  Screen,
} from '../protocol.ts';

/** What the page shows and acts on. The demo builds it out of its workspace and its bot. */
export type Stage = {
  /** The screen of whom a visitor wants to be, or of the first whom they can be. */
  screen: (person: string | undefined) => Screen;
  watch: (person: string, tell: (change: Change) => void) => () => void;
  /** @throws with the reason, when it cannot be done. */
  act: (person: string, deed: Deed) => Promise<Outcome>;
  backstage: {
    now: () => Backstage;
    /** What happened so far, oldest first. */
    lines: () => readonly Line[];
    watch: (tell: (news: { backstage: Backstage } | { line: Line }) => void) => () => void;
    /** `look` is told where to look while a play goes on. */
    act: (deed: BackstageDeed, look: (at: Look) => void) => Promise<Outcome>;
  };
};
