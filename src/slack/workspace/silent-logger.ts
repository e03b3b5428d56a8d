import { LogLevel } from '@slack/bolt';

/** Slack's libraries log what they also throw, with texts in it. The bot logs errors itself. */
export const silentLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
