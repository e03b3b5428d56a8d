/** Something for the bot: an event, a command that someone typed, or a click. */
export type Parcel = {
  kind: 'event' | 'command' | 'interaction';
  /** The event's or interaction's type, or the command's name. */
  type: string;
  channel: string | undefined;
  /** The user id of whose deed it tells. */
  by: string;
  /** Only of events. */
  eventId?: string;
  payload: Record<string, unknown>;
};

/** That it is not the first time; counted from 1. */
export type Retry = { number: number; reason: 'http_timeout' | 'http_error' | 'connection_failed' };

/** How the bot took a parcel: with a 200 or an acknowledgement in time, or not. */
export type Receipt = {
  accepted: boolean;
  status: number | 'acknowledged' | 'timeout' | 'not connected' | 'dropped';
  /** What the bot answered: JSON or text; empty when nothing. */
  body: unknown;
  /** Whether the bot asked for no redelivery (`x-slack-no-retry`). */
  noRetry: boolean;
};

/** Brings a parcel to the bot, and what it says to that back. */
export type Carrier = (parcel: Parcel, retry: Retry | undefined) => Promise<Receipt>;
