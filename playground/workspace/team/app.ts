import type { Manifest } from '../manifest.ts';

/** The one app installed here: the bot under test, what it may do and hear, and its secrets. */
export type App = {
  id: string;
  botUserId: string;
  botId: string;
  name: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** The old way for Slack to prove itself; still part of every delivery. */
  verificationToken: string;
  scopes: readonly string[];
  events: readonly string[];
  manifest: Manifest;
};
