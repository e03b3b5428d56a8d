/** Something to deliver to the bot: an event, a command that a person typed, or a click. */
export type Delivery = {
  kind: 'event' | 'command' | 'interaction';
  /** The event's or interaction's type, or the command's name. */
  type: string;
  channel: string | undefined;
  /** The user id of the person who caused it. */
  by: string;
  /** Only of events. */
  eventId?: string;
  payload: Record<string, unknown>;
};

/** A repeated attempt; `number` counts from 1. */
export type Retry = { number: number; reason: 'http_timeout' | 'http_error' | 'connection_failed' };

/** The result of an attempt: accepted with a 200 or an acknowledgement in time, or not. */
export type DeliveryResult = {
  accepted: boolean;
  status: number | 'acknowledged' | 'timeout' | 'not connected' | 'dropped';
  /** What the bot answered: JSON or text; empty when nothing. */
  body: unknown;
  /** Whether the bot asked for no redelivery (`x-slack-no-retry`). */
  noRetry: boolean;
};

/** Delivers to the bot, and returns its answer. */
export type Transport = (delivery: Delivery, retry: Retry | undefined) => Promise<DeliveryResult>;
