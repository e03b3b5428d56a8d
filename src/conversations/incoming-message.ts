/** A file that a customer sent: a reference, never its content. */
export type FileReference = { name: string; kind: string };

type Address = {
  team: string;
  channel: string;
  ts: string;
  /** The root of its thread; its own `ts` when it is no reply. */
  root: string;
};

/** What Slack says about one message, read at the edge. The text is plain, without Slack's tokens. */
export type IncomingMessage = Address & {
  place: 'channel' | 'direct';
  author: { id: string; kind: 'person' | 'agent' | 'bot' };
  text: string;
  files: FileReference[];
  /** It calls the bot (`!escalate`, `@bot escalate`) and is no part of the transcript. */
  isCall: boolean;
  /** A top-level message here opens a conversation; elsewhere only known threads are followed. */
  isIntake: boolean;
  /** The bot may answer an opening here. */
  mayGreet: boolean;
  /** The `ts` of the message or of its last edit: later ones replace earlier ones. */
  revision: string;
};

export type DeletedMessage = Address & { revision: string };
