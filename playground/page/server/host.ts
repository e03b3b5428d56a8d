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

/** What the page shows and acts on. The demo builds it from its workspace and its bot. */
export type Host = {
  /** The screen of the person whom a visitor wants to be, or of the first whom they can be. */
  screen: (person: string | undefined) => Screen;
  watch: (person: string, onChange: (change: Change) => void) => () => void;
  /** @throws with the reason, when it cannot be done. */
  act: (person: string, action: WorkspaceAction) => Promise<Outcome>;
  controls: {
    now: () => Controls;
    /** What happened so far, oldest first. */
    log: () => readonly LogEntry[];
    watch: (onNews: (news: { controls: Controls } | { entry: LogEntry }) => void) => () => void;
    /** `onStep` is called with each step of a scenario that the action starts. */
    act: (action: ControlAction, onStep: (step: ScenarioStep) => void) => Promise<Outcome>;
  };
};
