import type {
  Change,
  ControlAction,
  Controls,
  LogEntry,
  Outcome,
  ScenarioStep,
  Screen,
  WorkspaceAction,
} from '../protocol.ts';

/** The person whom a visitor is, and the tab in which: a form opens in the tab where it was asked for. */
export type Visitor = { person: string; tab: string };

/** A tab that follows a scenario. */
export type Follower = { tab: string; onStep: (step: ScenarioStep) => void };

/** What the page shows and acts on. The demo builds it from its workspace and its bot. */
export type Host = {
  /** The screen of the person whom a visitor wants to be, or of the first whom they can be. */
  screen: (wanted: Partial<Visitor>) => Screen;
  watch: (visitor: Visitor, onChange: (change: Change) => void) => () => void;
  /** @throws with the reason, when it cannot be done. */
  act: (visitor: Visitor, action: WorkspaceAction) => Promise<Outcome>;
  controls: {
    now: () => Controls;
    /** What happened so far, oldest first. */
    log: () => readonly LogEntry[];
    watch: (onNews: (news: { controls: Controls } | { entry: LogEntry }) => void) => () => void;
    /** `onStep` is called with each step of a scenario that the action starts. */
    act: (action: ControlAction, follower: Follower) => Promise<Outcome>;
  };
};
