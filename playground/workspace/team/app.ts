import type { Manifest } from '../manifest.ts';

/** The installed app: the bot under test, its scopes, its events, and its secrets. */
export type App = {
  id: string;
  botUserId: string;
  botId: string;
  name: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** Slack's former proof of a delivery's origin; still part of every delivery. */
  verificationToken: string;
  scopes: readonly string[];
  events: readonly string[];
  manifest: Manifest;
};
