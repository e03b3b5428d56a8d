import type { Place } from './conversation.ts';
import type { FileReference } from './message.ts';
import type { ThreadAddress } from './thread-store.ts';

/** Who does something in Slack, as far as it is known: agents may do more than others. */
export type Actor = { user: string; kind: 'person' | 'agent' | 'bot' };

/** An app that posted a message. */
export type AppPost = {
  name: string;
  /** The user whom its form names as the one who sent it, where the desk trusts that app. */
  reports: string | null;
};

/** Which message; the root is the message itself where it is no reply. */
type Address = ThreadAddress & { ts: string };

/** What Slack says about one message, read at the edge. The text is plain, without Slack's tokens. */
export type IncomingMessage = Address & {
  place: Place;
  author: Actor;
  /** The app that posted it; null where a person did. */
  app: AppPost | null;
  text: string;
  files: FileReference[];
  /** It asks for a person (`!escalate`, `@bot escalate`). */
  isEscalationRequest: boolean;
  /** Its author mentions the bot in their own words. */
  isMention: boolean;
  /** A top-level message here opens a conversation; elsewhere only known threads are followed. */
  isIntake: boolean;
  /** The bot may answer an opening here. */
  mayGreet: boolean;
  /** The `ts` of the message or of its last edit: later ones replace earlier ones. */
  revision: string;
};

export type DeletedMessage = Address & { revision: string };
